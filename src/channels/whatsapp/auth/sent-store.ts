/**
 * What the bot sent lately. A phone that could not decrypt a message asks for it again; and a message number in here is
 * known to be the bot's own. Sealed, at most a day old, and bounded.
 */
import { proto } from '@whiskeysockets/baileys';
import type { Database } from 'better-sqlite3';
import type { Seal } from './seal.js';

export interface SentStore {
  save(id: string, message: proto.IMessage, at: number): void;
  get(id: string): proto.IMessage | undefined;
  has(id: string): boolean;
}

const KEPT_MS = 86_400_000;
const MOST = 2_000;

export function sentStore(db: Database, seal: Seal): SentStore {
  const put = db.prepare('INSERT OR REPLACE INTO whatsapp_sent (id, at, value) VALUES (?, ?, ?)');
  const one = db.prepare<[string], { value: Buffer }>('SELECT value FROM whatsapp_sent WHERE id = ?');
  const old = db.prepare('DELETE FROM whatsapp_sent WHERE at < ?');
  const many = db.prepare(
    'DELETE FROM whatsapp_sent WHERE id IN (SELECT id FROM whatsapp_sent ORDER BY at DESC LIMIT -1 OFFSET ?)',
  );
  const place = (id: string): string => `sent:${id}`;
  return {
    save(id, message, at) {
      const bytes = proto.Message.encode(message).finish();
      db.transaction(() => {
        put.run(id, at, seal.close(place(id), bytes));
        old.run(at - KEPT_MS);
        many.run(MOST);
      }).immediate();
    },
    get(id) {
      const row = one.get(id);
      return row ? proto.Message.decode(seal.open(place(id), row.value)) : undefined;
    },
    has: (id) => one.get(id) !== undefined,
  };
}
