/** Who can be meant in a group, and who gives a command. */

import type { Role } from '../domain/vocabulary.js';
import type { GroupRow } from '../store/groups.js';
import type { MemberRow } from '../store/members.js';
import type { Store } from '../store/store.js';
import type { CommandActor } from './command.js';
import type { Candidate } from './parse/who.js';

/** Everybody who is or was in the group, those who are there first. */
export function peopleOf(store: Store, group: number): Candidate[] {
  return store.people
    .everyone(group)
    .map(({ person, identity, alt, name }) => ({ person, identity, alt, name }));
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

/** Everybody with one of the roles, but one person. */
export const withRoles = (
  store: Store,
  group: number,
  roles: readonly Role[],
  but: readonly number[],
): MemberRow[] =>
  roles.length === 0 ? [] : store.members.withRole(group, roles).filter((m) => !but.includes(m.person));
