import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backup } from '../../src/operation/backup.js';
import { examine, type Surroundings } from '../../src/operation/doctor.js';
import { projectRoot } from '../../src/root.js';
import { openStore } from '../../src/store/store.js';
import { fillEveryTable } from './every-table.js';

const THEN = Date.UTC(2026, 2, 2, 20);
let dir: string;
let database: string;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'garde-fou-'));
  database = join(dir, 'garde-fou.sqlite');
  const store = openStore(database);
  fillEveryTable(store.db, THEN);
  await backup(store.db, { folder: join(dir, 'backups'), keep: 3, now: THEN });
  store.close();
  chmodSync(database, 0o600);
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const look = async (over: Partial<Surroundings> = {}) => {
  const findings = await examine({
    database,
    root: projectRoot,
    env: { GARDE_FOU_TELEGRAM_TOKEN: `123456:${'a'.repeat(35)}` },
    now: Date.now(),
    node: 'v24.1.0',
    free: () => 5e9,
    loadReader: async () => ({ rules: 16 }),
    ...over,
  });
  return (what: string, level: 'ok' | 'warn' | 'bad') =>
    findings.filter((f) => f.what === what && f.level === level);
};

describe('garde-fou doctor', () => {
  it('finds a machine well, and says no secret', async () => {
    const found = await look();
    for (const what of [
      'Node.js',
      'disk',
      'database',
      'rights',
      'backups',
      'rules and model',
      'clock',
      'channels',
      'fonts',
    ])
      expect(found(what, 'ok'), what).not.toEqual([]);
    expect(JSON.stringify(found('channels', 'ok'))).not.toContain('aaaa');
  });

  it('says what is wrong, and what to do', async () => {
    const says = async (what: string, over: Partial<Surroundings>) => (await look(over))(what, 'bad')[0];
    expect(await says('Node.js', { node: 'v18.2.0' })).toMatchObject({
      remedy: expect.stringContaining('LTS'),
    });
    expect(await says('disk', { free: () => 1e6 })).toMatchObject({
      remedy: expect.stringContaining('room'),
    });
    expect((await look({ syncMs: () => 80 }))('disk', 'warn')[0]).toMatchObject({
      says: expect.stringContaining('80.0 ms a commit'),
      remedy: expect.stringContaining('SSD'),
    });
    expect(await says('clock', { now: Date.UTC(1980, 0, 1) })).toMatchObject({
      says: expect.stringContaining('behind'),
    });
    expect(await says('clock', { now: THEN - 86_400_000 * 9 })).toMatchObject({
      says: expect.stringContaining('backwards'),
    });
    expect(await says('fonts', { root: dir })).toBeDefined();
    const broken = async () => Promise.reject(new Error('rules/x.yaml:3: no'));
    expect(await says('rules and model', { loadReader: broken })).toMatchObject({
      says: 'rules/x.yaml:3: no',
    });
    chmodSync(database, 0o644);
    expect(await says('rights', {})).toMatchObject({
      remedy: expect.stringContaining(`chmod 600 ${database}`),
    });
    chmodSync(database, 0o600);
    writeFileSync(join(dir, 'photos.sqlite'), 'of another program', { mode: 0o644 });
    expect((await look())('rights', 'bad')).toEqual([]);
    writeFileSync(join(dir, 'garde-fou.playground.sqlite'), '', { mode: 0o644 });
    expect(await says('rights', {})).toMatchObject({ says: expect.not.stringContaining('photos') });
  });

  it('does not send whoever has too old a program to the backups', async () => {
    const db = new Database(database);
    db.pragma('user_version = 9999');
    db.close();
    expect((await look())('database', 'bad')[0]).toMatchObject({
      says: expect.stringContaining('newer'),
      remedy: expect.stringContaining('use that program again'),
    });
  });

  it('sees a damaged database, and a backup that is old', async () => {
    const bytes = readFileSync(database);
    bytes.fill(0xaa, 8192, 80_000);
    writeFileSync(database, bytes);
    expect((await look())('database', 'bad')[0]).toMatchObject({
      remedy: expect.stringContaining('restore'),
    });
    expect((await look({ now: Date.now() + 5 * 86_400_000 }))('backups', 'warn')).not.toEqual([]);
  });

  it('goes on where nothing is there yet, and makes no file', async () => {
    const elsewhere = join(dir, 'no', 'such', 'x.sqlite');
    const found = await look({ database: elsewhere });
    expect(found('database', 'warn')).toHaveLength(1);
    expect(found('backups', 'warn')).toHaveLength(1);
    expect(() => readFileSync(elsewhere)).toThrow();
  });
});
