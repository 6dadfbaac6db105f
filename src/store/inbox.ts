/** The journal of what came in. A row's text goes as soon as it is judged; its key stays as a tombstone. */
import type { Database } from 'better-sqlite3';

export interface InboxRow {
  readonly id: number;
  readonly received_at: number;
  readonly status: 'waiting' | 'judged' | 'failed';
  readonly event: string | null;
  readonly outcome: string | null;
  readonly why: string | null;
  readonly error: string | null;
}

export function inboxRepository(db: Database) {
  const insert = db.prepare<unknown[], { id: number }>(`
    INSERT INTO inbox (key, received_at, status, channel, chat, event) VALUES (?, ?, ?, ?, ?, ?)
    RETURNING id`);
  const columns = 'SELECT id, received_at, status, event, outcome, why, error FROM inbox';
  const byKey = db.prepare<[string], InboxRow>(`${columns} WHERE key = ?`);
  const byId = db.prepare<[number], InboxRow>(`${columns} WHERE id = ?`);
  const judged = db.prepare(
    "UPDATE inbox SET status = 'judged', event = NULL, error = NULL, outcome = ?, why = ? WHERE id = ?",
  );
  const failed = db.prepare("UPDATE inbox SET status = 'failed', event = ?, error = ? WHERE id = ?");
  const waitAgain = db.prepare(
    "UPDATE inbox SET status = 'waiting', error = NULL WHERE id = ? AND status = 'failed'",
  );
  const waiting = db.prepare<[], { id: number; channel: string; chat: string; event: string | null }>(
    "SELECT id, channel, chat, event FROM inbox WHERE status = 'waiting' ORDER BY id",
  );
  const nextOf = db.prepare<[string, string], InboxRow>(
    `${columns} WHERE status = 'waiting' AND channel = ? AND chat = ? ORDER BY id LIMIT 1`,
  );
  const failures = db.prepare<[number], InboxRow>(
    `${columns} WHERE status = 'failed' ORDER BY id DESC LIMIT ?`,
  );

  return {
    /**
     * The new row's number. Throws for a key that came before: look first with `byKey` (an insert that gives way
     * would use up a number, and a replay would name holds and threads otherwise). Without `event` the text never
     * reaches the disk: it is judged in the same transaction, and never enters the index of those that wait.
     */
    insert: (key: string, at: number, channel: string, chat: string, event: string | null): number =>
      insert.get(key, at, event === null ? 'judged' : 'waiting', channel, chat, event)!.id,
    byKey: (key: string): InboxRow | null => byKey.get(key) ?? null,
    byId: (id: number): InboxRow | null => byId.get(id) ?? null,
    judged: (id: number, outcome: string, why: string): void => void judged.run(outcome, why, id),
    failed: (id: number, event: string | null, error: string): void => void failed.run(event, error, id),
    waitAgain: (id: number): void => void waitAgain.run(id),
    /** What has no verdict yet, the oldest first. */
    waiting: () => waiting.all(),
    /** The oldest event of a chat that has no verdict yet. */
    nextOf: (channel: string, chat: string): InboxRow | null => nextOf.get(channel, chat) ?? null,
    failures: (limit: number): InboxRow[] => failures.all(limit),
  };
}
