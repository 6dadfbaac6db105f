/** `backup` and `restore` killed at any moment: whatever has its name is whole, and there is always a database. */
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { backupsIn } from '../../src/operation/backup.js';
import type * as Apart from '../../src/operation/verify-apart.js';
import { verifyFile } from '../../src/operation/verify-database.js';
import { openStore } from '../../src/store/store.js';
import { build } from '../console/support/build.js';
import { fillEveryTable } from './every-table.js';

const NOW = Date.UTC(2026, 2, 2, 20);
let program: string;
let dir: string;
let database: string;
beforeAll(() => {
  program = build('killed');
  dir = mkdtempSync(join(tmpdir(), 'garde-fou-'));
  database = join(dir, 'garde-fou.sqlite');
  const store = openStore(database);
  fillEveryTable(store.db, NOW);
  // Large enough that a copy takes a while.
  const fill = store.db.prepare("INSERT INTO counts VALUES (1, ?, ?, 'passed', 1)");
  store.transaction(() => {
    for (let i = 0; i < 120_000; i++) fill.run(`2026-${i}`, 'x'.repeat(120));
  });
  store.close();
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Runs a command and kills it after `ms`; answers whether it was still running. */
const killAfter = (ms: number, args: readonly string[]): Promise<boolean> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [join(program, 'cli', 'main.js'), ...args], { stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), ms);
    child.once('exit', (_, signal) => {
      clearTimeout(timer);
      resolve(signal === 'SIGKILL');
    });
  });
const steps = Array.from({ length: 6 }, (_, i) => 250 + i * 150);

it('a backup that is killed leaves no file under a backup’s name that is not whole', async () => {
  const folder = join(dir, 'copies');
  let killed = 0;
  for (const ms of steps)
    if (await killAfter(ms, ['backup', '--database', database, '--to', folder, '--keep', '99'])) killed++;
  expect(killed).toBeGreaterThan(0);
  for (const name of backupsIn(folder))
    expect(verifyFile(join(folder, name)), name).toMatchObject({ ok: true });
  expect(verifyFile(database)).toMatchObject({ ok: true });
});

it('a copy is proved on a thread of its own, while the bot goes on', async () => {
  const { verifyApart } = (await import(join(program, 'operation', 'verify-apart.js'))) as typeof Apart;
  let turns = 0;
  const turn = setInterval(() => turns++, 1);
  expect(await verifyApart(database)).toEqual(verifyFile(database));
  clearInterval(turn);
  expect(turns).toBeGreaterThan(5);
  const none = join(dir, 'none.sqlite');
  expect(await verifyApart(none)).toMatchObject({ ok: false });
  await expect(
    verifyApart(none, () => new Worker('throw new Error("died")', { eval: true })),
  ).rejects.toThrow('died');
  await expect(verifyApart(none, () => new Worker('', { eval: true }))).rejects.toThrow('without an answer');
});

it('a restore that is killed leaves the old database or the new one, whole', async () => {
  const copy = join(dir, 'copy.sqlite');
  copyFileSync(database, copy);
  for (const ms of steps) {
    const place = join(dir, `at-${ms}`);
    mkdirSync(place);
    const target = join(place, 'garde-fou.sqlite');
    copyFileSync(database, target);
    await killAfter(ms, ['restore', copy, '--database', target, '--force']);
    expect(readdirSync(place)).toContain('garde-fou.sqlite');
    expect(verifyFile(target), `killed after ${ms} ms`).toMatchObject({ ok: true });
  }
});
