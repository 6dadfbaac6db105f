/** Gives somebody an office in the groups that it is for, under each of their identities. */
import { mayGrant } from '../domain/roles.js';
import type { Role } from '../domain/vocabulary.js';
import type { Office } from '../store/enrolment/offices.js';
import type { GroupRow } from '../store/groups.js';
import type { Store } from '../store/store.js';

export interface Given {
  readonly person: number;
  readonly role: Role;
  readonly partnership: number | null;
  /** Null: every group of the partnership. */
  readonly groups: readonly number[] | null;
  /** Who gave it, as in role_grants. */
  readonly by: string;
}

/** The groups that are meant and are there now. */
export const groupsMeant = (store: Store, office: Pick<Given, 'partnership' | 'groups'>): GroupRow[] =>
  (office.groups ?? (office.partnership === null ? [] : store.partnerships.groups(office.partnership)))
    .map((id) => store.groups.byId(id))
    .filter((g) => g !== null)
    .filter((g) => g.active);

const roleIn = (store: Store, group: number, person: number): Role => {
  const member = store.members.get(group, person);
  return member && member.left_at === null ? member.role : 'member';
};

/** What somebody may give, going by what they are now: roles of the groups that are meant, else their office. */
export function mayStillGive(store: Store, giver: number, given: Given): boolean {
  const groups = groupsMeant(store, given);
  if (groups.length === 0)
    return store.offices
      .ofPerson(giver)
      .some((o) => o.partnership === given.partnership && mayGrant(o.role, 'member', given.role));
  return groups.every((g) => {
    const from = roleIn(store, g.id, given.person);
    return from === given.role || rolesFor(store, g, giver).some((role) => mayGrant(role, from, given.role));
  });
}

/** What somebody is in a group, under any of their identities; on a network that they aren't on, by their office. */
function rolesFor(store: Store, group: GroupRow, person: number): Role[] {
  const identities = store.offices.identities(person);
  if (identities.some((i) => i.channel === group.channel))
    return identities.map((i) => roleIn(store, group.id, i.person));
  const partnership = store.partnerships.belonging(group.id)?.partnership;
  return store.offices
    .ofPerson(person)
    .filter((o) => o.partnership === partnership && (o.groups === null || o.groups.includes(group.id)))
    .filter((o) => stands(store, o, group.id))
    .map((o) => o.role);
}

/** A coordinator who is suspended or dismissed comes back through their case, never by a code. */
export const hasOpenCase = (store: Store, given: Pick<Given, 'person' | 'partnership' | 'groups'>): boolean =>
  groupsMeant(store, given).some((g) =>
    store.offices
      .identities(given.person)
      .some((i) => store.cases.openOf(g.id, i.person)?.ladder === 'coordinator'),
  );

/** Writes the office, and its role into each group of the person's networks; answers those groups. */
export function giveOffice(store: Store, given: Given, now: number): GroupRow[] {
  if (given.partnership !== null) store.offices.give({ ...given, partnership: given.partnership }, now);
  return groupsMeant(store, given).filter((g) => writeRole(store, g, given, now));
}

function writeRole(
  store: Store,
  group: GroupRow,
  given: Pick<Given, 'person' | 'role' | 'by'>,
  now: number,
): boolean {
  const here = store.offices.identities(given.person).filter((i) => i.channel === group.channel);
  for (const { person } of here) {
    const lang = store.members.get(group.id, person)?.lang ?? group.policy.lang;
    store.members.setRole(group.id, person, given.role, lang, given.by, now);
  }
  return here.length > 0;
}

/** Offices that were given before this group was there, or on another network. Lost ones are not given back. */
export function bringOffices(store: Store, group: GroupRow, partnership: number, now: number): void {
  for (const office of store.offices.ofPartnership(partnership))
    if ((office.groups === null || office.groups.includes(group.id)) && stands(store, office, group.id))
      writeRole(store, group, office, now);
}

/** The role was not taken away since in a group where it was held, and no case is open. */
function stands(store: Store, office: Office, but: number): boolean {
  if (hasOpenCase(store, office)) return false;
  const others = groupsMeant(store, office).filter((g) => g.id !== but);
  return store.offices.identities(office.person).every((i) =>
    others
      .filter((g) => g.channel === i.channel)
      .map((g) => store.members.get(g.id, i.person))
      // Leaving a chat ends nothing: an official need not sit in it.
      .every((m) => m === null || m.role === office.role),
  );
}

/** The two identities have become one person: what each holds in the partnership's groups, both hold. */
export function shareOffices(store: Store, person: number, now: number): GroupRow[] {
  const shared: GroupRow[] = [];
  for (const office of store.offices.ofPerson(person)) {
    if (!stands(store, office, -1)) continue;
    for (const group of groupsMeant(store, office)) {
      const missing = store.offices
        .identities(person)
        .filter((i) => i.channel === group.channel && roleIn(store, group.id, i.person) !== office.role);
      if (missing.length === 0) continue;
      writeRole(store, group, office, now);
      shared.push(group);
    }
  }
  return shared;
}
