/** Puts a backup in the place of the database, after proving that it is whole. What was there is kept aside. */
import { chmodSync, copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../cli/user-error.js';
import { lockDatabase } from '../engine/lock-database.js';
import { erasePerson, legalHold } from '../store/erase-person.js';
import { openDatabase } from '../store/open-database.js';
import { flush } from './backup.js';
import { isSealed, unseal } from './sealed-file.js';
import { verifyFile } from './verify-database.js';

export interface Restored {
  readonly ledgerEntries: number;
  readonly head: string;
  /** Where the database that was there is now; null when there was none. */
  readonly aside: string | null;
  /** People who had been erased since the backup, as far as the old database could tell. */
  readonly erasedAgain: number;
}

/**
 * Throws UserError: no such backup, not whole, a sealed one without its key, a database in the way without `force`, the
 * program running on it. Nothing is changed then.
 */
export async function restore(
  from: string,
  to: string,
  options: { readonly key?: Buffer; readonly force?: boolean; readonly now: number },
): Promise<Restored> {
  if (!existsSync(from)) throw new UserError(`There is no backup ${from}.`, 'check the name', 2);
  if (existsSync(to) && !options.force)
    throw new UserError(
      `${to} is there already; nothing was changed.`,
      'add --force to put the backup in its place; the present file is kept aside',
    );
  mkdirSync(dirname(to), { recursive: true });
  const lock = lockDatabase(to);
  const fresh = `${to}.restoring`;
  try {
    rmSync(fresh, { force: true });
    if (await isSealed(from)) {
      if (!options.key) throw new UserError('This backup is sealed.', 'name its key with --key FILE');
      await unseal(from, fresh, options.key).catch((error: Error) => {
        throw new UserError(
          `${from} can't be opened: ${error.message}.`,
          'try the key of that time, or another backup',
        );
      });
    } else {
      copyFileSync(from, fresh);
      chmodSync(fresh, 0o600);
    }
    const proof = verifyFile(fresh);
    if (!proof.ok)
      throw new UserError(`${from} can't be used: ${proof.problem}.`, 'take the backup before it');
    const erasedAgain = eraseAgain(fresh, to, options.now);
    const aside = existsSync(to)
      ? `${to}.before-${new Date(options.now).toISOString().replace(/[-:]|\.\d{3}/g, '')}`
      : null;
    // At no moment is there no database: killed in between, the old one is still there, at worst without its last moments.
    if (aside) keepAside(to, aside);
    // The write-ahead log belongs to the old file: beside the new one it would destroy it.
    for (const end of ['-wal', '-shm'])
      if (existsSync(to + end))
        if (aside) renameSync(to + end, aside + end);
        else rmSync(to + end);
    flush(fresh);
    renameSync(fresh, to);
    flush(dirname(to));
    return { ledgerEntries: proof.ledger.entries, head: proof.ledger.head, aside, erasedAgain };
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(fresh + end, { force: true });
    lock.release();
  }
}

/** Who was erased since the backup stays erased, when the database that is replaced can still tell who it was. */
function eraseAgain(fresh: string, old: string, now: number): number {
  if (!existsSync(old)) return 0;
  let gone: { id: number; created_at: number }[] = [];
  try {
    const before = openDatabase(old, { readonly: true });
    try {
      gone = before
        .prepare<[], { id: number; created_at: number }>(
          'SELECT id, created_at FROM persons WHERE erased_at IS NOT NULL',
        )
        .all();
    } finally {
      before.close();
    }
  } catch {
    // Damaged: that is why it is being replaced.
  }
  const db = openDatabase(fresh);
  try {
    const still = db.prepare<[number, number], number>(
      'SELECT 1 FROM persons WHERE id = ? AND created_at = ? AND erased_at IS NULL',
    );
    const again = gone.filter(
      (p) => still.get(p.id, p.created_at) !== undefined && legalHold(db, p.id) === null,
    );
    for (const { id } of again) erasePerson(db, id, now);
    return again.length;
  } finally {
    db.pragma('journal_mode = DELETE');
    db.close();
  }
}

/** A second name for the same file, so that the first can be taken over in one step. */
function keepAside(file: string, aside: string): void {
  try {
    linkSync(file, aside);
  } catch {
    // A disk without second names (exFAT, some network shares).
    renameSync(file, aside);
  }
}
