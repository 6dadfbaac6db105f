/** What people do on the ladder, one shape an act. Whoever acts, and when, comes beside it; reasons are never optional. */
import { z } from 'zod';
import { RUNGS } from './rungs.js';

/** In the words of whoever decides; it goes into the letter. */
const reason = z.string().trim().min(3).max(4000);
const note = z.string().trim().max(4000).default('');
const moment = z.number().int().positive();
const person = z.number().int().positive();
/** Art. 8 lists measures and no order; whoever passes over one of them says why. */
const passesOver = z.string().trim().min(3).max(2000).optional();

export const actSchema = z.discriminatedUnion('act', [
  // First rung: the talk.
  z.strictObject({ act: z.literal('plan-talk'), reason, at: moment.optional() }),
  /** `attended`: the person came. One who stays away does not stop the ladder, but it is written down. */
  z.strictObject({ act: z.literal('note-talk'), attended: z.boolean(), note }),
  // Second rung: the written reprimand of the chef de corps on the mandatary's advice.
  z.strictObject({ act: z.literal('advise'), reason, passesOver }),
  z.strictObject({ act: z.literal('reprimand'), reason }),
  z.strictObject({ act: z.literal('no-reprimand'), reason }),
  // Third rung: punishable facts.
  z.strictObject({ act: z.literal('refer'), reason, report: z.string().trim().min(1).max(80) }),
  /** Out of the group (member) or out of office (coordinator) until a day; `reason` tells the harm to the partnership. */
  z.strictObject({ act: z.literal('exclude'), reason, until: moment }),
  z.strictObject({ act: z.literal('end-exclusion'), reason }),
  // Fourth rung of a member: the definitive removal.
  z.strictObject({ act: z.literal('propose-removal'), reason, passesOver }),
  z.strictObject({ act: z.literal('sign') }),
  z.strictObject({ act: z.literal('visa') }),
  z.strictObject({ act: z.literal('refuse-removal'), reason }),
  // Fourth rung of a coordinator: the dismissal and the appeal against it.
  z.strictObject({ act: z.literal('note-interview'), note, passesOver }),
  z.strictObject({ act: z.literal('advise-dismissal'), reason }),
  z.strictObject({ act: z.literal('dismiss'), reason }),
  z.strictObject({ act: z.literal('send-copy') }),
  z.strictObject({
    act: z.literal('appeal'),
    receivedAt: moment,
    by: z.enum(['registered-mail', 'e-mail']),
  }),
  z.strictObject({ act: z.literal('name-temporary'), person }),
  z.strictObject({ act: z.literal('ruling'), confirmed: z.boolean(), reason }),
  z.strictObject({ act: z.literal('assembly'), at: moment }),
  z.strictObject({ act: z.literal('elect'), person }),
  // Any time.
  z.strictObject({ act: z.literal('annul'), rung: z.enum(RUNGS), reason }),
  z.strictObject({ act: z.literal('close'), reason }),
  // What only time does.
  z.strictObject({ act: z.literal('exclusion-ends') }),
  z.strictObject({ act: z.literal('appeal-lapses') }),
]);
export type Act = z.infer<typeof actSchema>;
export type ActName = Act['act'];
export type ActOf<N extends ActName> = Extract<Act, { act: N }>;
export const ACTS: readonly ActName[] = actSchema.options.map((o) => o.shape.act.value);
