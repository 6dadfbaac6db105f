/** Sets the reminder of art. 7 for a group. */
import type { Store } from '../../store/store.js';
import { nextReminder } from './evaluation-terms.js';

/** When the group was last evaluated; before the first time, when it was recognised or entered here. */
export function lastEvaluation(store: Store, group: number): number {
  const finished = store.evaluations.lastFinishedAt(group);
  if (finished !== null) return finished;
  const recognised = Date.parse(store.groups.byId(group)?.recognition?.date ?? '');
  const entered =
    store.db.prepare<[number], number>('SELECT created_at FROM groups WHERE id = ?').pluck().get(group) ?? 0;
  return Number.isFinite(recognised) ? recognised : entered;
}

export const evaluationRef = (group: number): string => `group:${group}`;

/** Within the caller's transaction. The timer replaces the one that was set before. */
export function armEvaluation(store: Store, group: number, at: number): number {
  const due = nextReminder(lastEvaluation(store, group), at).at;
  store.timers.set('evaluation', evaluationRef(group), group, due);
  return due;
}

/** At the program's start: every active group that has no reminder gets one; the others keep theirs. */
export function armEvaluations(store: Store, at: number): void {
  const armed = store.db
    .prepare<[string], number>("SELECT 1 FROM timers WHERE timer = 'evaluation' AND ref = ?")
    .pluck();
  store.transaction(() => {
    for (const group of store.groups.all())
      if (group.active && armed.get(evaluationRef(group.id)) === undefined)
        armEvaluation(store, group.id, at);
  });
}
