/** As whom a visitor of the demonstration may look around: one of each office, and the operator. */
import { ROLES, type Role } from '../../../domain/vocabulary.js';
import type { Store } from '../../../store/store.js';
import type { DemoPerson } from '../wire.js';

export function demoPeople(store: Store): DemoPerson[] {
  const rows = store.db
    .prepare<[], { person: number; name: string; role: Role; place: string; groups: number }>(`
      SELECT p.id AS person, p.name, m.role, min(g.title) AS place, count(*) AS groups
      FROM memberships m JOIN persons p ON p.id = m.person JOIN groups g ON g.id = m.grp
      WHERE m.left_at IS NULL AND m.role <> 'member' AND g.channel <> 'playground' AND p.erased_at IS NULL
      GROUP BY p.id, m.role ORDER BY groups DESC, p.id`)
    .all();
  const people = ROLES.flatMap((role) =>
    rows.filter((r) => r.role === role).slice(0, role === 'coordinator' ? 2 : 1),
  );
  return [
    ...people.map(({ person, name, role, place, groups }) => ({
      person,
      name,
      role,
      place: groups > 1 ? `${place} +${groups - 1}` : place,
    })),
    ...(people.some((p) => p.role === 'operator')
      ? []
      : [{ person: null, name: '', role: 'operator' as const, place: '' }]),
  ];
}
