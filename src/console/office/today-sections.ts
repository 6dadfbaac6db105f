/** The parts of Today and the order of its cards: the server sorts by it, the page divides by it. */
import type { TodayItem } from './wire.js';

/** What only I can move; what its author is asked about and I may decide, too; what is others'; what to put in order. */
export const SECTIONS = ['mine', 'author', 'others', 'order'] as const;

export function sectionOf(item: TodayItem): (typeof SECTIONS)[number] {
  if (item.kind === 'trouble') return 'order';
  if (item.kind !== 'hold') return 'mine';
  if (!item.mine || item.observed) return 'others';
  return item.condition === 'police-informed' || item.condition === 'blur' ? 'author' : 'mine';
}

/** Within a part: a person who waits for an answer first, the machine's own doubts last. */
const weight = (item: TodayItem): number =>
  item.kind === 'hold' ? 0 : item.kind !== 'review' ? 1 : item.what === 'contest' ? 0 : 2;

/** For `sort`: part by part, then by weight, the longest waiting first. */
export const byUrgency = (a: TodayItem, b: TodayItem): number =>
  SECTIONS.indexOf(sectionOf(a)) - SECTIONS.indexOf(sectionOf(b)) || weight(a) - weight(b) || a.at - b.at;
