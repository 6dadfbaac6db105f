/** Short answers in the group to somebody who can't be reached privately: they go away by themselves, also after a restart. */
import type { Database } from 'better-sqlite3';

export interface Passing {
  add(chat: string, message: string, due: number): void;
  /** What is to be taken away by now, oldest first. */
  due(now: number): { readonly chat: string; readonly message: string }[];
  /** When the next one is due; null: there is none. */
  next(): number | null;
  done(chat: string, message: string): void;
}

export function passingIn(db: Database): Passing {
  const put = db.prepare('INSERT OR REPLACE INTO whatsapp_passing (chat, message, due) VALUES (?, ?, ?)');
  const due = db.prepare<[number], { chat: string; message: string }>(
    'SELECT chat, message FROM whatsapp_passing WHERE due <= ? ORDER BY due LIMIT 50',
  );
  const next = db.prepare<[], { due: number | null }>('SELECT min(due) AS due FROM whatsapp_passing');
  const drop = db.prepare('DELETE FROM whatsapp_passing WHERE chat = ? AND message = ?');
  return {
    add: (chat, message, at) => void put.run(chat, message, at),
    due: (now) => due.all(now),
    next: () => next.get()?.due ?? null,
    done: (chat, message) => void drop.run(chat, message),
  };
}
