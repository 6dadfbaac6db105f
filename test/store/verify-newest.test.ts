/** What a page of the running program says of the record: all of a short one, the newest lines of a long one. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { verifyNewest } from '../../src/store/verify-newest.js';
import { verifyRecord } from '../../src/store/verify-record.js';
import { type House, house } from '../engine/house.js';

const LINES = 12;
let h: House;
beforeEach(() => {
  h = house();
  for (let i = 0; i < LINES; i++) h.says('anne', `Quelle crapule ${i}`);
});
afterEach(() => h.close());

/** What somebody does who has the file in their hands. */
const tamper = (sql: string): void => {
  for (const name of h.store.db
    .prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'ledger'")
    .pluck()
    .all())
    h.store.db.exec(`DROP TRIGGER ${name}`);
  h.store.db.pragma('foreign_keys = OFF');
  h.store.db.exec(sql);
};

it('looks at every line as long as there are few', () => {
  expect(verifyNewest(h.store.db)).toEqual({ intact: true, checked: LINES });
  tamper('UPDATE ledger SET confidence = 0.1 WHERE seq = 1');
  expect(verifyNewest(h.store.db)).toMatchObject({ intact: false });
});

it('looks at the newest alone once there are many, and says how many; older ones are for backups and verify-log', () => {
  expect(verifyNewest(h.store.db, 5)).toEqual({ intact: true, checked: 5 });
  tamper('UPDATE ledger SET confidence = 0.1 WHERE seq = 1');
  expect(verifyNewest(h.store.db, 5)).toEqual({ intact: true, checked: 5 });
  expect(verifyRecord(h.store.db).ok).toBe(false);
});

it.each([
  ['changed', 'UPDATE ledger SET confidence = 0.1 WHERE seq = 10'],
  ['taken out', 'DELETE FROM ledger WHERE seq = 10'],
  ['cut off', 'DELETE FROM ledger WHERE seq = 12'],
  ['changed just before, where the newest begin', "UPDATE ledger SET hash = 'x' WHERE seq = 7"],
])('sees a new line that was %s', (_, sql) => {
  tamper(sql);
  expect(verifyNewest(h.store.db, 5)).toMatchObject({ intact: false });
});
