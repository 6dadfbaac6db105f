/** Takes what was deleted out of the write-ahead log too: until it is written back, the old pages are still in it. */
import type { Database } from 'better-sqlite3';

const PATIENCE_MS = 250;

/**
 * Writes the log back and empties it. False where another program is reading (replication always is): then it goes at the
 * checkpoint of that program. Waits a quarter of a second at most, for meanwhile nobody is answered. Not in a transaction.
 */
export function writeBack(db: Database): boolean {
  const usual = db.pragma('busy_timeout', { simple: true }) as number;
  db.pragma(`busy_timeout = ${PATIENCE_MS}`);
  try {
    const [{ busy }] = db.pragma('wal_checkpoint(TRUNCATE)') as [{ busy: number }];
    return busy === 0;
  } finally {
    db.pragma(`busy_timeout = ${usual}`);
  }
}
