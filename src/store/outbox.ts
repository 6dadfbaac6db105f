/** The journal of what must be done on the networks. A row's content goes once it was carried out; its key stays. */
import type { Database } from 'better-sqlite3';
import type { Action } from '../domain/action.js';

export interface OutboxRow {
  readonly id: number;
  readonly key: string;
  readonly inbox: number | null;
  readonly grp: number | null;
  readonly channel: string;
  readonly chat: string;
  readonly type: string;
  readonly action: Action;
  readonly due: number;
  readonly attempts: number;
  readonly thread: string | null;
  readonly created_at: number;
}
export interface NewOutboxRow {
  readonly key: string;
  readonly inbox: number | null;
  readonly grp: number | null;
  readonly channel: string;
  readonly chat: string;
  readonly action: Action;
  readonly due: number;
  readonly thread: string | null;
}

export function outboxRepository(db: Database) {
  const insert = db.prepare(`
    INSERT INTO outbox (key, inbox, grp, channel, chat, type, action, due, status, thread, created_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?)`);
  const waiting = db.prepare<[string, string, number], Omit<OutboxRow, 'action'> & { action: string }>(`
    SELECT id, key, inbox, grp, channel, chat, type, action, due, attempts, thread, created_at FROM outbox
    WHERE status = 'waiting' AND channel = ? AND chat = ? ORDER BY id LIMIT ?`);
  const chats = db.prepare<[number], { channel: string; chat: string }>(
    "SELECT DISTINCT channel, chat FROM outbox WHERE status = 'waiting' AND due <= ?",
  );
  const nextDue = db
    .prepare<[], number | null>("SELECT min(due) FROM outbox WHERE status = 'waiting'")
    .pluck();
  const begun = db.prepare('UPDATE outbox SET attempts = attempts + 1, action = ? WHERE id = ?');
  const ended = db.prepare(
    'UPDATE outbox SET status = ?, action = NULL, reason = ?, message = ?, ended_at = ? WHERE id = ?',
  );
  const putOff = db.prepare('UPDATE outbox SET due = ?, reason = ? WHERE id = ?');
  const moveChat = db.prepare(
    "UPDATE outbox SET chat = ? WHERE status = 'waiting' AND channel = ? AND chat = ?",
  );
  const dropChat =
    db.prepare(`UPDATE outbox SET status = 'impossible', action = NULL, reason = ?, ended_at = ?
    WHERE status = 'waiting' AND channel = ? AND chat = ?`);

  return {
    add: (r: NewOutboxRow, at: number): void =>
      void insert.run(
        r.key,
        r.inbox,
        r.grp,
        r.channel,
        r.chat,
        r.action.type,
        JSON.stringify(r.action),
        r.due,
        r.thread,
        at,
      ),
    /** What waits in one chat, oldest first. */
    waiting: (channel: string, chat: string, limit: number): OutboxRow[] =>
      waiting.all(channel, chat, limit).map((r) => ({ ...r, action: JSON.parse(r.action) as Action })),
    /** Chats in which something is due. */
    dueChats: (now: number) => chats.all(now),
    nextDue: (): number | null => nextDue.get() ?? null,
    /** Marks the start of an attempt and fixes what is sent: a later attempt sends the very same. */
    begin: (id: number, action: Action): void => void begun.run(JSON.stringify(action), id),
    end: (
      id: number,
      status: 'done' | 'impossible' | 'merged',
      reason: string | null,
      message: string | null,
      at: number,
    ): void => void ended.run(status, reason, message, at, id),
    putOff: (id: number, due: number, reason: string | null): void => void putOff.run(due, reason, id),
    moveChat: (channel: string, from: string, to: string): void => void moveChat.run(to, channel, from),
    dropChat: (channel: string, chat: string, reason: string, at: number): void =>
      void dropChat.run(reason, at, channel, chat),
  };
}
