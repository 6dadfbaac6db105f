/** Whether the program can do its work: the database answers and lets itself be written. Cheap; changes nothing. */
import type { Database } from 'better-sqlite3';

export function isHealthy(db: Database): boolean {
  if (!db.open) return false;
  if (db.inTransaction) return true;
  try {
    db.exec('BEGIN IMMEDIATE');
    // There is no such group: nothing goes, but the right to write is needed.
    db.exec('DELETE FROM recent WHERE grp < 0');
    return true;
  } catch (error) {
    // Another program writes at this moment: that is no illness.
    return (error as { code?: string }).code === 'SQLITE_BUSY';
  } finally {
    if (db.inTransaction) db.exec('ROLLBACK');
  }
}
