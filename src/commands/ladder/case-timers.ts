/** Keeps the timers of a case in step with its deadlines, which are told from its state. */
import { addDays } from '../../domain/belgian-calendar.js';
import { type CaseState, deadlinesOf, type Terms } from '../../domain/ladder/index.js';
import type { Store } from '../../store/store.js';

/** A first reminder comes so many days before. */
const SOON_DAYS = 3;

/** Sets what runs now, and clears what ran before. */
export function syncCaseTimers(
  store: Store,
  group: number,
  id: number,
  before: CaseState,
  after: CaseState,
  terms: Terms,
  now: number,
): void {
  for (const { what } of deadlinesOf(before, terms))
    if (what === 'exclusion-end') store.timers.clear('exclusion-end', String(id));
    else for (const ref of [`${id}:${what}`, `${id}:${what}:soon`]) store.timers.clear('case-deadline', ref);
  for (const { what, due } of deadlinesOf(after, terms)) {
    if (what === 'exclusion-end') {
      store.timers.set('exclusion-end', String(id), group, due);
      continue;
    }
    store.timers.set('case-deadline', `${id}:${what}`, group, due + 1);
    const soon = addDays(due, -SOON_DAYS);
    if (soon > now && what !== 'appeal' && what !== 'quiet')
      store.timers.set('case-deadline', `${id}:${what}:soon`, group, soon);
  }
}
