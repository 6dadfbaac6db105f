/** Who can be meant in a group, and who gives a command. */

import type { Sentence } from '../domain/action.js';
import type { ChannelName, Role } from '../domain/vocabulary.js';
import type { GroupRow } from '../store/groups.js';
import type { MemberRow } from '../store/members.js';
import type { Store } from '../store/store.js';
import type { CommandActor } from './command.js';
import type { Candidate } from './parse/who.js';

/** Everybody who is or was in one of the groups, each once, those who are there first. */
export function peopleOf(store: Store, groups: readonly number[]): Candidate[] {
  const people = new Map<number, Candidate>();
  for (const group of groups)
    for (const { person, identity, alt, name } of store.people.everyone(group))
      if (!people.has(person)) people.set(person, { person, identity, alt, name });
  return [...people.values()];
}

/** A person's place in a group; null when they have none. An operator has one in every group of the channel. */
export function actorIn(store: Store, group: GroupRow, person: number): CommandActor | null {
  const row = store.persons.byId(person);
  if (!row) return null;
  const member = store.members.get(group.id, person);
  const base = { person, identity: row.identity, name: row.name };
  const present = member !== null && member.left_at === null;
  const operates = store.members.anywhere(group.channel, 'operator').some((o) => o.person === person);
  if (present && !(operates && member.role === 'member'))
    return { ...base, role: member.role, lang: member.lang };
  return operates ? { ...base, role: 'operator', lang: member?.lang ?? group.policy.lang } : null;
}

/** Somebody who left, with what is left to them: what concerns themselves. Null: they were never there. */
export function formerIn(store: Store, group: GroupRow, person: number): CommandActor | null {
  const row = store.persons.byId(person);
  const member = store.members.get(group.id, person);
  return row && member
    ? { person, identity: row.identity, name: row.name, role: 'member', lang: member.lang }
    : null;
}

/** The groups in which a person has been. */
export const formerGroupsOf = (store: Store, channel: string, person: number): GroupRow[] =>
  store.people
    .groupsEver(person)
    .map((id) => store.groups.byId(id))
    .filter((g): g is GroupRow => g?.channel === channel);

/** The groups in which a person has a place, in a lasting order. */
export function groupsOf(store: Store, channel: string, person: number): GroupRow[] {
  if (store.members.anywhere(channel, 'operator').some((o) => o.person === person))
    return store.groups.all().filter((g) => g.channel === channel);
  return store.members
    .groupsOf(person)
    .map((id) => store.groups.byId(id))
    .filter((g): g is GroupRow => g !== null)
    .sort((a, b) => a.id - b.id);
}

/** A place in a group, under the identity that a person has there. */
export interface Seat {
  readonly group: GroupRow;
  readonly actor: CommandActor;
}

/** The groups of every network in which a person, under whichever of their identities, has a role that suits. */
export function seatsOf(store: Store, person: number, suits: (role: Role) => boolean): Seat[] {
  const seats = new Map<number, Seat>();
  for (const { person: self, channel } of store.offices.identities(person))
    for (const group of groupsOf(store, channel, self)) {
      const actor = group.active ? actorIn(store, group, self) : null;
      if (actor && suits(actor.role) && !seats.has(group.id)) seats.set(group.id, { group, actor });
    }
  return [...seats.values()].sort((a, b) => a.group.id - b.group.id);
}

/** Titles as they are said to somebody; with the network's name once there are several. */
export const titlesOf = (
  groups: readonly Pick<GroupRow, 'title' | 'channel'>[],
): readonly (string | Sentence)[] =>
  new Set(groups.map((g) => g.channel)).size < 2
    ? groups.map((g) => g.title)
    : groups.map(({ title, channel }) => ({
        key: 'group.on-network',
        params: { group: title, network: networkWord(channel) },
      }));

const NETWORKS: Readonly<Record<ChannelName, string>> = {
  playground: 'network.playground',
  telegram: 'network.telegram',
  whatsapp: 'network.whatsapp',
};
export const networkWord = (channel: ChannelName): Sentence => ({ key: NETWORKS[channel] });

/** Everybody with one of the roles, but one person. */
export const withRoles = (
  store: Store,
  group: number,
  roles: readonly Role[],
  but: readonly number[],
): MemberRow[] =>
  roles.length === 0 ? [] : store.members.withRole(group, roles).filter((m) => !but.includes(m.person));
