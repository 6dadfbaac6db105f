import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parsePeriods, retentionPeriods } from '../../src/rules/retention.js';
import { erasePerson } from '../../src/store/erase-person.js';
import { openDatabase } from '../../src/store/open-database.js';
import { DATA_MAP } from '../../src/store/privacy/data-map.js';
import { exportPerson } from '../../src/store/privacy/export-person.js';
import { retention } from '../../src/store/retention.js';
import { verifyLedger } from '../../src/store/verify-ledger.js';
import { dump, type Filled, fillEveryTable, tablesOf, WORDS, ZOE } from './every-table.js';

const DAY = 86_400_000;
const THEN = Date.UTC(2026, 2, 2, 20);
const MARKS = [ZOE.identity, ZOE.alt, ZOE.name, WORDS, 'zoe-mail'];
let db: Database;
let filled: Filled;
beforeEach(() => {
  db = openDatabase(':memory:');
  filled = fillEveryTable(db, THEN);
});
afterEach(() => db.close());

/** Tables that still hold one of the person's marks, with the mark. */
const marked = (): string[] =>
  Object.entries(dump(db)).flatMap(([table, text]) =>
    MARKS.filter((m) => text.includes(m)).map((m) => `${table}: ${m}`),
  );

describe('the map of where people are', () => {
  it('knows every table and every column of the schema, and no other', () => {
    const schema = Object.fromEntries(
      tablesOf(db).map((t) => [
        t,
        (db.pragma(`table_info(${t})`) as { name: string }[]).map((c) => c.name).sort(),
      ]),
    );
    const map = Object.fromEntries(
      Object.entries(DATA_MAP)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([t, place]) => [t, Object.keys(place.columns).sort()]),
    );
    expect(map).toEqual(schema);
  });

  it('is put to the proof on every table: the sample below fills each of them', () => {
    expect(tablesOf(db).filter((t) => db.prepare(`SELECT 1 FROM ${t}`).get() === undefined)).toEqual([]);
  });
});

describe('export of a person', () => {
  it('gives what stands in each table about them, and no key or digest that signs in', () => {
    const { tables, person } = exportPerson(db, filled.zoe, THEN);
    expect(person).toMatchObject({ identity: ZOE.identity, name: ZOE.name });
    expect(tables.map((t) => t.table)).toEqual(
      Object.entries(DATA_MAP)
        .filter(([table, p]) => p.mine !== null && !OF_OTHERS.has(table))
        .map(([table]) => table),
    );
    expect(JSON.stringify(tables)).not.toMatch(/"(?:token|digest|salt)":"(?:tok|d)"/);
    expect(tables.find((t) => t.table === 'holds')!.rows).toHaveLength(2);
  });

  it('gives nothing of somebody else with the same number on another network', () => {
    fillEveryTable(db, THEN, 'telegram', '-t');
    const twin = exportPerson(db, filled.zoe, THEN);
    expect(JSON.stringify(twin)).not.toMatch(/h1-t|t1-t|"telegram"/);
  });
});
/** The sample's person holds no office, is on WhatsApp, and offered no example. */
const OF_OTHERS = new Set([
  'broadcasts',
  'habilitations',
  'registrations',
  'registration_changes',
  'telegram_later',
  'telegram_sent',
  'offered_examples',
  'partnership_groups',
]);

