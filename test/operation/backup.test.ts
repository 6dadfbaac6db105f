import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDatabase } from '../../src/engine/lock-database.js';
import { silent } from '../../src/engine/log.js';
import { backup, backupsIn } from '../../src/operation/backup.js';
import { dailyBackup } from '../../src/operation/daily-backup.js';
import { newKeyFile, readKeyFile } from '../../src/operation/key-file.js';
import { restore } from '../../src/operation/restore.js';
import { verifyFile } from '../../src/operation/verify-database.js';
import { openStore, type Store } from '../../src/store/store.js';
import { type Filled, fillEveryTable, WORDS, ZOE } from './every-table.js';

const NOW = Date.UTC(2026, 2, 2, 20);
const DAY = 86_400_000;
let dir: string;
let file: string;
let folder: string;
let store: Store;
let filled: Filled;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'garde-fou-'));
  file = join(dir, 'garde-fou.sqlite');
  folder = join(dir, 'backups');
  store = openStore(file);
  filled = fillEveryTable(store.db, NOW);
});
afterEach(() => {
  store.close();
  rmSync(dir, { recursive: true, force: true });
});
const key = (): Buffer => {
  const path = join(dir, 'backup.key');
  if (!existsSync(path)) newKeyFile(path);
  return readKeyFile(path);
};
const plain = (now = NOW) => backup(store.db, { folder, keep: 14, now });

describe('a backup', () => {
  it('is one whole file with everything, made while the database is open and written to', async () => {
    const under = plain();
    store.db.prepare("UPDATE groups SET title = 'Rue neuve'").run();
    const done = await under;
    expect(readdirSync(folder)).toEqual(['garde-fou-20260302T200000Z.sqlite']);
    expect(verifyFile(done.file)).toMatchObject({ ok: true, ledger: { entries: 2, head: done.head } });
    expect(statSync(done.file).mode & 0o077).toBe(0);
  });

  it('takes no words along of messages that were in order', async () => {
    const words = 'La réunion est jeudi à 19 h';
    store.recent.put(1, 'anne', { message: 'm9', text: words, at: NOW, report: false });
    const done = await plain();
    expect(readFileSync(done.file).includes(words)).toBe(false);
    // The bot goes on reading them together with what follows.
    expect(store.recent.of(1, 'anne', 0, '').map((m) => m.text)).toEqual([words]);
  });

  it('takes no references to pictures along', async () => {
    store.pictureMessages.put(1, 'anne', NOW, { message: 'm9', album: 'a1', media: [] });
    const done = await plain();
    const copy = new Database(done.file, { readonly: true });
    expect(copy.prepare('SELECT count(*) FROM picture_messages').pluck().get()).toBe(0);
    copy.close();
    expect(store.pictureMessages.get(1, 'anne', 'm9')?.album).toBe('a1');
  });

  it('rotates the oldest out, and nothing that is not its own', async () => {
    await plain();
    writeFileSync(join(folder, 'holiday.jpg'), 'x');
    for (const day of [1, 2, 3]) await backup(store.db, { folder, keep: 2, now: NOW + day * DAY });
    expect(backupsIn(folder)).toEqual([
      'garde-fou-20260304T200000Z.sqlite',
      'garde-fou-20260305T200000Z.sqlite',
    ]);
    expect(existsSync(join(folder, 'holiday.jpg'))).toBe(true);
  });

  it('of a broken log is refused, leaves no file and rotates nothing out', async () => {
    await plain();
    store.db.exec('DROP TRIGGER ledger_no_update');
    store.db.prepare("UPDATE ledger SET rule = 'leak' WHERE seq = 1").run();
    await expect(backup(store.db, { folder, keep: 1, now: NOW + DAY })).rejects.toThrow('log is broken');
    expect(readdirSync(folder)).toEqual(['garde-fou-20260302T200000Z.sqlite']);
  });

  it('clears away what a copy left behind that was killed, and leaves one that is under way', async () => {
    await plain();
    const dead = join(folder, '.garde-fou-20260301T200000Z.sqlite.copy');
    const alive = join(folder, '.garde-fou-20260302T195900Z.sqlite.copy');
    for (const f of [dead, alive]) writeFileSync(f, 'x');
    utimesSync(dead, (NOW - DAY) / 1000, (NOW - DAY) / 1000);
    utimesSync(alive, NOW / 1000, NOW / 1000);
    await plain(NOW + 60_000);
    expect([dead, alive].map((f) => existsSync(f))).toEqual([false, true]);
  });

  it('is made once a day, and again after the clock was put back by weeks', async () => {
    let now = Date.now();
    const daily = dailyBackup({ db: store.db, folder, keep: 9, clock: () => now, log: silent });
    await daily.look();
    await daily.look();
    expect(backupsIn(folder)).toHaveLength(1);
    now += DAY;
    await daily.look();
    expect(backupsIn(folder)).toHaveLength(2);
    now -= 40 * DAY;
    await daily.look();
    expect(backupsIn(folder)).toHaveLength(3);
    await daily.stop();
  });
});

