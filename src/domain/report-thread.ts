/** A report and its follow-ups until it is closed (Annex 4 §5: attention to descriptions; no repeated calls). */
import type { Description } from './finding.js';

export interface ReportThread {
  readonly id: string;
  readonly openedBy: string;
  readonly openedAt: number;
  readonly lastAt: number;
  /** When the police were said to be informed; null while nobody said so (ask mode). */
  readonly policeInformedAt: number | null;
  /** The group message that opened it (after a repost: the repost). */
  readonly message: string;
  readonly signature: readonly string[];
  readonly description: Description;
}

/** Reports come in within minutes of one another; later than this a likeness must be strong. */
const SAME_EVENT_MINUTES = 45;

const commonWords = (a: readonly string[], b: readonly string[]): number => {
  const theirs = new Set(b);
  return new Set(a.filter((word) => theirs.has(word))).size;
};

/** One person tells the same again: a word in common will do, if it is half of the shorter telling. */
export function tellsTheSame(a: readonly string[], b: readonly string[]): boolean {
  const common = commonWords(a, b);
  return common > 0 && common / Math.min(new Set(a).size, new Set(b).size) >= 0.5;
}

/**
 * The open thread that a new report is about, or null. Likeness is the share of common content words, weighed
 * down with time; a wrong “the police know already” could keep somebody from calling, so the bar is high:
 * two words in common at least, of which half of the shorter description.
 */
export function threadOfSameEvent(
  signature: readonly string[],
  threads: readonly ReportThread[],
  now: number,
): ReportThread | null {
  const mine = new Set(signature).size;
  let best: ReportThread | null = null;
  let bestScore = 0;
  for (const thread of threads) {
    const common = commonWords(signature, thread.signature);
    const shorter = Math.min(mine, new Set(thread.signature).size);
    if (common < 2 || shorter === 0) continue;
    const minutes = (now - thread.lastAt) / 60_000;
    const score = common / shorter - (minutes > SAME_EVENT_MINUTES ? 0.25 : 0);
    if (score >= 0.5 && score > bestScore) {
      best = thread;
      bestScore = score;
    }
  }
  return best;
}

/** What is known after one more message told what it told. */
export const mergeDescription = (a: Description, b: Description): Description => ({
  where: a.where || b.where,
  when: a.when || b.when,
  direction: a.direction || b.direction,
  person: a.person || b.person,
  clothes: a.clothes || b.clothes,
  vehicle: a.vehicle || b.vehicle,
});

export type MissingDetail = 'where' | 'when' | 'direction' | 'person' | 'clothes' | 'vehicle';

/**
 * What the bot asks for, in the order in which it helps the police. Clothes are only asked for a person, a
 * person only where no vehicle was described, and the other way round: a report has one or the other.
 */
export function missingDetails(d: Description): MissingDetail[] {
  const missing: MissingDetail[] = [];
  if (!d.where) missing.push('where');
  if (!d.person && !d.vehicle) missing.push('person', 'vehicle');
  if (d.person && !d.clothes) missing.push('clothes');
  if (!d.direction) missing.push('direction');
  if (!d.when) missing.push('when');
  return missing;
}
