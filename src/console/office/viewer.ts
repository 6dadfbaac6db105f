/** Who looks at the console, and what they may: asked anew for every request, because an office can end at any time. */
import { may as mayAs, type Right } from '../../domain/roles.js';
import type { Role } from '../../domain/vocabulary.js';
import type { Identity } from '../../store/enrolment/offices.js';
import type { GroupRow } from '../../store/groups.js';
import type { Store } from '../../store/store.js';
import { notFound, refuse } from '../http.js';
import type { Session } from './sign-in/sessions.js';

export interface Viewer {
  readonly session: Session;
  /** Number in the register of the identity that signed in; null: whoever has the terminal of the machine. */
  readonly person: number | null;
  readonly name: string;
  /** Their groups, by title, as they were when the request came. */
  readonly groups: readonly GroupRow[];
  /** Office in each group, on every network on which this person is known. */
  readonly roles: ReadonlyMap<number, Role>;
  /** Under which identity they are in each group of `roles`. */
  readonly seats: ReadonlyMap<number, Identity>;
  /** Numbers in the register that are this person. */
  readonly selves: ReadonlySet<number>;
  /** Looks after the machine. */
  readonly operator: boolean;
}

/** Null when the person has no office any more: then the session is of no use. */
export function viewerOf(store: Store, session: Session): Viewer | null {
  if (session.person === null)
    return {
      session,
      person: null,
      name: '',
      groups: [],
      roles: new Map(),
      seats: new Map(),
      selves: new Set(),
      operator: true,
    };
  const person = store.persons.byId(session.person);
  if (!person) return null;
  const identities = store.offices.identities(person.id);
  const roles = new Map<number, Role>();
  const seats = new Map<number, Identity>();
  const groups: GroupRow[] = [];
  for (const identity of identities)
    for (const group of store.members.groupsOf(identity.person)) {
      const role = store.members.get(group, identity.person)?.role;
      if (role === undefined || role === 'member' || roles.has(group)) continue;
      const row = store.groups.byId(group);
      if (!row?.active) continue;
      groups.push(row);
      roles.set(group, role);
      seats.set(group, identity);
    }
  if (roles.size === 0) return null;
  return {
    session,
    person: person.id,
    name: person.name,
    groups: groups.sort((a, b) => a.title.localeCompare(b.title)),
    roles,
    seats,
    selves: new Set(identities.map((i) => i.person)),
    operator: [...roles.values()].includes('operator'),
  };
}

/** Whether a number of the register is the viewer, on whichever network: nobody judges their own conduct. */
export const isSelf = (viewer: Viewer, person: number | null): boolean =>
  person !== null && viewer.selves.has(person);

/** The sender of what the viewer orders in a group. */
export const senderIn = (viewer: Viewer, group: number): { readonly id: string; readonly name: string } => ({
  id: viewer.seats.get(group)?.identity ?? '',
  name: viewer.seats.get(group)?.name ?? viewer.name,
});

/** Their number in the register, as a group knows them; null: not theirs. */
export const personIn = (viewer: Viewer, group: number): number | null =>
  viewer.seats.get(group)?.person ?? null;

/** The viewer's office in a group; a member's where they have none. */
export const roleIn = (viewer: Viewer, group: number): Role => viewer.roles.get(group) ?? 'member';

/** With a group: there; without: anywhere. */
export function may(viewer: Viewer, right: Right, group?: number): boolean {
  const roles = group === undefined ? [...viewer.roles.values()] : [roleIn(viewer, group)];
  return roles.some((role) => role !== 'member' && mayAs(role, right));
}

/** The groups in which the viewer has a right, by title. */
export const groupsWhere = (viewer: Viewer, right: Right): GroupRow[] =>
  viewer.groups.filter((g) => may(viewer, right, g.id));

/** Throws 403 for a right that the viewer has nowhere. */
export function need(viewer: Viewer, right: Right): void {
  if (!may(viewer, right)) throw refuse(403, 'no-right', `This needs the right ${right}.`);
}

/** The group, when the viewer has the right there. Throws 404 for groups that are not theirs, 403 for a lesser office. */
export function groupFor(store: Store, viewer: Viewer, id: string | number, right: Right): GroupRow {
  const group = store.groups.byId(Number(id));
  if (!group || !viewer.roles.has(group.id)) throw notFound();
  if (!may(viewer, right, group.id)) throw refuse(403, 'no-right', `This needs the right ${right}.`);
  return group;
}

/** Throws 403 for whoever does not look after the machine. */
export function needOperator(viewer: Viewer): void {
  if (!viewer.operator) throw refuse(403, 'no-right', 'This is for whoever looks after the machine.');
}