describe('a sealed backup', () => {
  it('shows no word, opens with its key, and with no other', async () => {
    const done = await backup(store.db, { folder, keep: 14, now: NOW, key: key() });
    const bytes = readFileSync(done.file);
    for (const mark of [WORDS, ZOE.identity, 'SQLite format']) expect(bytes.includes(mark)).toBe(false);
    const to = join(dir, 'new', 'garde-fou.sqlite');
    await expect(restore(done.file, to, { now: NOW })).rejects.toThrow('sealed');
    await expect(restore(done.file, to, { now: NOW, key: Buffer.alloc(32, 7) })).rejects.toThrow(
      'key does not fit',
    );
    expect(readdirSync(join(dir, 'new')).filter((f) => !f.includes('lock'))).toEqual([]);
    await restore(done.file, to, { now: NOW, key: key() });
    expect(verifyFile(to)).toMatchObject({ ok: true, ledger: { head: done.head } });
  });

  it.each([
    ['magic', 2],
    ['nonce', 12],
    ['middle', 4000],
    ['tag', -3],
  ])('with one other byte (%s) is refused', async (_, at) => {
    const done = await backup(store.db, { folder, keep: 14, now: NOW, key: key() });
    const bytes = readFileSync(done.file);
    const place = at < 0 ? bytes.length + at : at;
    bytes[place] = bytes[place]! ^ 1;
    const changed = join(dir, 'changed');
    writeFileSync(changed, bytes);
    await expect(restore(changed, join(dir, 'x.sqlite'), { now: NOW, key: key() })).rejects.toThrow();
    expect(existsSync(join(dir, 'x.sqlite'))).toBe(false);
  });

  it('refuses a key file that others may read, and never writes over a key', () => {
    const path = join(dir, 'k');
    newKeyFile(path);
    expect(() => newKeyFile(path)).toThrow('already');
    chmodSync(path, 0o644);
    expect(() => readKeyFile(path)).toThrow('Others may read');
  });
});

describe('restoring', () => {
  it('refuses to write over a database, and with force keeps it aside with its write-ahead log', async () => {
    const done = await plain();
    store.db.prepare("UPDATE groups SET title = 'written after the backup'").run();
    store.close();
    await expect(restore(done.file, file, { now: NOW })).rejects.toThrow('there already');
    const back = await restore(done.file, file, { now: NOW, force: true });
    expect(back.aside).toBe(`${file}.before-20260302T200000Z`);
    store = openStore(file);
    expect(store.groups.all()[0]!.title).toBe('Rue du Moulin');
    const old = openStore(back.aside!);
    expect(old.groups.all()[0]!.title).toBe('written after the backup');
    old.close();
  });

  it('refuses while the program runs on the database', async () => {
    const done = await plain();
    const lock = lockDatabase(file);
    await expect(restore(done.file, file, { now: NOW, force: true })).rejects.toThrow('running');
    lock.release();
    expect(store.groups.all()[0]!.title).toBe('Rue du Moulin');
  });

  it('refuses a damaged backup and leaves all as it was', async () => {
    const done = await plain();
    const damaged = join(dir, 'damaged.sqlite');
    copyFileSync(done.file, damaged);
    const bytes = readFileSync(damaged);
    bytes.fill(0xff, 8192, 40_960);
    writeFileSync(damaged, bytes);
    await expect(restore(damaged, file, { now: NOW, force: true })).rejects.toThrow("can't be used");
    writeFileSync(damaged, 'not a database at all');
    await expect(restore(damaged, file, { now: NOW, force: true })).rejects.toThrow("can't be used");
    expect(verifyFile(file)).toMatchObject({ ok: true });
  });

  it('leaves who was erased since the backup erased', async () => {
    const done = await plain();
    store.erasePerson(filled.zoe, NOW);
    store.close();
    const back = await restore(done.file, file, { now: NOW, force: true });
    expect(back.erasedAgain).toBe(1);
    expect(readFileSync(file).includes(WORDS)).toBe(false);
    store = openStore(file);
    expect(store.persons.byId(filled.zoe)!.name).toBe('');
  });
});
