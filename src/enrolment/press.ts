/**
 * Buttons of enrolment: `enr:yes|read:<group>:<person>` for the member; `enr:in|out:<group>:<person>` and
 * `enr:close:<group>:0` for the coordinator.
 */
import type { Action, Sentence } from '../domain/action.js';
import type { Interpretation } from '../engine/interpreter.js';
import type { GroupRow } from '../store/groups.js';
import { declare, isSettled, thanks, welcome } from './declare.js';
import { type HereOf, interpretation, langOf, tellPerson } from './here.js';
import { closable } from './what-is-missing.js';

export const isOurs = (action: string): boolean => action.startsWith('enr:');

export function pressed(here: HereOf<'press'>): Interpretation {
  const { store, event, situation } = here;
  const [, verb = '', groupText = '', personText = ''] = event.action.split(':');
  const group = store.groups.byId(Number(groupText));
  const about = Number(personText);
  // A button of another network's group is nobody's here.
  if (!group || group.channel !== event.channel || situation.person === null)
    return reply(here, null, { key: 'press.too-late' }, [], 'late');
  if (verb === 'close') return closeGroup(here, group);
  if (!store.persons.byId(about)) return reply(here, null, { key: 'press.too-late' }, [], 'late');
  if (verb === 'in' || verb === 'out') return decideRequest(here, group, about, verb === 'in');
  if (!store.offices.samePerson(about, situation.person))
    return reply(here, group, { key: 'press.enrol-not-yours' }, [], 'not-yours');
  return verb === 'yes' ? accept(here, group, about) : read(here, group, about);
}

function accept(here: HereOf<'press'>, group: GroupRow, person: number): Interpretation {
  const { store } = here;
  if (isSettled(store, group.id, person))
    return reply(here, group, { key: 'press.enrol-accepted' }, [], 'declared-before');
  const { version } = declare(here, group, person);
  const elsewhere = tellPerson(store, person, group.policy.lang, [thanks(here, group, version)], {
    in: group,
  });
  return reply(here, group, { key: 'press.enrol-accepted' }, elsewhere, 'declared');
}

function read(here: HereOf<'press'>, group: GroupRow, person: number): Interpretation {
  const head = { key: 'enrol.welcome-there', params: { group: group.title } };
  return reply(
    here,
    group,
    { key: 'press.enrol-sent' },
    welcome(here.store, here.internalRules, group, person, head, false),
    'read',
  );
}

const runsGroup = ({ store, situation }: HereOf<'press'>, group: GroupRow): boolean => {
  const by = store.members.get(group.id, situation.person!);
  return (
    by !== null &&
    by.left_at === null &&
    ['coordinator', 'temporary-coordinator', 'mandatary'].includes(by.role)
  );
};

/** Closes what the network lets the bot close. What it then finds open, or not, it tells by itself. */
function closeGroup(here: HereOf<'press'>, group: GroupRow): Interpretation {
  if (!runsGroup(here, group)) return reply(here, group, { key: 'press.no-right' }, [], 'no-right');
  const actions: Action[] = closable(here.store, group).map((what) => ({ type: 'tighten', what }));
  if (actions.length === 0) return reply(here, group, { key: 'press.too-late' }, [], 'late');
  const inGroup = { channel: group.channel, chat: group.chat, group: group.id, actions };
  return reply(here, group, { key: 'press.enrol-closing' }, [inGroup], 'closing');
}

/** Only whoever runs the group, or its mandatary; the first answer counts. */
function decideRequest(
  here: HereOf<'press'>,
  group: GroupRow,
  applicant: number,
  approve: boolean,
): Interpretation {
  const { store } = here;
  if (!runsGroup(here, group)) return reply(here, group, { key: 'press.no-right' }, [], 'no-right');
  if (store.enrolments.get(group.id, applicant)?.requestedAt == null)
    return reply(here, group, { key: 'press.too-late' }, [], 'late');
  store.enrolments.setRequested(group.id, applicant, null);
  const { identity } = store.persons.byId(applicant)!;
  const action: Action = { type: approve ? 'approve-join' : 'decline-join', person: identity };
  const done = { key: approve ? 'press.enrol-let-in' : 'press.enrol-not-let-in' };
  const inGroup = { channel: group.channel, chat: group.chat, group: group.id, actions: [action] };
  return reply(here, group, done, [inGroup], approve ? 'let-in' : 'not-let-in');
}

function reply(
  here: HereOf<'press'>,
  group: GroupRow | null,
  sentence: Sentence,
  elsewhere: NonNullable<Interpretation['elsewhere']>,
  why: string,
): Interpretation {
  const { store, event, situation } = here;
  const lang =
    situation.person === null
      ? situation.sender.lang
      : langOf(store, situation.person, situation.sender.lang);
  return interpretation(
    group,
    [{ type: 'answer-press', press: event.id, sentence, lang }],
    elsewhere,
    'press',
    why,
  );
}
