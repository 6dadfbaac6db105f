/** How long things may take: what the circular sets, and what the partnership sets for itself in rules/ladder.yaml. */
import { z } from 'zod';

/** Art. 8 b: an appeal must arrive within three weeks of the decision. */
export const APPEAL_DAYS = 21;
/** Art. 8 b: the commission decides within 30 days of the appeal's arrival. */
export const RULING_DAYS = 30;

const days = z.number().int().min(1).max(365);

/** The partnership's own terms. None of them is in the circular: when one passes, people are reminded, nothing lapses. */
export const termsSchema = z.strictObject({
  /** From the invitation to the talk. */
  talkDays: days.default(14),
  /** From the mandatary's advice to the chef de corps's decision. */
  reprimandDays: days.default(14),
  /** From the proposal of a removal to its signatures, and from these to the visa. */
  signDays: days.default(14),
  visaDays: days.default(7),
  /** From the dismissal to the copy for the SPF Intérieur. */
  copyDays: days.default(3),
  /** From the end of the appeal to the general assembly. */
  assemblyDays: days.default(60),
  /** How long a temporary exclusion may last. */
  exclusionMaxDays: z.number().int().min(1).max(730).default(180),
  /** A case in which nothing happened for so long, and nothing is under way, is proposed to be closed. */
  quietDays: z.number().int().min(30).max(1095).default(365),
});
export type Terms = z.infer<typeof termsSchema>;
export const DEFAULT_TERMS: Terms = termsSchema.parse({});
