/** Opens the one SQLite file with the settings that everything else relies on. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { migrate } from './migrate.js';

export interface OpenOptions {
  /** Only to measure what durability costs; never in service. */
  readonly synchronous?: 'FULL' | 'NORMAL';
  /** Opens an existing file to look at it; nothing is migrated. */
  readonly readonly?: boolean;
}

/**
 * WAL with `synchronous = FULL`: a commit is on the disk when it returns. With NORMAL a killed process would lose
 * nothing either, but a power cut could take the last commits away, and the platform, to which we had already
 * confirmed those messages, would not send them again. The price, one fsync a commit, is shared by many events
 * through `receiveMany` and the outbox's group commit.
 *
 * `secure_delete` overwrites what is erased, so that GDPR erasure reaches the file and not only the tables.
 */
export function openDatabase(file: string, options: OpenOptions = {}): Database.Database {
  if (options.readonly) {
    const db = new Database(file, { readonly: true, fileMustExist: true });
    db.pragma('busy_timeout = 5000');
    return db;
  }
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const db = new Database(file);
  db.pragma('busy_timeout = 5000');
  db.pragma('journal_mode = WAL');
  db.pragma(`synchronous = ${options.synchronous ?? 'FULL'}`);
  db.pragma('foreign_keys = ON');
  db.pragma('secure_delete = ON');
  db.pragma('trusted_schema = OFF');
  db.pragma('temp_store = MEMORY');
  db.pragma('wal_autocheckpoint = 2000');
  db.pragma('journal_size_limit = 16777216');
  migrate(db);
  return db;
}
