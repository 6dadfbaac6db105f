/** Everybody who is or was in a group: whoever was excluded can still be named. */
import type { Database } from 'better-sqlite3';
import type { Lang, Role } from '../../domain/vocabulary.js';

export interface EveryoneRow {
  readonly person: number;
  readonly identity: string;
  readonly alt: string | null;
  readonly name: string;
  readonly role: Role;
  readonly lang: Lang;
  readonly leftAt: number | null;
}

export function everyoneRepository(db: Database) {
  const everyone = db.prepare<[number], EveryoneRow>(`
    SELECT m.person, p.identity, p.alt, p.name, m.role, m.lang, m.left_at AS leftAt
    FROM memberships m JOIN persons p ON p.id = m.person WHERE m.grp = ? AND p.erased_at IS NULL
    ORDER BY m.left_at IS NOT NULL, m.joined_at, m.person`);
  const groupsEver = db
    .prepare<[number], number>('SELECT grp FROM memberships WHERE person = ? ORDER BY grp')
    .pluck();
  return {
    /** The groups in which a person is or was. */
    groupsEver: (person: number): number[] => groupsEver.all(person),
    /** Those who are there first. */
    everyone: (group: number): EveryoneRow[] => everyone.all(group),
  };
}
