/** What the adapter keeps in the database: things to do later, and what an action has sent already. */
import type { Database } from 'better-sqlite3';

export interface Later {
  readonly chat: string;
  readonly what: 'delete' | 'restrict' | 'ban';
  /** A message, or a person. */
  readonly subject: string;
  /** To whom the message was addressed. */
  readonly person: string | null;
  /** When the measure ends, ms since 1970; null: never. */
  readonly until: number | null;
  readonly due: number;
  readonly attempts: number;
}

const KEPT_MS = 3 * 86_400_000;

export function telegramKeep(db: Database) {
  const put = db.prepare(`INSERT INTO telegram_later (chat, what, subject, person, until, due, attempts)
    VALUES (@chat, @what, @subject, @person, @until, @due, @attempts)
    ON CONFLICT (chat, what, subject) DO UPDATE SET person = excluded.person, until = excluded.until,
      due = excluded.due, attempts = excluded.attempts`);
  const due = db.prepare<[number], Later>(
    'SELECT * FROM telegram_later WHERE due <= ? ORDER BY due, chat, what, subject LIMIT 100',
  );
  const next = db.prepare<[], number | null>('SELECT min(due) FROM telegram_later').pluck();
  const drop = db.prepare('DELETE FROM telegram_later WHERE chat = ? AND what = ? AND subject = ?');
  const addressee = db
    .prepare<[string, string], string | null>(
      "SELECT person FROM telegram_later WHERE chat = ? AND what = 'delete' AND subject = ?",
    )
    .pluck();
  const move = db.prepare('UPDATE OR REPLACE telegram_later SET chat = ? WHERE chat = ?');
  const sent = db.prepare<[string], { part: number; message: string }>(
    'SELECT part, message FROM telegram_sent WHERE key = ? ORDER BY part',
  );
  const send = db.prepare(
    'INSERT OR REPLACE INTO telegram_sent (key, part, message, at) VALUES (?, ?, ?, ?)',
  );
  const purge = db.prepare('DELETE FROM telegram_sent WHERE at < ?');
  const permissions = db
    .prepare<[string], string>('SELECT permissions FROM telegram_permissions WHERE chat = ?')
    .pluck();
  const setPermissions = db.prepare(
    'INSERT INTO telegram_permissions (chat, permissions) VALUES (?, ?) ON CONFLICT (chat) DO NOTHING',
  );
  const dropPermissions = db.prepare('DELETE FROM telegram_permissions WHERE chat = ?');
  return {
    /** One of a kind for each chat and subject: a new one takes the place of the old. */
    put: (later: Omit<Later, 'attempts'> & { attempts?: number }): void =>
      void put.run({ attempts: 0, ...later }),
    due: (now: number): Later[] => due.all(now),
    nextDue: (): number | null => next.get() ?? null,
    drop: (chat: string, what: Later['what'], subject: string): void => void drop.run(chat, what, subject),
    /** The person to whom a short answer in the group was addressed, while it stands there. */
    addressee: (chat: string, message: string): string | null => addressee.get(chat, message) ?? null,
    move: (from: string, to: string): void => void move.run(to, from),
    /** Messages that the action sent at earlier attempts, in order. */
    sent: (key: string): string[] => sent.all(key).map((r) => r.message),
    rememberSent: (key: string, part: number, message: string, at: number): void =>
      void send.run(key, part, message, at),
    purge: (now: number): void => void purge.run(now - KEPT_MS),
    permissions: (chat: string): string | null => permissions.get(chat) ?? null,
    /** Keeps the first ones: closing twice must not take the closed state for the usual one. */
    keepPermissions: (chat: string, json: string): void => void setPermissions.run(chat, json),
    dropPermissions: (chat: string): void => void dropPermissions.run(chat),
  };
}
export type Keep = ReturnType<typeof telegramKeep>;
