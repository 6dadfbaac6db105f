/** A deadline of a case is near or over: whoever must act is reminded; the time for an appeal ends by itself. */
import type { Action } from '../../domain/action.js';
import { addDays } from '../../domain/belgian-calendar.js';
import { deadlinesOf } from '../../domain/ladder/index.js';
import { actInCase, tellRoles } from '../ladder/act-in-case.js';
import { todoOf } from '../ladder/todo.js';
import { CLOCK, type Office } from './office.js';

/** What is overdue is said again after so many days; a quiet case less often. */
const AGAIN_DAYS = 7;
const QUIET_AGAIN_DAYS = 90;

export function caseDeadline(office: Office, ref: string): Action[] {
  const { store, rules, group, now } = office;
  const [number = '', what = '', soon] = ref.split(':');
  const id = Number(number);
  const found = store.cases.byId(id);
  const deadline = found
    ? deadlinesOf(found.state, rules.ladder.terms).find((d) => d.what === what)
    : undefined;
  if (!found || !deadline) return [];
  const overdue = deadline.due < now;
  if (what === 'appeal' && overdue) {
    const act = { act: 'appeal-lapses' } as const;
    const result = actInCase({
      store,
      rules,
      group,
      case: found,
      act,
      actor: CLOCK,
      id: `i${office.inbox}`,
      now,
    });
    return result.ok ? [...result.actions] : [];
  }
  // The terms were made longer since.
  if (!overdue && soon === undefined) store.timers.set('case-deadline', ref, group.id, deadline.due + 1);
  if (overdue)
    store.timers.set(
      'case-deadline',
      `${id}:${what}`,
      group.id,
      addDays(now, what === 'quiet' ? QUIET_AGAIN_DAYS : AGAIN_DAYS),
    );
  if (!overdue && soon === undefined) return [];
  const [sentences, buttons] = todoOf(found, deadline);
  const words = overdue && what !== 'quiet' ? [...sentences, { key: 'todo.overdue' }] : sentences;
  return tellRoles(store, group, deadline.who, [found.person], words, buttons);
}
