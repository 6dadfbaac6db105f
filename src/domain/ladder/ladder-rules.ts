/** The form of rules/ladder.yaml: how much each rule weighs, how it fades, and when a step is proposed. */
import { z } from 'zod';
import { termsSchema } from './terms.js';

const points = z.number().min(0).max(1000);

export const ladderRulesSchema = z.strictObject({
  /** Points of one infraction, by rule. */
  weights: z.record(z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'name a rule by its id, e.g. leak'), points),
  /** Points of a rule that is not named. */
  otherwise: points.default(2),
  fades: z.strictObject({
    /** After so many days an infraction weighs half. */
    halfLifeDays: z.number().int().min(1).max(3650),
    /** After so many days it counts no more. */
    forgetDays: z.number().int().min(1).max(3650),
  }),
  /** From how many points on a step is proposed. Only what happened since the step before counts. */
  propose: z.strictObject({ talk: points, reprimand: points, removal: points }),
  /** Rules whose infractions can be punishable facts: a person is asked to look at them (third step). */
  punishable: z.array(z.string().min(1).max(60)).max(50).default([]),
  terms: termsSchema.prefault({}),
});
export type LadderRules = z.infer<typeof ladderRulesSchema>;
