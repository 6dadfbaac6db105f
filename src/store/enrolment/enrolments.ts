/** Where people stand on the way into a group, and what they declared (Annex 4 §5 b). */
import type { Database } from 'better-sqlite3';
import type { Lang, Role } from '../../domain/vocabulary.js';

export interface Enrolment {
  readonly startedAt: number;
  readonly reminders: number;
  readonly acceptedAt: number | null;
  readonly version: string | null;
  readonly requestedAt: number | null;
  readonly reportedAt: number | null;
}

export interface Standing {
  readonly person: number;
  readonly identity: string;
  readonly name: string;
  readonly role: Role;
  readonly lang: Lang;
  readonly source: 'setup' | 'seen' | 'joined';
  readonly declaredAt: number | null;
  readonly version: string | null;
}

export function enrolmentsRepository(db: Database) {
  const get = db.prepare<[number, number], Enrolment>(`
    SELECT started_at AS startedAt, reminders, accepted_at AS acceptedAt, version, requested_at AS requestedAt,
      reported_at AS reportedAt FROM enrolments WHERE grp = ? AND person = ?`);
  const begin = db.prepare('INSERT OR IGNORE INTO enrolments (grp, person, started_at) VALUES (?, ?, ?)');
  const set = (column: string) =>
    db.prepare(`UPDATE enrolments SET ${column} = ? WHERE grp = ? AND person = ?`);
  const reminders = set('reminders');
  const requested = set('requested_at');
  const reported = set('reported_at');
  const accepted = db.prepare(
    'UPDATE enrolments SET accepted_at = ?, version = ? WHERE grp = ? AND person = ?',
  );
  const declare = db.prepare(
    'UPDATE memberships SET declared_at = ?, rules_version = ? WHERE grp = ? AND person = ?',
  );
  const keep = db.prepare('INSERT INTO declarations (grp, person, at, version) VALUES (?, ?, ?, ?)');
  const columns = `SELECT m.person, p.identity, p.name, m.role, m.lang, m.source, m.declared_at AS declaredAt,
    m.rules_version AS version FROM memberships m JOIN persons p ON p.id = m.person`;
  const standing = db.prepare<[number], Standing>(
    `${columns} WHERE m.grp = ? AND m.left_at IS NULL AND p.erased_at IS NULL ORDER BY m.joined_at, m.person`,
  );
  const one = db.prepare<[number, number], Standing>(
    `${columns} WHERE m.grp = ? AND m.person = ? AND m.left_at IS NULL`,
  );
  const forget = db.prepare('DELETE FROM enrolments WHERE grp = ? AND requested_at IS NULL');
  const unsettle = db.prepare(
    'UPDATE memberships SET declared_at = NULL, rules_version = NULL WHERE grp = ?',
  );
  const open = db
    .prepare<[number], number>(
      'SELECT grp FROM enrolments WHERE person = ? AND accepted_at IS NULL ORDER BY started_at DESC, grp',
    )
    .pluck();
  return {
    get: (group: number, person: number): Enrolment | null => get.get(group, person) ?? null,
    /** Nothing when it has begun already. */
    begin: (group: number, person: number, at: number): void => void begin.run(group, person, at),
    setReminders: (group: number, person: number, n: number): void => void reminders.run(n, group, person),
    setRequested: (group: number, person: number, at: number | null): void =>
      void requested.run(at, group, person),
    setReported: (group: number, person: number, at: number): void => void reported.run(at, group, person),
    /** Enters the declaration: with the membership once there is one. */
    accept(group: number, person: number, version: string, at: number): void {
      begin.run(group, person, at);
      accepted.run(at, version, group, person);
      declare.run(at, version, group, person);
      keep.run(group, person, at, version);
    },
    /** What was accepted before they were let in stands with the membership from now on. */
    carryOver(group: number, person: number): void {
      const before = get.get(group, person);
      if (before?.acceptedAt != null) declare.run(before.acceptedAt, before.version, group, person);
    },
    /** The rules were changed: everybody of the group is to be asked anew. What they declared before stays on record. */
    askAgain(group: number): void {
      forget.run(group);
      unsettle.run(group);
    },
    standing: (group: number): Standing[] => standing.all(group),
    standingOf: (group: number, person: number): Standing | null => one.get(group, person) ?? null,
    /** Groups whose internal rules somebody was given and has not accepted, newest first. */
    openOf: (person: number): number[] => open.all(person),
  };
}
