/** A database of every earlier form, with data in it, comes to the present one and loses nothing. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrations } from '../../src/store/migrations/index.js';
import { openDatabase } from '../../src/store/open-database.js';
import { verifyLedger } from '../../src/store/verify-ledger.js';

const SCHEMAS = join(import.meta.dirname, 'schemas');
const released = readdirSync(SCHEMAS).sort();
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'garde-fou-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const shape = (db: Database.Database): unknown =>
  db
    .prepare("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name")
    .all();
const rows = (db: Database.Database): Record<string, number> =>
  Object.fromEntries(
    db
      .prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .pluck()
      .all()
      .map((t) => [t, db.prepare(`SELECT count(*) FROM ${t}`).pluck().get() as number]),
  );

describe('a database of an earlier form', () => {
  it.each(released)('%s: comes to the present form with every row, its words and its chain', (name) => {
    const file = join(dir, 'garde-fou.sqlite');
    const old = new Database(file);
    old.exec(readFileSync(join(SCHEMAS, name), 'utf8'));
    const before = rows(old);
    expect(old.pragma('user_version', { simple: true })).toBe(Number(name.slice(0, 3)));
    expect(before.ledger).toBeGreaterThan(0);
    old.close();

    const db = openDatabase(file);
    const fresh = openDatabase(':memory:');
    expect(db.pragma('user_version', { simple: true })).toBe(migrations.length);
    expect(shape(db)).toEqual(shape(fresh));
    for (const [table, n] of Object.entries(before)) expect(rows(db)[table], table).toBe(n);
    expect(verifyLedger(db)).toMatchObject({ ok: true, excerpts: before.ledger });
    expect(db.pragma('foreign_key_check')).toEqual([]);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    fresh.close();
    db.close();
  });

  it('there is one of each form that was ever committed, up to the one before the present', () => {
    expect(released.map((n) => Number(n.slice(0, 3)))).toEqual(
      Array.from({ length: Math.max(released.length, migrations.length - 1) }, (_, i) => i + 1),
    );
  });
});
