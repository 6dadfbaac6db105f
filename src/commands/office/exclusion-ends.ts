/** A temporary exclusion or suspension is over: the member comes back, the coordinator is in office again. */
import type { Action } from '../../domain/action.js';
import { actInCase } from '../ladder/act-in-case.js';
import { CLOCK, type Office } from './office.js';

export function exclusionEnds(office: Office, id: number): Action[] {
  const found = office.store.cases.byId(id);
  if (!found?.state.exclusion) return [];
  const result = actInCase({
    store: office.store,
    rules: office.rules,
    group: office.group,
    case: found,
    act: { act: 'exclusion-ends' },
    actor: CLOCK,
    id: `i${office.inbox}`,
    now: office.now,
  });
  if (!result.ok) {
    office.log.warn({ case: id, refused: result.refused }, 'an exclusion could not be ended');
    return [];
  }
  return [...result.actions];
}
