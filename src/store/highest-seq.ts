/** The highest number that a table ever gave, as SQLite remembers it: lines that were cut off its end show. */
import type { Database } from 'better-sqlite3';

export const highestSeq = (db: Database, table: string): number =>
  db.prepare<[string], number>('SELECT seq FROM sqlite_sequence WHERE name = ?').pluck().get(table) ?? 0;
