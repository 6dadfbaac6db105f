/** Takes the words out of a person's closed cases; what was done when, and by which office, stays (GDPR art. 17). */
import type { Database } from 'better-sqlite3';
import { actSchema, withoutWords } from '../../domain/ladder/index.js';

export function eraseCaseWords(db: Database, person: number): void {
  const closed = 'SELECT id FROM cases WHERE person = ? AND closed_at IS NOT NULL';
  db.prepare(`UPDATE cases SET reason = '', salt = NULL WHERE id IN (${closed})`).run(person);
  const blank = db.prepare('UPDATE case_acts SET act = ?, salt = NULL WHERE id = ?');
  for (const { id, act } of db
    .prepare<[number], { id: string; act: string }>(
      `SELECT id, act FROM case_acts WHERE case_id IN (${closed})`,
    )
    .all(person))
    blank.run(JSON.stringify(withoutWords(actSchema.parse(JSON.parse(act)))), id);
}
