/**
 * Does an act in a case, with everything that follows: the group, the register, the deadlines, and those who must know.
 * Art. 8 b and c decide (src/domain/ladder); here it is only carried out.
 */
import { type Action, type Button, type Sentence, told } from '../../domain/action.js';
import {
  type Act,
  type Actor,
  type Consequence,
  clauseOf,
  deadlinesOf,
  type LetterKind,
  perform,
  type Refusal,
  rungOf,
} from '../../domain/ladder/index.js';
import { rolesWith } from '../../domain/roles.js';
import type { Lang, Role } from '../../domain/vocabulary.js';
import type { GroupRow } from '../../store/groups.js';
import type { CaseRow } from '../../store/people/cases.js';
import type { Store } from '../../store/store.js';
import type { CommandRules } from '../command.js';
import { withRoles } from '../people-of.js';
import { syncCaseTimers } from './case-timers.js';
import { informOf } from './inform.js';
import { todoOf } from './todo.js';

export type ActDone =
  | {
      readonly ok: true;
      readonly case: CaseRow;
      readonly actions: readonly Action[];
      readonly letters: readonly LetterKind[];
    }
  | { readonly ok: false; readonly refused: Refusal };

export interface ActAsked {
  readonly store: Store;
  readonly rules: CommandRules;
  readonly group: GroupRow;
  readonly case: CaseRow;
  readonly act: Act;
  readonly actor: Actor;
  /** The same for the same act: a replay does it once. */
  readonly id: string;
  readonly now: number;
}

export function actInCase(asked: ActAsked): ActDone {
  const { store, rules, group, act, actor, id, now } = asked;
  const before = asked.case.state;
  const { terms } = rules.ladder;
  const record = { id, act, actor, at: Math.max(now, before.lastActAt) };
  const result = perform(before, record, terms);
  if (!result.ok) return result;
  if (before.acts.includes(id)) return { ok: true, case: asked.case, actions: [], letters: [] };
  store.cases.record(asked.case.id, record, result.state);
  store.proposals.decide(group.id, asked.case.person, actor.person === 0 ? null : actor.person, 'taken', now);
  const actions = result.consequences.flatMap((c) => carryOut(asked, c));
  syncCaseTimers(store, group.id, asked.case.id, before, result.state, terms, now);
  const known = new Set(deadlinesOf(before, terms).map((d) => d.what));
  for (const deadline of deadlinesOf(result.state, terms))
    if (!known.has(deadline.what) && deadline.what !== 'quiet')
      actions.push(
        ...tellRoles(
          store,
          group,
          deadline.who,
          [asked.case.person, actor.person],
          ...todoOf(asked.case, deadline),
        ),
      );
  return {
    ok: true,
    case: store.cases.byId(asked.case.id)!,
    actions,
    letters: result.consequences.flatMap((c) => (c.type === 'letter' ? [c.letter] : [])),
  };
}

/** Tells everybody with one of the roles, privately and in their language. */
export function tellRoles(
  store: Store,
  group: GroupRow,
  roles: readonly Role[],
  but: readonly number[],
  sentences: readonly Sentence[],
  buttons: readonly Button[] = [],
): Action[] {
  return withRoles(store, group.id, roles, but).map((to) => told(to.identity, to.lang, sentences, buttons));
}

function carryOut(asked: ActAsked, consequence: Consequence): Action[] {
  const { store, group, act } = asked;
  const subject = asked.case.person;
  const person = asked.case.identity;
  switch (consequence.type) {
    case 'exclude':
      store.members.leave(group.id, subject, asked.now);
      return [{ type: 'remove-member', person, until: consequence.until }];
    case 'remove':
      store.members.leave(group.id, subject, asked.now);
      return [{ type: 'remove-member', person, until: null }];
    case 'readmit':
      // On the register again once the network says that they are there.
      return [{ type: 'readmit', person }, ...backByLink(asked)];
    case 'suspend-office': {
      const role = store.members.get(group.id, subject)?.role ?? 'coordinator';
      // Suspended already: what was taken away first is what can be given back.
      if (role !== 'member') store.cases.setOffice(asked.case.id, role);
      giveRole(asked, subject, 'member');
      return [];
    }
    case 'restore-office': {
      giveRole(asked, subject, store.cases.byId(asked.case.id)?.office ?? 'coordinator');
      store.cases.setOffice(asked.case.id, null);
      return [];
    }
    case 'give-office':
      giveRole(asked, consequence.person, consequence.role);
      return toldOfOffice(asked, consequence.person, consequence.role);
    case 'end-temporary':
      giveRole(asked, consequence.person, 'member');
      return [];
    case 'letter':
      return [];
    case 'inform':
      return informed(asked, act);
  }
}

/** Telegram lets nobody be added by a bot: the person comes back by the group's link, and the coordination knows it. */
function backByLink(asked: ActAsked): Action[] {
  const { store, group, case: about } = asked;
  if (group.channel !== 'telegram') return [];
  const params = { name: about.name, group: group.title };
  return [
    told(about.identity, langOf(asked, about.person), [{ key: 'inform.back-by-link', params }]),
    ...tellRoles(
      store,
      group,
      rolesWith('sign-as-coordinator'),
      [about.person],
      [{ key: 'inform.let-back-in', params }],
    ),
  ];
}

function giveRole({ store, group, case: { id }, now }: ActAsked, person: number, role: Role): void {
  const before = store.members.get(group.id, person);
  store.members.setRole(group.id, person, role, before?.lang ?? group.policy.lang, `case:${id}`, now);
  // Whoever had left is not back by losing an office, and who took them out stays known.
  if (before && before.left_at !== null)
    store.members.leave(group.id, person, before.left_at, before.left_by);
}

const langOf = ({ store, group }: ActAsked, person: number): Lang =>
  store.members.get(group.id, person)?.lang ?? group.policy.lang;

const OFFICE: Readonly<Record<'coordinator' | 'temporary-coordinator', Sentence>> = {
  coordinator: { key: 'role.coordinator' },
  'temporary-coordinator': { key: 'role.temporary-coordinator' },
};

function toldOfOffice(
  asked: ActAsked,
  person: number,
  role: 'coordinator' | 'temporary-coordinator',
): Action[] {
  const row = asked.store.persons.byId(person);
  if (!row) return [];
  const params = { role: OFFICE[role], group: asked.group.title };
  return [told(row.identity, langOf(asked, person), [{ key: 'role.given', params }])];
}

/** The person hears what was decided, why, and on which article it rests: privately, never in the group (D-2). */
function informed(asked: ActAsked, act: Act): Action[] {
  const sentences = informOf(act, asked.case.ladder, {
    group: asked.group.title,
    clause: clauseOf(rungOf(asked.case.ladder, 1)),
  });
  if (sentences.length === 0) return [];
  return [told(asked.case.identity, langOf(asked, asked.case.person), sentences)];
}
