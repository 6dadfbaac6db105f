import { writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { register } from '../../src/cli/commands/verify-log.js';
import { retentionPeriods } from '../../src/rules/retention.js';
import { openDatabase } from '../../src/store/open-database.js';
import { verifyLedger } from '../../src/store/verify-ledger.js';
import { type House, house } from '../engine/house.js';

let h: House;
beforeEach(() => {
  h = house();
  for (const text of ['Quelle crapule', 'Je vends mon vélo', 'Plaque 1-ABC-234', 'Une crapule de plus'])
    h.says('anne', text);
});
afterEach(() => h.close());

/** What somebody with a SQLite tool and no scruples would do. */
function tamper(sql: string): void {
  const db = new Database(h.file);
  for (const t of ['update', 'delete', 'replace']) db.exec(`DROP TRIGGER ledger_no_${t}`);
  db.exec('PRAGMA foreign_keys = OFF');
  db.exec(sql);
  db.close();
}

describe('the ledger', () => {
  it('is whole after ordinary use', () => {
    expect(verifyLedger(h.store.db)).toMatchObject({ ok: true, entries: 4, excerpts: 4, erased: 0 });
  });

  it('refuses changes, deletions and replacements', () => {
    const run = (sql: string) => () => h.store.db.exec(sql);
    expect(run("UPDATE ledger SET rule = 'leak'")).toThrow('append-only');
    expect(run('DELETE FROM ledger WHERE seq = 4')).toThrow();
    expect(run('INSERT OR REPLACE INTO ledger SELECT * FROM ledger WHERE seq = 2')).toThrow('append-only');
    expect(verifyLedger(h.store.db).ok).toBe(true);
  });

  it.each([
    ['a changed rule', "UPDATE ledger SET rule = 'leak' WHERE seq = 2", 'content', 2],
    ['a changed person', 'UPDATE ledger SET person = 2 WHERE seq = 3', 'content', 3],
    ['a changed confidence', 'UPDATE ledger SET confidence = 0.5 WHERE seq = 1', 'content', 1],
    [
      'a line cut out',
      'DELETE FROM ledger_evidence WHERE seq = 2; DELETE FROM ledger WHERE seq = 2',
      'gap',
      2,
    ],
    [
      'a cut tail',
      'DELETE FROM ledger_evidence WHERE seq = 4; DELETE FROM ledger WHERE seq = 4',
      'cut-tail',
      4,
    ],
    [
      'other words that pass for erased ones',
      "UPDATE ledger_evidence SET salt = NULL, excerpt = 'bonjour' WHERE seq = 1",
      'excerpt',
      1,
    ],
    ['other words', "UPDATE ledger_evidence SET excerpt = 'bonjour' WHERE seq = 1", 'excerpt', 1],
    ['a swapped hash', 'UPDATE ledger SET hash = prev WHERE seq = 2', 'content', 2],
  ])('shows %s', (_, sql, problem, line) => {
    tamper(sql);
    const proof = verifyLedger(h.store.db);
    expect(proof.ok).toBe(false);
    expect(proof).toMatchObject({ problem });
    if (!proof.ok) expect([line, line + 1]).toContain(proof.seq);
  });

  it('shows a ledger rewritten from end to end to whoever noted its head', () => {
    const before = verifyLedger(h.store.db);
    if (!before.ok) throw new Error('unreachable');
    expect(verifyLedger(h.store.db, before.head)).toMatchObject({ ok: true, expectedAt: 4 });
    h.says('bram', 'Je vends mon vélo');
    expect(verifyLedger(h.store.db, before.head)).toMatchObject({ ok: true, entries: 5, expectedAt: 4 });
    expect(verifyLedger(h.store.db, 'f'.repeat(64))).toMatchObject({ ok: false, problem: 'expected-head' });
  });

  it('stays provable when a person is erased, and no word or name of theirs is left in the file', () => {
    const person = h.store.persons.find('playground', 'anne')!;
    expect(h.store.erasePerson(person.id, h.now())).toBe(4);
    expect(verifyLedger(h.store.db)).toMatchObject({ ok: true, entries: 4, excerpts: 0, erased: 4 });
    expect(h.engine.ledger(h.group)[0]).toMatchObject({ excerpt: '', memberName: '' });
    const tables = h.store.db
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .pluck()
      .all() as string[];
    const rest = JSON.stringify(tables.map((t) => h.store.db.prepare(`SELECT * FROM ${t}`).all()));
    expect(rest).not.toMatch(/"anne|crapule|vélo|1-ABC/);
  });

  it('forgets excerpts after the group’s retention and stays whole', () => {
    h.engine.changePolicy(h.group, { retentionDays: 30 });
    h.pass(31 * 86_400);
    h.says('bram', 'Quelle crapule');
    expect(h.store.purge(h.now(), retentionPeriods()).excerpts).toBe(4);
    expect(verifyLedger(h.store.db)).toMatchObject({ ok: true, entries: 5, excerpts: 1, erased: 4 });
  });
});

describe('garde-fou verify-log', () => {
  const run = async (...args: string[]) => {
    const out: string[] = [];
    const log = vi.spyOn(console, 'log').mockImplementation((s) => void out.push(String(s)));
    const program = new Command();
    register(program);
    try {
      await program.parseAsync(['verify-log', ...args], { from: 'user' });
    } finally {
      log.mockRestore();
    }
    const code = process.exitCode ?? 0;
    process.exitCode = 0;
    return { code, text: out.join('\n') };
  };

  it('says what it proved', async () => {
    const { code, text } = await run('--database', h.file);
    expect(code).toBe(0);
    expect(text).toMatch(
      /Infractions: the chain is whole: 4 entries[\s\S]*first +2 Mar 2026[\s\S]*head +[0-9a-f]{64}/,
    );
  });

  it('names the first broken line, what to do, and ends with 1', async () => {
    tamper("UPDATE ledger SET rule = 'leak' WHERE seq = 2");
    const { code, text } = await run('--database', h.file);
    expect(code).toBe(1);
    expect(text).toMatch(/BROKEN: .*line 2[\s\S]*What to do/);
  });

  it('says so when there is no such database, or when the file is none', async () => {
    await expect(run('--database', '/nowhere/x.sqlite')).rejects.toThrow('no database');
    const other = `${h.file}.txt`;
    writeFileSync(other, 'not a database, but long enough to be taken for one by its first look'.repeat(9));
    await expect(run('--database', other)).rejects.toThrow("can't be read");
  });
});

describe('opening a database', () => {
  it('refuses one that a newer program wrote', () => {
    h.store.db.pragma('user_version = 99');
    expect(() => openDatabase(h.file)).toThrow('newer program');
  });

  it('commits to the disk before it answers', () => {
    expect(h.store.db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(h.store.db.pragma('synchronous', { simple: true })).toBe(2);
    expect(h.store.db.pragma('foreign_keys', { simple: true })).toBe(1);
  });
});
