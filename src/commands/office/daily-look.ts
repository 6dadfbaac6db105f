/** Once a day: whose infractions speak for a step? Coordinator and mandatary hear of it, and decide. */
import type { Action, Sentence } from '../../domain/action.js';
import { nextAt } from '../../domain/belgian-calendar.js';
import { type Proposal, propose } from '../../domain/ladder/index.js';
import { rolesWith } from '../../domain/roles.js';
import { tellRoles } from '../ladder/act-in-case.js';
import { ladderIn } from '../ladder/open-case.js';
import { DUTY_HOUR, dutyRef } from './duty-timers.js';
import type { Office } from './office.js';

const DAY = 86_400_000;

export function dailyLook(office: Office): Action[] {
  const { store, rules, group, now } = office;
  store.timers.set('housekeeping', dutyRef(group.id), group.id, nextAt(now, DUTY_HOUR));
  store.commandWaits.purge(now);
  const since = now - rules.ladder.fades.forgetDays * DAY;
  return store.infractions.persons(group.id, since).flatMap((person) => lookAt(office, person));
}

/** The step that a person's infractions in the group speak for now; null: none. */
export function proposalFor(
  office: Pick<Office, 'store' | 'rules' | 'group' | 'now'>,
  person: number,
): Proposal | null {
  const { store, rules, group, now } = office;
  const ladder = ladderIn(store, group.id, person);
  if (ladder === null) return null;
  const open = store.cases.openOf(group.id, person)?.state ?? null;
  return propose(store.infractions.of(group.id, person), ladder, open, rules.ladder, now);
}

function lookAt(office: Office, person: number): Action[] {
  const { store, group, now } = office;
  const proposal = proposalFor(office, person);
  if (!proposal) {
    store.proposals.outdate(group.id, person, now);
    return [];
  }
  const id = store.proposals.put(group.id, person, proposal, now);
  const who = store.persons.byId(person);
  if (id === null || !who) return [];
  const roles = rolesWith(proposal.ladder === 'member' ? 'talk-member' : 'talk-coordinator');
  return tellRoles(store, group, roles, [person], proposed(who.name, group.title, proposal), [
    { label: 'button.history', action: `cmd:do:history:${person}:${group.id}` },
    { label: 'button.no-step', action: `cmd:do:no-step:${id}:${group.id}` },
  ]);
}

const RUNG: Readonly<Record<Proposal['rung'], string>> = {
  'M-1': 'rung.m-1',
  'M-2': 'rung.m-2',
  'M-3': 'rung.m-3',
  'M-4': 'rung.m-4',
  'C-1': 'rung.c-1',
  'C-2': 'rung.c-2',
  'C-3': 'rung.c-3',
  'C-4': 'rung.c-4',
};
export const rungWord = (rung: Proposal['rung']): Sentence => ({ key: RUNG[rung] });

export const proposed = (
  name: string,
  group: string,
  { evidence, rung, because }: Proposal,
): readonly Sentence[] => [
  {
    key: because === 'punishable' ? 'proposal.punishable' : 'proposal.points',
    params: { name, group, number: evidence.length, step: rungWord(rung) },
  },
];
