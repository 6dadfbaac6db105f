/** A verified copy of the database while it is in use, sealed when there is a key; older copies are rotated out. */
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { seal } from './sealed-file.js';
import { type DatabaseProof, verifyFile } from './verify-database.js';

export interface BackupOptions {
  readonly folder: string;
  /** How many copies stay, at least one. */
  readonly keep: number;
  /** 32 bytes; absent: the copy is readable by whoever has the file. */
  readonly key?: Buffer;
  /** ms since 1970: names the file. */
  readonly now: number;
  /** How the copy is proved; on this thread by default. */
  readonly verify?: (file: string) => DatabaseProof | Promise<DatabaseProof>;
}

export interface BackupDone {
  readonly file: string;
  readonly bytes: number;
  readonly ledgerEntries: number;
  /** Head of the log's chain in this copy: noted elsewhere, it proves that nothing was rewritten. */
  readonly head: string;
  readonly removed: readonly string[];
}

const STALE_MS = 3_600_000;
const NAME = /^garde-fou-(\d{8}T\d{6}Z)\.sqlite(?:\.sealed)?$/;
const stamp = (at: number): string => new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '');

/** Copies in a folder, oldest first. */
export function backupsIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((f) => NAME.test(f))
      .sort();
  } catch {
    return [];
  }
}

/**
 * Writes pages by and by: events go on being judged, and what they write is in the copy too. Rejects without leaving a
 * half-written file when the copy is not whole; nothing is rotated out then.
 */
export async function backup(db: Database.Database, options: BackupOptions): Promise<BackupDone> {
  const { folder, key, now, verify = verifyFile } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  sweep(folder, now);
  const name = `garde-fou-${stamp(now)}.sqlite${key ? '.sealed' : ''}`;
  const plain = join(folder, `.${name}.copy`);
  const sealed = join(folder, `.${name}.sealing`);
  const file = join(folder, name);
  try {
    // For the eyes of its owner only, from the first byte.
    writeFileSync(plain, '', { mode: 0o600 });
    await db.backup(plain);
    // One file without companions, readable from a write-protected medium.
    const copy = new Database(plain);
    copy.pragma('journal_mode = DELETE');
    // Words of messages in order stay for minutes, references to pictures for days: not for as long as copies do.
    copy.pragma('secure_delete = ON');
    copy.exec('DELETE FROM recent; DELETE FROM picture_messages');
    copy.close();
    const proof = await verify(plain);
    if (!proof.ok) throw new Error(`The backup is not whole: ${proof.problem}`);
    if (key) await seal(plain, sealed, key);
    const ready = key ? sealed : plain;
    flush(ready);
    renameSync(ready, file);
    flush(folder);
    const removed = rotate(folder, options.keep);
    return {
      file,
      bytes: statSync(file).size,
      ledgerEntries: proof.ledger.entries,
      head: proof.ledger.head,
      removed,
    };
  } finally {
    for (const left of [plain, sealed])
      for (const end of ['', '-wal', '-shm', '-journal']) rmSync(left + end, { force: true });
  }
}

/** What a copy left behind that was killed. One under way elsewhere is younger. */
function sweep(folder: string, now: number): void {
  for (const name of readdirSync(folder))
    if (/^\.garde-fou-\S+\.(?:copy|sealing)(?:-\w+)?$/.test(name)) {
      const path = join(folder, name);
      if (Math.abs(now - statSync(path).mtimeMs) > STALE_MS) rmSync(path, { force: true });
    }
}

function rotate(folder: string, keep: number): string[] {
  const all = backupsIn(folder);
  const old = all.slice(0, Math.max(0, all.length - Math.max(1, keep)));
  for (const name of old) rmSync(join(folder, name), { force: true });
  return old;
}

/** On the disk when it returns: a copy that a power cut takes away is none. */
export function flush(path: string): void {
  // Windows has no handle for a folder.
  if (process.platform === 'win32' && statSync(path).isDirectory()) return;
  const fd = openSync(path, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
