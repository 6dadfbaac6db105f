/** Who looks at the console, and what they may: asked anew for every request, because an office can end at any time. */
import { may as mayAs, type Right } from '../../domain/roles.js';
import type { Role } from '../../domain/vocabulary.js';
import type { GroupRow } from '../../store/groups.js';
import type { Store } from '../../store/store.js';
import { notFound, refuse } from '../http.js';
import type { Session } from './sign-in/sessions.js';

export interface Viewer {
  readonly session: Session;
  /** Number in the register; null: whoever has the terminal of the machine. */
  readonly person: number | null;
  /** Identity on their channel; empty for the terminal. */
  readonly identity: string;
  readonly name: string;
  /** Office in each group. */
  readonly roles: ReadonlyMap<number, Role>;
  /** Looks after the machine. */
  readonly operator: boolean;
}

/** Null when the person has no office any more: then the session is of no use. */
export function viewerOf(store: Store, session: Session): Viewer | null {
  if (session.person === null)
    return { session, person: null, identity: '', name: '', roles: new Map(), operator: true };
  const person = store.persons.byId(session.person);
  if (!person) return null;
  const roles = new Map<number, Role>();
  for (const group of store.members.groupsOf(person.id)) {
    const role = store.members.get(group, person.id)?.role;
    if (role !== undefined && role !== 'member' && store.groups.byId(group)?.active) roles.set(group, role);
  }
  if (roles.size === 0) return null;
  const operator = [...roles.values()].includes('operator');
  return { session, person: person.id, identity: person.identity, name: person.name, roles, operator };
}

/** With a group: there; without: anywhere. */
export function may(viewer: Viewer, right: Right, group?: number): boolean {
  const roles = group === undefined ? [...viewer.roles.values()] : [viewer.roles.get(group) ?? 'member'];
  return roles.some((role) => role !== 'member' && mayAs(role, right));
}

/** The groups in which the viewer has a right, by title. */
export const groupsWhere = (store: Store, viewer: Viewer, right: Right): GroupRow[] =>
  [...viewer.roles.keys()]
    .filter((g) => may(viewer, right, g))
    .map((g) => store.groups.byId(g))
    .filter((g): g is GroupRow => g !== null)
    .sort((a, b) => a.title.localeCompare(b.title));

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
