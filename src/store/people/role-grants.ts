/** Who gave which role to whom, when and why, and when it ended (art. 8, Annex 3). */
import type { Database } from 'better-sqlite3';
import type { Role } from '../../domain/vocabulary.js';

export interface RoleGrant {
  readonly person: number;
  readonly name: string;
  readonly role: Role;
  /** Identity of whoever gave it; `setup` for the operator's first entries, `case:12` for a step of a case. */
  readonly by: string;
  readonly at: number;
  readonly endedAt: number | null;
  readonly reason: string;
}

export function roleGrantRepository(db: Database) {
  const of = db.prepare<[number], RoleGrant>(`
    SELECT r.person, p.name, r.role, r.granted_by AS "by", r.granted_at AS at, r.ended_at AS endedAt, r.reason
    FROM role_grants r JOIN persons p ON p.id = r.person WHERE r.grp = ? ORDER BY r.id`);
  const because = db.prepare(
    'UPDATE role_grants SET reason = ? WHERE grp = ? AND person = ? AND ended_at IS NULL',
  );
  return {
    /** Oldest first. */
    of: (group: number): RoleGrant[] => of.all(group),
    /** Notes why the current role was given. */
    because: (group: number, person: number, reason: string): void => void because.run(reason, group, person),
  };
}
