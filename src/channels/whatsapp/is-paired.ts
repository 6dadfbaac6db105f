import type { Database } from 'better-sqlite3';

/** True once a phone was linked with this database. Needs no key, and loads nothing of WhatsApp's client. */
export function isPaired(db: Database): boolean {
  return db.prepare("SELECT 1 FROM whatsapp_keys WHERE type = 'paired'").get() !== undefined;
}
