/** People who come into a bound group, who are seen there without having come, and who ask to be let in (A4-3a). */
import type { Action } from '../domain/action.js';
import { isCoordinator } from '../domain/vocabulary.js';
import type { Interpretation } from '../engine/interpreter.js';
import type { GroupRow } from '../store/groups.js';
import { beginEnrolment, isBound, isSettled, welcome } from './declare.js';
import { type HereOf, interpretation } from './here.js';

/**
 * A network may not tell a bot who was there before it: for this long after the binding, whoever writes for the first time
 * is taken for one of them. Later they are reported.
 */
const SETTLING_MS = 30 * 86_400_000;

/** Null: a group that enrolment does not look after. */
export function joined(here: HereOf<'joined' | 'left' | 'join-request'>): Interpretation | null {
  const { store, event } = here;
  const group = here.situation.group;
  const person = store.persons.find(event.channel, event.person.id);
  if (!group || !person || !isBound(store, group.id)) return null;
  store.enrolments.setRequested(group.id, person.id, null);
  const head = { key: 'enrol.welcome', params: { group: group.title } };
  return interpretation(group, [], beginEnrolment(here, group, person.id, head, true), 'joined');
}

/** Asked to be let in: the coordinator decides, and the applicant reads the internal rules meanwhile. */
export function joinRequest(here: HereOf<'joined' | 'left' | 'join-request'>): Interpretation | null {
  const { store, event, now, internalRules } = here;
  const group = here.situation.group;
  if (!group || !isBound(store, group.id)) return null;
  const person = store.persons.know(event.channel, event.person, now);
  store.enrolments.begin(group.id, person.id, now);
  store.enrolments.setRequested(group.id, person.id, now);
  const notify: Action = {
    type: 'notify',
    role: 'coordinator',
    sentences: [
      { key: 'enrol.request', params: { name: nameOf(person), group: group.title } },
      { key: 'enrol.request-check' },
    ],
    buttons: [
      { label: 'button.enrol-approve', action: `enr:in:${group.id}:${person.id}` },
      { label: 'button.enrol-decline', action: `enr:out:${group.id}:${person.id}` },
    ],
    lang: group.policy.lang,
  };
  const head = { key: 'enrol.requested', params: { group: group.title } };
  return interpretation(
    group,
    [notify],
    welcome(store, internalRules, group, person.id, head, false),
    'join-request',
  );
}

const nameOf = (person: { readonly name: string; readonly identity: string }): string =>
  person.name === '' ? person.identity : `${person.name} (${person.identity.replace(/@.*$/, '')})`;

/**
 * Somebody writes in the group who has not been asked yet. Their message is judged like any other, so what follows comes
 * by a timer that is due at once.
 */
export function noticeWriter({ store, event, situation, now }: HereOf<'message'>): void {
  const { group, person } = situation;
  // Nobody stands behind it whom one could ask.
  if (event.sender.anonymous) return;
  if (!group || person === null || !isBound(store, group.id)) return;
  if (store.enrolments.get(group.id, person) !== null || isSettled(store, group.id, person)) return;
  store.enrolments.begin(group.id, person, now);
  store.timers.set('declaration', `welcome:${group.id}:${person}`, group.id, now);
}

/** `welcome:<group>:<person>`: whoever was in the group before, or was seen in it. */
export function welcomeLater(here: HereOf<'timer'>, groupId: number, person: number): Interpretation {
  const { store } = here;
  const group = store.groups.byId(groupId);
  const there = store.enrolments.standingOf(groupId, person);
  if (!group?.active || !there) return interpretation(group, [], [], 'gone');
  const head = { key: 'enrol.welcome-there', params: { group: group.title } };
  const notify = unknown(here, group, person);
  return interpretation(
    group,
    notify ? [notify] : [],
    beginEnrolment(here, group, person, head, false),
    notify ? 'unknown-person' : 'welcome',
  );
}

/** Once for each person, to the coordinator. */
function unknown({ store, now }: HereOf<'timer'>, group: GroupRow, person: number): Action | null {
  const there = store.enrolments.standingOf(group.id, person);
  const since = store.partnerships.belonging(group.id)?.at ?? now;
  if (there?.source !== 'seen' || isCoordinator(there.role) || now - since < SETTLING_MS) return null;
  if (store.enrolments.get(group.id, person)?.reportedAt != null) return null;
  store.enrolments.begin(group.id, person, now);
  store.enrolments.setReported(group.id, person, now);
  return {
    type: 'notify',
    role: 'coordinator',
    sentences: [{ key: 'enrol.unknown', params: { name: nameOf(there), group: group.title } }],
    lang: group.policy.lang,
  };
}
