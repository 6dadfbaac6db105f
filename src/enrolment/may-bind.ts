/** Who may bind a chat to a partnership: whoever answers for it day by day, the police, or the machine's operator. */
import type { Role } from '../domain/vocabulary.js';
import type { Store } from '../store/store.js';

const BINDERS: ReadonlySet<Role> = new Set([
  'coordinator',
  'temporary-coordinator',
  'mandatary',
  'chef-de-corps',
  'operator',
]);

/** The partnerships for which a person may bind a group, by an office or by a role in one of its groups. */
export function bindableBy(store: Store, person: number): number[] {
  const found = new Set<number>();
  for (const office of store.offices.ofPerson(person))
    if (BINDERS.has(office.role)) found.add(office.partnership);
  for (const { person: identity } of store.offices.identities(person))
    for (const group of store.members.groupsOf(identity)) {
      const partnership = store.partnerships.belonging(group)?.partnership;
      const role = store.members.get(group, identity)?.role;
      if (partnership != null && role !== undefined && BINDERS.has(role)) found.add(partnership);
    }
  // Whoever lost the role in every group of the partnership must not keep it by the office that a code once gave.
  return [...found].filter((id) => {
    const roles = store.partnerships
      .groups(id)
      .flatMap((g) => store.offices.identities(person).map((i) => store.members.get(g, i.person)))
      .filter((m) => m !== null);
    return roles.length === 0 || roles.some((m) => BINDERS.has(m.role));
  });
}
