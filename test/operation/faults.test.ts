/** What happens when the machine fails under the program: docs/OPERATION.md states it, these prove it. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backup } from '../../src/operation/backup.js';
import { isHealthy } from '../../src/operation/is-healthy.js';
import { restore } from '../../src/operation/restore.js';
import { verifyFile } from '../../src/operation/verify-database.js';
import { openStore } from '../../src/store/store.js';
import { verifyLedger } from '../../src/store/verify-ledger.js';
import { type House, house } from '../engine/house.js';

const DAY = 86_400;
let dir: string;
let file: string;
let h: House;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'garde-fou-'));
  file = join(dir, 'garde-fou.sqlite');
  h = house({ file });
});
afterEach(async () => {
  await h.close();
  rmSync(dir, { recursive: true, force: true });
});
const messages = (n: number) =>
  Array.from({ length: n }, (_, i) => h.message('anne', `Quelle crapule ${i} ${'x'.repeat(900)}`));

describe('a full disk', () => {
  it('refuses what it can’t keep, wholly, and goes on when there is room: the network gives it again', () => {
    h.says('anne', 'Quelle crapule');
    const pages = h.store.db.pragma('page_count', { simple: true }) as number;
    h.store.db.pragma(`max_page_count = ${pages + 4}`);
    const batch = messages(60);
    expect(() => h.engine.receiveMany(batch)).toThrow(expect.objectContaining({ code: 'SQLITE_FULL' }));
    // All or nothing: not one of them was half done.
    expect(h.engine.ledger(h.group)).toHaveLength(1);
    expect(verifyLedger(h.store.db)).toMatchObject({ ok: true, entries: 1 });

    h.store.db.pragma('max_page_count = 1073741823');
    expect(h.engine.receiveMany(batch).every((r) => !r.duplicate && r.decision !== null)).toBe(true);
    expect(verifyLedger(h.store.db)).toMatchObject({ ok: true, entries: 61 });
  });

  it('makes no half backup', async () => {
    const nowhere = join(dir, 'file');
    writeFileSync(nowhere, '');
    await expect(backup(h.store.db, { folder: join(nowhere, 'x'), keep: 3, now: h.now() })).rejects.toThrow();
    expect(isHealthy(h.store.db)).toBe(true);
  });
});

describe('a disk that can only be read', () => {
  it('is told by the health check and refuses messages, so that the network keeps them', () => {
    h.says('anne', 'Quelle crapule');
    const readOnly = openStore(file, { readonly: true });
    expect(isHealthy(readOnly.db)).toBe(false);
    expect(verifyLedger(readOnly.db)).toMatchObject({ ok: true, entries: 1 });
    expect(() => readOnly.recent.purge(0)).toThrow(/readonly/);
    readOnly.close();
    expect(isHealthy(h.store.db)).toBe(true);
  });

  it.skipIf(process.getuid?.() === 0)('is named when the program is started on it', () => {
    const locked = join(dir, 'locked');
    chmodSync(dir, 0o500);
    expect(() => openStore(join(locked, 'x.sqlite'))).toThrow(expect.objectContaining({ code: 'EACCES' }));
    chmodSync(dir, 0o700);
  });
});

describe('a damaged page', () => {
  it('is never served as if it were whole: it is seen, and the backup takes its place', async () => {
    for (const m of messages(40)) h.engine.receive(m);
    const copy = await backup(h.store.db, { folder: join(dir, 'b'), keep: 3, now: h.now() });
    h.store.db.pragma('wal_checkpoint(TRUNCATE)');
    await h.close();
    const bytes = readFileSync(file);
    const page = 4096;
    // Every page but the first, which holds the schema, in turn: none may go unseen that holds something.
    const at = page * Math.floor(bytes.length / page / 2);
    bytes.fill(0x5a, at, at + page);
    writeFileSync(file, bytes);
    expect(verifyFile(file)).toMatchObject({ ok: false });
    await restore(copy.file, file, { force: true, now: h.now() });
    h = house({ file });
    expect(verifyLedger(h.store.db)).toMatchObject({ ok: true, entries: 40 });
    expect(h.says('anne', 'Une crapule de plus').decision).not.toBeNull();
  });
});

describe('a clock that jumps', () => {
  it('backwards: nothing is judged twice, timers wait, the chain goes on', async () => {
    await h.engine.start();
    const first = h.message('anne', 'Quelle crapule');
    h.engine.receive(first);
    h.pass(-3 * DAY);
    expect(h.engine.receive(first).duplicate).toBe(true);
    h.says('bram', 'Une crapule de plus');
    await h.engine.settled();
    expect(verifyLedger(h.store.db)).toMatchObject({ ok: true, entries: 2 });
  });

  it.each([
    ['to summer time', Date.UTC(2026, 2, 29, 0, 59)],
    ['to winter time', Date.UTC(2026, 9, 25, 0, 59)],
  ])('%s: a message a minute on either side is counted once each', async (_, start) => {
    h.pass((start - h.now()) / 1000);
    for (let minute = 0; minute < 180; minute += 1) {
      h.says('anne', `bonjour ${minute}`);
      h.pass(60);
    }
    const counted = h.engine.counts(h.group).reduce((sum, c) => sum + c.n, 0);
    expect(counted).toBe(180);
  });

  it('forwards: timers fire once each, and late ones are not lost', async () => {
    await h.engine.start();
    h.says('anne', 'Quelle crapule');
    h.pass(30 * DAY);
    await h.engine.settled();
    const timers = () =>
      h.store.db.prepare('SELECT count(*) FROM timers WHERE due <= ?').pluck().get(h.now());
    expect(timers()).toBe(0);
    const before = h.seen.length;
    await h.engine.settled();
    expect(h.seen.length).toBe(before);
  });
});
