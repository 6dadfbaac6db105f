/** Texts that passed, kept some minutes: short messages in a row are read together. */
import type { Database } from 'better-sqlite3';
import type { RecentMessage } from '../domain/decide/index.js';

export function recentRepository(db: Database) {
  const put =
    db.prepare(`INSERT INTO recent (grp, person, message, text, report, at) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (grp, person, message) DO UPDATE SET text = excluded.text, report = excluded.report`);
  const of = db.prepare<
    [number, string, number, string],
    { message: string; text: string; at: number; report: number }
  >(
    `SELECT message, text, at, report FROM recent
     WHERE grp = ? AND person = ? AND at >= ? AND message <> ? ORDER BY at, message LIMIT 12`,
  );
  const drop = db.prepare('DELETE FROM recent WHERE grp = ? AND message = ?');
  const purge = db.prepare('DELETE FROM recent WHERE at < ?');
  return {
    put: (group: number, person: string, m: RecentMessage): void =>
      void put.run(group, person, m.message, m.text, m.report ? 1 : 0, m.at),
    /** Oldest first, since `from` (ms since 1970), without the message itself. */
    of: (group: number, person: string, from: number, but: string): RecentMessage[] =>
      of.all(group, person, from, but).map((r) => ({ ...r, report: r.report === 1 })),
    drop: (group: number, message: string): void => void drop.run(group, message),
    purge: (before: number): number => purge.run(before).changes,
  };
}
