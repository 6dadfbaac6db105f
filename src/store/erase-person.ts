/** GDPR article 17: takes a person's words and identity out of the database; the ledger's chain stays whole. */
import type { Database } from 'better-sqlite3';

/** Erases within one transaction and answers how many excerpts went. The ledger keeps a number without a person. */
export function erasePerson(db: Database, person: number, at: number): number {
  return db
    .transaction(() => {
      const identity = db
        .prepare<[number], string>('SELECT identity FROM persons WHERE id = ?')
        .pluck()
        .get(person);
      if (identity === undefined) return 0;
      const excerpts = db
        .prepare(`UPDATE ledger_evidence SET salt = NULL, excerpt = NULL, erased_at = ?
          WHERE erased_at IS NULL AND seq IN (SELECT seq FROM ledger WHERE person = ?)`)
        .run(at, person).changes;
      db.prepare('DELETE FROM recent WHERE person = ?').run(identity);
      // What was still to be told to them, or put back in their name, holds their words.
      db.prepare(`UPDATE outbox SET status = 'impossible', reason = 'erased', action = NULL, ended_at = ?
        WHERE status = 'waiting' AND (json_extract(action, '$.person') = ?
          OR json_extract(action, '$.hold') IN (SELECT id FROM holds WHERE member = ?))`).run(
        at,
        identity,
        identity,
      );
      db.prepare('DELETE FROM digest_settings WHERE person = ?').run(person);
      db.prepare(`UPDATE mails SET status = 'impossible', reason = 'erased', address = NULL, ended_at = ?
        WHERE status = 'waiting' AND person = ?`).run(at, person);
      db.prepare('DELETE FROM survey_taken WHERE person = ?').run(person);
      db.prepare("UPDATE reviews SET excerpt = '', member = ? WHERE member = ?").run(
        `erased:${person}`,
        identity,
      );
      db.prepare('UPDATE threads SET opened_by = ? WHERE opened_by = ?').run(`erased:${person}`, identity);
      db.prepare(`UPDATE holds SET member = ?, body = NULL, outcome = coalesce(outcome, 'deleted'),
        closed_at = coalesce(closed_at, ?) WHERE member = ?`).run(`erased:${person}`, at, identity);
      db.prepare('UPDATE memberships SET left_at = coalesce(left_at, ?) WHERE person = ?').run(at, person);
      db.prepare(
        "UPDATE persons SET identity = 'erased:' || id, alt = NULL, name = '', erased_at = ? WHERE id = ?",
      ).run(at, person);
      return excerpts;
    })
    .immediate();
}
