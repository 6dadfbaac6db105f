/** What was done in cases can't be changed afterwards without its showing: acts, signatures, reasons, evidence, the end. */
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { retentionPeriods } from '../../src/rules/retention.js';
import { migrate } from '../../src/store/migrate.js';
import { migrations } from '../../src/store/migrations/index.js';
import { verifyCaseLog } from '../../src/store/verify-case-log.js';
import { verifyRecord } from '../../src/store/verify-record.js';
import { office, type TestOffice } from '../commands/office.js';

let o: TestOffice;
beforeEach(async () => {
  o = office();
  await o.engine.start();
  o.infraction('anne');
  o.infraction('anne');
  await o.orders('cora', '/avertir @Anne "partage au-dehors"');
  await o.orders('marc', '/dossier 1 tenu "elle a compris"');
  o.infraction('anne');
  await o.orders('marc', '/avertir @Anne "elle recommence"');
});
afterEach(() => o.close());

/** What somebody with a SQLite tool and no scruples would do. */
function tamper(sql: string): void {
  const db = new Database(o.file);
  for (const t of ['update', 'delete', 'replace']) db.exec(`DROP TRIGGER case_log_no_${t}`);
  db.exec('PRAGMA foreign_keys = OFF');
  db.exec(sql);
  db.close();
}
const closed = (): Promise<string> => o.orders('marc', '/dossier 1 classer "assez"');

