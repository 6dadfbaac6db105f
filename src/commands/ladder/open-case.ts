/** The case in which a step is taken: the open one, or a new one that gathers the infractions that stand. */
import { type Ladder, ladderOf } from '../../domain/ladder/index.js';
import type { Role } from '../../domain/vocabulary.js';
import type { CaseRow } from '../../store/people/cases.js';
import type { Store } from '../../store/store.js';

/** On which ladder somebody stands in a group; a suspended coordinator stays on that of the open case. Null: on none. */
export function ladderIn(store: Store, group: number, person: number): Ladder | null {
  const open = store.cases.openOf(group, person);
  if (open) return open.ladder;
  const role: Role = store.members.get(group, person)?.role ?? 'member';
  return ladderOf(role);
}

export function caseFor(
  store: Store,
  group: number,
  person: number,
  ladder: Ladder,
  by: number,
  reason: string,
  now: number,
): CaseRow {
  const open = store.cases.openOf(group, person);
  // What an earlier case dealt with is over.
  const over = new Set(
    store.cases
      .ofPerson(group, person)
      .filter((c) => c.closedAt !== null)
      .flatMap((c) => store.cases.evidence(c.id)),
  );
  const evidence = store.infractions
    .of(group, person)
    .map((i) => i.seq)
    .filter((seq) => !over.has(seq));
  if (open) {
    store.cases.addEvidence(open.id, evidence, by, now);
    return open;
  }
  const id = store.cases.open({ group, person, ladder, at: now, by, reason, evidence });
  return store.cases.byId(id)!;
}
