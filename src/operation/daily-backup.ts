/** A backup a day while the program runs. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Log } from '../engine/log.js';
import { type BackupOptions, backup, backupsIn } from './backup.js';

const DAY = 86_400_000;
const LOOK_EVERY = 15 * 60_000;
/** A copy of last night counts although the clock was put forward an hour since. */
const DUE_AFTER = DAY - 2 * LOOK_EVERY;

export interface DailyBackup {
  /** Makes one when the newest is a day old. Never rejects: what goes wrong is logged, and tried at the next look. */
  look(): Promise<void>;
  /** Waits for a copy under way. */
  stop(): Promise<void>;
}

export function dailyBackup(parts: {
  readonly db: Database;
  readonly folder: string;
  readonly keep: number;
  readonly key?: Buffer;
  readonly clock: () => number;
  readonly log: Log;
  readonly verify?: BackupOptions['verify'];
}): DailyBackup {
  let under: Promise<void> = Promise.resolve();
  const due = (): boolean => {
    const newest = backupsIn(parts.folder).at(-1);
    if (newest === undefined) return true;
    const age = parts.clock() - statSync(join(parts.folder, newest)).mtimeMs;
    // A copy “of the future” says nothing: the clock went backwards.
    return age >= DUE_AFTER || age < -DAY;
  };
  const make = async (): Promise<void> => {
    try {
      if (!due()) return;
      const { key, folder, keep, verify } = parts;
      const done = await backup(parts.db, {
        folder,
        keep,
        now: parts.clock(),
        ...(key ? { key } : {}),
        ...(verify ? { verify } : {}),
      });
      parts.log.info(
        { bytes: done.bytes, entries: done.ledgerEntries, head: done.head, removed: done.removed.length },
        'a backup was made and verified',
      );
    } catch (error) {
      parts.log.error({ error: String(error) }, 'the backup failed; it is tried again');
    }
  };
  const look = (): Promise<void> => {
    under = under.then(make);
    return under;
  };
  const timer = setInterval(() => void look(), LOOK_EVERY);
  timer.unref();
  return {
    look,
    async stop() {
      clearInterval(timer);
      await under;
    },
  };
}
