/** Whether the program can do its work: the database answers, and what is written reaches the disk. Changes nothing. */
import type { Database } from 'better-sqlite3';

export function isHealthy(db: Database): boolean {
  if (!db.open) return false;
  if (db.inTransaction) return true;
  try {
    db.exec('BEGIN IMMEDIATE');
    // The same number once more: a real write, for a disk that is full or broken refuses nothing less.
    db.pragma(`user_version = ${db.pragma('user_version', { simple: true }) as number}`);
    db.exec('COMMIT');
    return true;
  } catch (error) {
    // Another program writes at this moment: that is no illness.
    return (error as { code?: string }).code === 'SQLITE_BUSY';
  } finally {
    if (db.inTransaction) db.exec('ROLLBACK');
  }
}

/** Each look waits for the disk: whoever asks more often hears what the last one found. */
const LOOK_EVERY_MS = 5_000;

/** `isHealthy`, at most once in five seconds. `clock`: ms that only ever grow. */
export function healthWatch(db: Database, clock: () => number = () => performance.now()): () => boolean {
  let looked = Number.NEGATIVE_INFINITY;
  let healthy = false;
  return () => {
    if (clock() - looked >= LOOK_EVERY_MS) {
      healthy = isHealthy(db);
      looked = clock();
    }
    return healthy;
  };
}
