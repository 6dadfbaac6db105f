/** What a coordinator's digest tells, as data (issue of the day: what happened, what waits, what is not in order). */
import type { Lang } from '../../domain/vocabulary.js';
import type { PeriodFigures } from '../figures/period-figures.js';

export interface DigestData {
  readonly lang: Lang;
  readonly group: { readonly title: string };
  readonly now: PeriodFigures;
  /** The period before, of the same length. */
  readonly before: PeriodFigures;
  readonly waiting: readonly { readonly name: string; readonly rule: string; readonly since: number }[];
  readonly threads: readonly { readonly openedAt: number; readonly policeInformedAt: number | null }[];
  readonly reviews: number;
  /** Names of members who have not accepted the internal rules. */
  readonly notAccepted: readonly string[];
  /** Machine words of what is not closed about the group, e.g. `members-may-invite`, and of rights that the bot lacks. */
  readonly problems: readonly string[];
}

/** Nothing happened and nothing waits: one line says it all. */
export const isQuiet = (d: DigestData): boolean =>
  d.now.infractions.total === 0 &&
  d.now.holds.opened === 0 &&
  d.now.threads.opened === 0 &&
  d.waiting.length === 0 &&
  d.threads.length === 0 &&
  d.reviews === 0 &&
  d.problems.length === 0;
