/** The demonstration: the same year each time, and never over somebody's real database. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isDemo, writeYear } from '../../src/console/demo/year.js';
import { openStore } from '../../src/store/store.js';
import { verifyLedger } from '../../src/store/verify-ledger.js';
import { fakeAnalyser, fakeRules } from './support/fake-reader.js';

const END = Date.UTC(2026, 2, 12, 18, 0);
let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'demo-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const year = (name: string) =>
  writeYear({ rules: fakeRules(), analyser: fakeAnalyser, file: join(dir, name), end: END });

it('lives the same year through twice, with a ledger whose chain holds and work that waits', async () => {
  await year('a.sqlite');
  await year('b.sqlite');
  const told = ['a.sqlite', 'b.sqlite'].map((name) => {
    const store = openStore(join(dir, name));
    try {
      expect(verifyLedger(store.db).ok).toBe(true);
      const rows = (sql: string) => store.db.prepare(sql).all();
      return {
        groups: store.groups.all().length,
        waiting: store.groups.all().flatMap((g) => store.holds.open(g.id)).length,
        counts: rows('SELECT * FROM counts'),
        ledger: rows('SELECT seq, at, person, rule, response FROM ledger'),
        cases: rows('SELECT id, step, closed_at FROM cases'),
      };
    } finally {
      store.close();
    }
  });
  expect(told[0]).toEqual(told[1]);
  expect(told[0]).toMatchObject({ groups: 6 });
  expect(told[0]!.waiting).toBeGreaterThan(1);
  expect(told[0]!.cases.length).toBeGreaterThanOrEqual(5);
  expect(told[0]!.counts.length).toBeGreaterThan(500);
}, 120_000);

it('leaves a database that is no demonstration as it is', async () => {
  const file = join(dir, 'real.sqlite');
  openStore(file).close();
  expect(isDemo(file)).toBe(false);
  expect(isDemo(join(dir, 'none.sqlite'))).toBe(false);
  const before = readFileSync(file);
  await expect(year('real.sqlite')).rejects.toThrow('left as it is');
  expect(readFileSync(file).equals(before)).toBe(true);
});
