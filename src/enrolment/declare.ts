/** Internal rules given to a member, accepted with a declaration (A4-5b), and brought to mind (Annex 4 §3, §5 b). */
import type { Action, Button, Sentence } from '../domain/action.js';
import { effectiveMode } from '../domain/group.js';
import type { Role } from '../domain/vocabulary.js';
import type { Elsewhere, Interpretation } from '../engine/interpreter.js';
import type { GroupRow } from '../store/groups.js';
import type { Store } from '../store/store.js';
import { answer, type Here, type HereOf, interpretation, langOf, tellPerson } from './here.js';
import { type InternalRules, responsibleFor } from './internal-rules.js';

const DAY = 86_400_000;
/** Days after the beginning: two reminders, then a word to the coordinator. The machine never removes anybody for it. */
const REMINDERS = [3, 10] as const;
const TELL_COORDINATOR = 14;

/** Officials from outside the neighbourhood declare nothing. */
const OUTSIDE: ReadonlySet<Role> = new Set(['mandatary', 'chef-de-corps', 'authority-delegate', 'operator']);

export const isBound = (store: Store, group: number): boolean =>
  store.partnerships.belonging(group)?.state === 'bound';

/** True for whoever has nothing to declare here, or has done so. */
export function isSettled(store: Store, group: number, person: number): boolean {
  const member = store.enrolments.standingOf(group, person);
  return member !== null && (OUTSIDE.has(member.role) || member.declaredAt !== null);
}

const buttonsFor = (group: number, person: number): Button[] => [
  { label: 'button.enrol-accept', action: `enr:yes:${group}:${person}` },
  { label: 'button.enrol-read', action: `enr:read:${group}:${person}` },
];

/** What is declared, in a few words that may stand in the group, too. */
const inShort = (store: Store, group: GroupRow): Sentence[] => [
  { key: 'enrol.responsible', params: { initiator: responsibleFor(store, group) } },
  { key: 'enrol.declare' },
];

/** The whole text in private, then the question; where private is impossible the question alone stands in the group. */
export function welcome(
  store: Store,
  rules: InternalRules,
  group: GroupRow,
  person: number,
  head: Sentence,
  groupFallback: boolean,
): Elsewhere[] {
  const lang = langIn(store, group, person);
  const { text } = rules.of(store, group, lang);
  return [
    ...tellPerson(store, person, lang, [{ key: 'enrol.rules-text', params: { text } }], { in: group }),
    ...tellPerson(store, person, lang, [head, ...inShort(store, group)], {
      buttons: buttonsFor(group.id, person),
      in: group,
      // A group that is only observed hears nothing from the bot.
      groupFallback: groupFallback && effectiveMode(group.state) !== 'observe',
    }),
  ];
}

const langIn = (store: Store, group: GroupRow, person: number) =>
  store.members.get(group.id, person)?.lang ?? langOf(store, person, group.policy.lang);

const remindRef = (group: number, person: number): string => `remind:${group}:${person}`;

/** Begins, and answers what is told; nothing for whoever is settled or has been asked already. */
export function beginEnrolment(
  here: Here,
  group: GroupRow,
  person: number,
  head: Sentence,
  groupFallback: boolean,
): Elsewhere[] {
  const { store, now, internalRules } = here;
  store.enrolments.carryOver(group.id, person);
  if (isSettled(store, group.id, person)) return [];
  const before = store.enrolments.get(group.id, person);
  store.enrolments.begin(group.id, person, now);
  if (!before || before.reminders === 0)
    store.timers.set('declaration', remindRef(group.id, person), group.id, now + REMINDERS[0] * DAY);
  // They read the rules a moment ago, when they asked to be let in.
  if (before && now - before.startedAt < DAY && before.reminders === 0 && !isLate(here)) return [];
  return welcome(store, internalRules, group, person, head, groupFallback);
}

/** The moment at which whoever was in the group already is asked: their enrolment has only been noted until now. */
const isLate = ({ event }: Here): boolean => event.type === 'timer';

/** `remind:<group>:<person>` */
export function remind(here: HereOf<'timer'>, groupId: number, person: number): Interpretation {
  const { store, now } = here;
  const group = store.groups.byId(groupId);
  const enrolment = store.enrolments.get(groupId, person);
  const there = store.enrolments.standingOf(groupId, person);
  if (!group?.active || !enrolment || !there || isSettled(store, groupId, person))
    return interpretation(group, [], [], 'settled');
  const next = enrolment.reminders + 1;
  store.enrolments.setReminders(groupId, person, next);
  if (next <= REMINDERS.length) {
    const days = REMINDERS[next] ?? TELL_COORDINATOR;
    const due = Math.max(now + DAY, enrolment.startedAt + days * DAY);
    store.timers.set('declaration', remindRef(groupId, person), groupId, due);
    const head = { key: 'enrol.remind', params: { group: group.title } };
    return interpretation(
      group,
      [],
      tellPerson(store, person, group.policy.lang, [head, ...inShort(store, group)], {
        buttons: buttonsFor(groupId, person),
        in: group,
        groupFallback: effectiveMode(group.state) !== 'observe',
      }),
      'reminded',
    );
  }
  const notify: Action = {
    type: 'notify',
    role: 'coordinator',
    sentences: [
      {
        key: 'enrol.not-declared',
        params: { name: there.name || there.identity, group: group.title, number: TELL_COORDINATOR },
      },
    ],
    lang: group.policy.lang,
  };
  return interpretation(group, [notify], [], 'coordinator-told');
}

/** The declaration counts in every group of the partnership that the person is in, under each identity. */
export function declare(here: Here, group: GroupRow, person: number): { readonly version: string } {
  const { store, now, internalRules } = here;
  const partnership = store.partnerships.of(group.id);
  const version = internalRules.version(store, partnership);
  const groups = new Set([group.id, ...(partnership ? store.partnerships.groups(partnership.id) : [])]);
  for (const { person: identity } of store.offices.identities(person))
    for (const id of groups) {
      const asked = id === group.id && identity === person;
      if (!asked && store.enrolments.standingOf(id, identity) === null) continue;
      store.enrolments.accept(id, identity, version, now);
      store.timers.clear('declaration', remindRef(id, identity));
    }
  return { version };
}

export const thanks = (here: Here, group: GroupRow, version: string): Sentence => ({
  key: 'enrol.accepted',
  params: { group: group.title, day: here.now, version },
});

/** “J'accepte”, in private or in the group. Null: nothing was asked. */
export function acceptInWords(here: HereOf<'message'>): Interpretation | null {
  const { store, event, situation } = here;
  const { person } = situation;
  if (person === null || event.revision > 0 || event.forward) return null;
  const open = store.enrolments.openOf(person).map((id) => store.groups.byId(id));
  const group = event.scope === 'group' ? situation.group : (open.find((g) => g?.active) ?? null);
  if (!group || !open.some((g) => g?.id === group.id)) return null;
  const { version } = declare(here, group, person);
  const inGroup = event.scope === 'group';
  const done = answer(
    { ...here, situation: { ...situation, group } },
    [thanks(here, group, version)],
    [],
    'declared',
  );
  return inGroup
    ? {
        ...done,
        decision: {
          ...done.decision,
          actions: [{ type: 'delete', message: event.message }, ...done.decision.actions],
        },
      }
    : done;
}
