/** Report threads, and which message stands in which. */
import type { Database } from 'better-sqlite3';
import type { Description } from '../domain/finding.js';
import { mergeDescription, type ReportThread } from '../domain/report-thread.js';

interface Raw {
  id: string;
  opened_by: string;
  opened_at: number;
  last_at: number;
  police_informed_at: number | null;
  message: string;
  signature: string;
  description: string;
}
const read = (r: Raw): ReportThread => ({
  id: r.id,
  openedBy: r.opened_by,
  openedAt: r.opened_at,
  lastAt: r.last_at,
  policeInformedAt: r.police_informed_at,
  message: r.message,
  signature: JSON.parse(r.signature) as string[],
  description: JSON.parse(r.description) as Description,
});
/** Words by which a thread is recognised; a long discussion must not make it resemble everything. */
const MAX_SIGNATURE = 40;

export function threadRepository(db: Database) {
  const columns =
    'SELECT id, opened_by, opened_at, last_at, police_informed_at, message, signature, description FROM threads';
  const insert = db.prepare(`INSERT INTO threads
    (id, seq, grp, opened_by, opened_at, last_at, police_informed_at, message, signature, description)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const open = db.prepare<[number], Raw>(`${columns} WHERE grp = ? AND closed_at IS NULL ORDER BY seq DESC`);
  const byId = db.prepare<[string], Raw>(`${columns} WHERE id = ? AND closed_at IS NULL`);
  const touch =
    db.prepare(`UPDATE threads SET last_at = ?, messages = messages + 1, signature = ?, description = ?,
    police_informed_at = coalesce(police_informed_at, ?) WHERE id = ?`);
  const close = db.prepare(
    "UPDATE threads SET closed_at = ?, closed_by = ?, signature = '[]' WHERE id = ? AND closed_at IS NULL",
  );
  const link = db.prepare(`INSERT INTO thread_messages (grp, message, thread) VALUES (?, ?, ?)
    ON CONFLICT (grp, message) DO UPDATE SET thread = excluded.thread`);
  const threadOf = db
    .prepare<[number, string], string>('SELECT thread FROM thread_messages WHERE grp = ? AND message = ?')
    .pluck();
  const setMessage = db.prepare('UPDATE threads SET message = ? WHERE id = ?');
  const groupOf = db.prepare<[string], number>('SELECT grp FROM threads WHERE id = ?').pluck();

  return {
    open(group: number, seq: number, t: ReportThread): void {
      insert.run(
        t.id,
        seq,
        group,
        t.openedBy,
        t.openedAt,
        t.lastAt,
        t.policeInformedAt,
        t.message,
        JSON.stringify(t.signature),
        JSON.stringify(t.description),
      );
      link.run(group, t.message, t.id);
    },
    /** Open threads of a group, newest first. */
    openOf: (group: number): ReportThread[] => open.all(group).map(read),
    touch(
      id: string,
      at: number,
      more: {
        readonly description: Description;
        readonly signature: readonly string[];
        readonly policeInformedAt: number | null;
      },
    ): void {
      const raw = byId.get(id);
      if (!raw) return;
      const thread = read(raw);
      const signature = [...new Set([...thread.signature, ...more.signature])].slice(0, MAX_SIGNATURE);
      const description = mergeDescription(thread.description, more.description);
      touch.run(at, JSON.stringify(signature), JSON.stringify(description), more.policeInformedAt, id);
    },
    close: (id: string, by: string | null, at: number): void => void close.run(at, by, id),
    link: (group: number, message: string, thread: string): void => void link.run(group, message, thread),
    threadOf: (group: number, message: string): string | null => threadOf.get(group, message) ?? null,
    /** After a repost: this is where the report stands in the group now. */
    setMessage: (id: string, message: string): void => void setMessage.run(message, id),
    groupOf: (id: string): number | null => groupOf.get(id) ?? null,
  };
}
