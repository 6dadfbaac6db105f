/** Whether the program can do its work: the database answers and lets itself be written. Cheap; writes nothing. */
import type { Database } from 'better-sqlite3';

export function isHealthy(db: Database): boolean {
  try {
    if (!db.open) return false;
    if (db.inTransaction) return true;
    // Takes and gives back the right to write: a read-only disk and a lost file show here.
    db.exec('BEGIN IMMEDIATE; ROLLBACK');
    return true;
  } catch (error) {
    // Another program writes at this moment: that is no illness.
    return (error as { code?: string }).code === 'SQLITE_BUSY';
  }
}