describe('erasing a person', () => {
  it.each(['whatsapp', 'telegram'])(
    'leaves no word, name or number of theirs in any table, and the chain whole (%s)',
    (channel) => {
      db.close();
      db = openDatabase(':memory:');
      filled = fillEveryTable(db, THEN, channel);
      expect(marked()).not.toEqual([]);
      expect(erasePerson(db, filled.zoe, THEN)).toBe(2);
      expect(marked()).toEqual([]);
      expect(verifyLedger(db)).toMatchObject({ ok: true, entries: 2, excerpts: 0 });
    },
  );

  it('touches nobody with the same number on another network', () => {
    const other = fillEveryTable(db, THEN, 'telegram', '-t');
    const before = exportPerson(db, other.zoe, THEN);
    erasePerson(db, filled.zoe, THEN);
    const after = exportPerson(db, other.zoe, THEN);
    expect(after).toEqual(before);
  });

  it('is refused while a case about them is open, and changes nothing', () => {
    db.prepare('UPDATE cases SET closed_at = NULL').run();
    const before = dump(db);
    expect(() => erasePerson(db, filled.zoe, THEN)).toThrow(/case 1 .* open/i);
    expect(dump(db)).toEqual(before);
  });

  it('is done once: a second time finds nobody', () => {
    erasePerson(db, filled.zoe, THEN);
    expect(erasePerson(db, filled.zoe, THEN + 1)).toBe(0);
  });
});

describe('the nightly purge', () => {
  const purge = (now: number) => db.transaction(() => retention(db)(now, retentionPeriods()))();

  it('deletes nothing on the first night but what is meant for minutes', () => {
    purge(THEN + 3_600_000);
    const empty = tablesOf(db).filter((t) => db.prepare(`SELECT 1 FROM ${t}`).get() === undefined);
    expect(empty).toEqual(['recent']);
  });

  it('finds nothing older than its period after twenty years: groups, offices in force and a proof without words remain', () => {
    db.prepare('UPDATE holds SET closed_at = opened_at, body = NULL WHERE closed_at IS NULL').run();
    const end = THEN + 20 * 365 * DAY;
    purge(end);
    // The second night takes what the first one set free: what was given up, and people without any trace.
    purge(end + 91 * DAY);
    purge(end + 92 * DAY);
    const left = tablesOf(db).filter((t) => db.prepare(`SELECT 1 FROM ${t}`).get() !== undefined);
    expect(left).toEqual([
      'case_log',
      'enrolment_salt',
      'group_facts',
      'groups',
      'habilitations',
      'internal_rules',
      'ledger',
      'ledger_evidence',
      'memberships',
      'offices',
      'partnership_groups',
      'partnerships',
      'persons',
      'registrations',
      'telegram_permissions',
      'timers',
      'whatsapp_keys',
    ]);
    expect(marked()).toEqual([]);
    expect(db.prepare('SELECT name FROM persons WHERE erased_at IS NULL').pluck().all()).toEqual(['Marc']);
    expect(verifyLedger(db)).toMatchObject({ ok: true, entries: 2, excerpts: 0 });
  });

  it('keeps the words on which an open case rests, and the person, until the case is closed', () => {
    db.prepare('UPDATE cases SET closed_at = NULL').run();
    const words = () =>
      db.prepare('SELECT count(*) FROM ledger_evidence WHERE excerpt = ?').pluck().get(WORDS);
    purge(THEN + 4 * 365 * DAY);
    expect(words()).toBe(1);
    expect(db.prepare('SELECT name FROM persons WHERE id = ?').pluck().get(filled.zoe)).toBe(ZOE.name);
    db.prepare('UPDATE cases SET closed_at = ?').run(THEN + 4 * 365 * DAY);
    purge(THEN + 4 * 365 * DAY + 1);
    expect(words()).toBe(0);
  });

  it('deletes less, never more, when the clock goes backwards', () => {
    const before = dump(db);
    purge(THEN - 30 * DAY);
    expect(dump(db)).toEqual(before);
  });

  it('refuses a file without a period, with one too many, or with one that is none', () => {
    const good = Object.keys(retentionPeriods())
      .map((k) => `${k}: 3 days`)
      .join('\n');
    expect(parsePeriods(good).recent).toBe(3 * DAY);
    expect(() => parsePeriods(good.replace('recent: 3 days\n', ''))).toThrow('recent');
    expect(() => parsePeriods(`${good}\nmore: 3 days`)).toThrow('more');
    expect(() => parsePeriods(good.replace('recent: 3 days', 'recent: soon'))).toThrow('period');
  });
});
