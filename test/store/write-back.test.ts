/** What was deleted leaves the write-ahead log as well, unless another program is reading it: then nobody waits for long. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore, type Store } from '../../src/store/store.js';
import { writeBack } from '../../src/store/write-back.js';

const WORDS = 'words that only anne wrote';
let dir: string;
let file: string;
let store: Store;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'garde-fou-'));
  file = join(dir, 'garde-fou.sqlite');
  store = openStore(file);
  store.recent.put(1, 'anne', { message: 'm1', text: WORDS, at: 0, report: false });
  store.recent.drop(1, 'm1');
});
afterEach(() => {
  store.close();
  rmSync(dir, { recursive: true });
});
const inLog = (): boolean => readFileSync(`${file}-wal`, 'utf8').includes(WORDS);

it('empties the log', () => {
  expect(inLog()).toBe(true);
  expect(writeBack(store.db)).toBe(true);
  expect(statSync(`${file}-wal`).size).toBe(0);
  expect(readFileSync(file, 'utf8')).not.toContain(WORDS);
});

it('says that it could not while a program that replicates is reading, waits no five seconds, and can be done later', () => {
  const replication = new Database(file);
  replication.exec('BEGIN');
  replication.prepare('SELECT count(*) FROM recent').get();
  expect(writeBack(store.db)).toBe(false);
  // As patient as before with whoever writes.
  expect(store.db.pragma('busy_timeout', { simple: true })).toBe(5000);
  expect(inLog()).toBe(true);
  replication.exec('COMMIT');
  expect(writeBack(store.db)).toBe(true);
  expect(statSync(`${file}-wal`).size).toBe(0);
  replication.close();
});
