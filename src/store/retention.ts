/** Deletes what has served its purpose. Run every now and then; each step is cheap when there is nothing to do. */
import type { Database } from 'better-sqlite3';

const DAY = 86_400_000;
/** Platforms redeliver within a day; a history sync can come weeks later. After this a key may be forgotten. */
const TOMBSTONE_DAYS = 90;
/** An operator has this long to look at an event that could not be judged. */
const FAILED_DAYS = 7;
const RECENT_MS = 180_000;

export interface Purged {
  readonly excerpts: number;
  readonly inbox: number;
  readonly outbox: number;
}

export function retention(db: Database) {
  const groups = db.prepare<[], { id: number; days: number }>(
    "SELECT id, json_extract(policy, '$.retentionDays') AS days FROM groups",
  );
  const evidence = db.prepare(`UPDATE ledger_evidence SET salt = NULL, excerpt = NULL, erased_at = ?
    WHERE grp = ? AND at < ? AND erased_at IS NULL`);
  const reviews = db.prepare("UPDATE reviews SET excerpt = '' WHERE grp = ? AND at < ? AND excerpt <> ''");
  // Numbers rise with time, so the old rows are a prefix: no index on the time is needed.
  const prefix = (table: string, time: string, where: string) =>
    db.prepare(`DELETE FROM ${table} WHERE ${where}
      AND id < coalesce((SELECT id FROM ${table} WHERE ${time} >= @before ORDER BY id LIMIT 1), 9e15)`);
  const inbox = prefix('inbox', 'received_at', "status = 'judged'");
  const outbox = prefix('outbox', 'created_at', "status <> 'waiting'");
  const failed = db.prepare("UPDATE inbox SET event = NULL WHERE status = 'failed' AND received_at < ?");
  const threads = db.prepare(
    'DELETE FROM thread_messages WHERE thread IN (SELECT id FROM threads WHERE closed_at < ?)',
  );
  const recent = db.prepare('DELETE FROM recent WHERE at < ?');

  return (now: number): Purged => {
    recent.run(now - RECENT_MS);
    let excerpts = 0;
    for (const g of groups.all()) {
      excerpts += evidence.run(now, g.id, now - g.days * DAY).changes;
      reviews.run(g.id, now - g.days * DAY);
    }
    failed.run(now - FAILED_DAYS * DAY);
    threads.run(now - DAY);
    return {
      excerpts,
      inbox: inbox.run({ before: now - TOMBSTONE_DAYS * DAY }).changes,
      outbox: outbox.run({ before: now - TOMBSTONE_DAYS * DAY }).changes,
    };
  };
}
