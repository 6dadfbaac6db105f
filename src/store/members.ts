/** Who belongs to a group, in which role, and who gave it to them (art. 8, Annex 3). */
import type { Database } from 'better-sqlite3';
import type { Lang, Role } from '../domain/vocabulary.js';

export interface MemberRow {
  readonly person: number;
  readonly identity: string;
  readonly name: string;
  readonly role: Role;
  readonly lang: Lang;
}

export function memberRepository(db: Database) {
  const columns = `SELECT m.person, p.identity, p.name, m.role, m.lang
    FROM memberships m JOIN persons p ON p.id = m.person`;
  const get = db.prepare<
    [number, number],
    { role: Role; lang: Lang; left_at: number | null; left_by: number | null }
  >('SELECT role, lang, left_at, left_by FROM memberships WHERE grp = ? AND person = ?');
  const list = db.prepare<[number], MemberRow>(
    `${columns} WHERE m.grp = ? AND m.left_at IS NULL ORDER BY m.joined_at, m.person`,
  );
  const count = db
    .prepare<[number], number>('SELECT count(*) FROM memberships WHERE grp = ? AND left_at IS NULL')
    .pluck();
  const withRole = db.prepare<[number, string], MemberRow>(
    `${columns} WHERE m.grp = ? AND m.left_at IS NULL AND m.role IN (SELECT value FROM json_each(?)) ORDER BY m.person`,
  );
  const anywhere = db.prepare<[string, string], MemberRow>(
    `${columns} WHERE p.channel = ? AND m.left_at IS NULL AND m.role = ? GROUP BY m.person ORDER BY m.person`,
  );
  const groupsOf = db
    .prepare<[number], number>(
      'SELECT grp FROM memberships WHERE person = ? AND left_at IS NULL ORDER BY joined_at DESC, grp DESC',
    )
    .pluck();
  const insert = db.prepare(`
    INSERT INTO memberships (grp, person, role, lang, source, joined_at) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (grp, person) DO UPDATE SET left_at = NULL, left_by = NULL`);
  const setRole = db.prepare('UPDATE memberships SET role = ?, lang = ? WHERE grp = ? AND person = ?');
  const left = db.prepare(
    'UPDATE memberships SET left_at = ?, left_by = ? WHERE grp = ? AND person = ? AND left_at IS NULL',
  );
  const endGrant = db.prepare(
    'UPDATE role_grants SET ended_at = ? WHERE grp = ? AND person = ? AND ended_at IS NULL',
  );
  const grant = db.prepare(
    'INSERT INTO role_grants (grp, person, role, granted_by, granted_at) VALUES (?, ?, ?, ?, ?)',
  );

  return {
    get: (group: number, person: number) => get.get(group, person) ?? null,
    list: (group: number): MemberRow[] => list.all(group),
    count: (group: number): number => count.get(group) ?? 0,
    withRole: (group: number, roles: readonly Role[]): MemberRow[] =>
      withRole.all(group, JSON.stringify(roles)),
    /** Everyone who has the role in some group of the channel: operators look after the machine, not one group. */
    anywhere: (channel: string, role: Role): MemberRow[] => anywhere.all(channel, role),
    groupsOf: (person: number): number[] => groupsOf.all(person),
    /** Enters (or re-enters) the register as a plain member. */
    enter(group: number, person: number, lang: Lang, source: 'seen' | 'joined', at: number): void {
      insert.run(group, person, 'member', lang, source, at);
    },
    /** `by`: who took them out by hand. Nothing when they are out already. */
    leave: (group: number, person: number, at: number, by: number | null = null): void =>
      void left.run(at, by, group, person),
    /** Sets the role; the earlier grant is kept with its end. */
    setRole(group: number, person: number, role: Role, lang: Lang, by: string, at: number): void {
      const before = get.get(group, person);
      insert.run(group, person, role, lang, 'setup', at);
      setRole.run(role, lang, group, person);
      if (before?.role === role) return;
      endGrant.run(at, group, person);
      grant.run(group, person, role, by, at);
    },
  };
}