describe('the log of cases', () => {
  it('is whole after ordinary use: opening, acts, evidence that was added', () => {
    expect(o.store.db.prepare('SELECT act FROM case_log ORDER BY seq').pluck().all()).toEqual([
      'open',
      'plan-talk',
      'note-talk',
      'evidence',
      'advise',
    ]);
    expect(verifyCaseLog(o.store.db)).toMatchObject({ ok: true, entries: 5, erased: 0, gone: 0 });
  });

  it('holds no word and no name', () => {
    const lines = JSON.stringify(o.store.db.prepare('SELECT * FROM case_log').all());
    expect(lines).not.toMatch(/anne|marc|cora|partage|compris|recommence/i);
  });

  it('refuses changes and deletions', () => {
    expect(() => o.store.db.exec("UPDATE case_log SET act = 'x'")).toThrow('append-only');
    expect(() => o.store.db.exec('DELETE FROM case_log')).toThrow('append-only');
  });

  it.each([
    ['another reason', "UPDATE case_acts SET act = replace(act, 'recommence', 'ment')", 'words'],
    ['another reason of the opening', "UPDATE cases SET reason = 'vol'", 'words'],
    [
      'another reason that passes for an erased one',
      "UPDATE case_acts SET salt = NULL, act = replace(act, 'recommence', 'ment')",
      'words',
    ],
    [
      'another reason of the opening that passes for an erased one',
      "UPDATE cases SET salt = NULL, reason = 'vol'",
      'words',
    ],
    ['somebody else who acted', "UPDATE case_acts SET actor = actor + 1 WHERE act LIKE '%talk%'", 'act'],
    ['another office', "UPDATE case_acts SET role = 'coordinator'", 'act'],
    ['another day', 'UPDATE case_acts SET at = at + 86400000', 'act'],
    ['a talk that took place after all', `UPDATE case_acts SET act = replace(act, 'true', 'false')`, 'act'],
    ['an act taken out', 'DELETE FROM case_acts WHERE n = 2', 'act'],
    [
      'an act slipped in',
      `INSERT INTO case_acts (id, case_id, n, at, actor, role, act)
       SELECT 'x', 1, 9, at, actor, 'chef-de-corps', '{"act":"reprimand","reason":"oui"}' FROM case_acts WHERE n = 2`,
      'act',
    ],
    ['somebody else whom it is about', 'UPDATE cases SET person = 2', 'case'],
    ['a false end', "UPDATE cases SET closed_at = 1, outcome = 'closed'", 'case'],
    [
      'a case slipped in',
      `INSERT INTO cases (grp, person, ladder, step, opened_at) VALUES (1, 2, 'member', '', 1)`,
      'case',
    ],
    ['a case taken out, with all that was done in it', 'PRAGMA foreign_keys = ON; DELETE FROM cases', 'case'],
    ['evidence taken away', 'DELETE FROM case_entries WHERE seq = 1', 'evidence'],
    ['a changed line', "UPDATE case_log SET role = 'mandatary' WHERE seq = 2", 'content'],
    ['a line cut out', 'DELETE FROM case_log WHERE seq = 3', 'gap'],
    ['a cut tail', 'DELETE FROM case_log WHERE seq = 5', 'cut-tail'],
  ])('shows %s', (_, sql, problem) => {
    tamper(sql);
    expect(verifyCaseLog(o.store.db)).toMatchObject({ ok: false, problem });
    expect(verifyRecord(o.store.db)).toMatchObject({ ok: false, ledger: { ok: true } });
  });

  it('finds a head that was noted, of either chain, and misses one that was never there', () => {
    const { ledger, cases } = verifyRecord(o.store.db);
    if (!ledger.ok || !cases.ok) throw new Error('unreachable');
    expect(verifyRecord(o.store.db, cases.head)).toMatchObject({ ok: true, cases: { expectedAt: 5 } });
    expect(verifyRecord(o.store.db, ledger.head)).toMatchObject({ ok: true, ledger: { expectedAt: 3 } });
    expect(verifyRecord(o.store.db, 'f'.repeat(64)).ok).toBe(false);
  });

  it('says nothing against the ledger where a head of the cases was noted, and a case was changed since', () => {
    const { head } = verifyCaseLog(o.store.db) as { head: string };
    tamper("UPDATE cases SET reason = 'vol'");
    expect(verifyRecord(o.store.db, head)).toMatchObject({
      ledger: { ok: true },
      cases: { ok: false, problem: 'words' },
    });
  });

  it('stays whole when the words of a closed case are erased, and still shows what was done', async () => {
    await o.orders('chef', '/avertir @Anne "dernier rappel"');
    await closed();
    o.store.erasePerson(o.person('anne'), o.now());
    expect(JSON.stringify(o.store.cases.acts(1))).not.toMatch(/rappel|recommence|assez/);
    expect(verifyCaseLog(o.store.db)).toMatchObject({ ok: true, entries: 7, erased: 6 });
    tamper("UPDATE case_acts SET act = replace(act, 'true', 'false')");
    expect(verifyCaseLog(o.store.db)).toMatchObject({ ok: false, problem: 'act' });
  });

  it('stays whole when a case is deleted at the end of its time', async () => {
    await o.orders('chef', '/avertir @Anne "dernier rappel"');
    await closed();
    o.pass(6 * 366 * 86_400);
    o.store.purge(o.now(), retentionPeriods());
    expect(o.store.cases.byId(1)).toBeNull();
    expect(verifyCaseLog(o.store.db)).toMatchObject({ ok: true, entries: 8, gone: 8 });
  });

  it('takes nothing of a case that is gone for one of the next, which SQLite gives the same number', async () => {
    await o.orders('chef', '/avertir @Anne "dernier rappel"');
    await closed();
    o.pass(6 * 366 * 86_400);
    o.store.purge(o.now(), retentionPeriods());
    o.infraction('bram');
    await o.orders('cora', '/avertir @Bram "fuite"');
    expect(o.store.cases.byId(1)).toMatchObject({ reason: 'fuite' });
    expect(verifyCaseLog(o.store.db)).toMatchObject({ ok: true, entries: 10, gone: 8 });
    tamper("UPDATE cases SET reason = 'vol'");
    expect(verifyCaseLog(o.store.db)).toMatchObject({ ok: false, problem: 'words', seq: 9 });
  });

  it('keeps nothing of a step that was only rehearsed', async () => {
    await o.says('cora', '/avertir @Bram "fuite" essai');
    expect(verifyCaseLog(o.store.db)).toMatchObject({ ok: true, entries: 5 });
  });
});

describe('a database from before there was such a log', () => {
  it('takes up what was done as it stands, and proves it from then on', () => {
    const db = new Database(':memory:');
    migrate(db, migrations.slice(0, 13));
    db.exec(`
      INSERT INTO groups (id, channel, chat, title, policy, created_at) VALUES (1, 'playground', 'c', 't', '{}', 1);
      INSERT INTO persons (id, channel, identity, name, created_at) VALUES (7, 'playground', 'p', 'Anne', 1);
      INSERT INTO cases (id, grp, person, ladder, step, opened_at, reason) VALUES (4, 1, 7, 'member', 'M-1', 10, 'fuite');
      INSERT INTO case_acts (id, case_id, n, at, actor, role, act)
        VALUES ('i1.0', 4, 0, 11, 9, 'coordinator', '{"act":"plan-talk","reason":"fuite"}');`);
    expect(verifyCaseLog(db)).toMatchObject({ ok: true, entries: 0 });
    migrate(db);
    expect(verifyCaseLog(db)).toMatchObject({ ok: true, entries: 2, erased: 0 });
    db.exec(`UPDATE case_acts SET act = '{"act":"plan-talk","reason":"vol"}'`);
    expect(verifyCaseLog(db)).toMatchObject({ ok: false, problem: 'words', seq: 2 });
    db.close();
  });
});
