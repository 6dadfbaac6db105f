/** Kills a process in the middle of one step, over and over, and looks at what is left behind each time. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { backupsIn } from '../../src/operation/backup.js';
import { verifyFile } from '../../src/operation/verify-database.js';
import { migrate } from '../../src/store/migrate.js';
import { migrations } from '../../src/store/migrations/index.js';
import { live } from './crash-run.js';
import { randomFrom } from './stream.js';

export interface StepResult {
  readonly kills: number;
  /** Lives that ended by themselves before they could be killed. */
  readonly finished: number;
  readonly ms: number;
}

const schemaOf = (db: Database.Database): unknown =>
  db
    .prepare("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'ballast' ORDER BY type, name")
    .all();

/** Throws AssertionError at the first thing that is not as it must be. */
export async function stepRun(
  driver: string,
  step: 'migration' | 'backup',
  kills: number,
  seed: number,
): Promise<StepResult> {
  const random = randomFrom(seed);
  const began = Date.now();
  const calm = new Database(':memory:');
  migrate(calm);
  let dir = mkdtempSync(join(tmpdir(), 'garde-fou-step-'));
  const file = () => join(dir, 'garde-fou.sqlite');
  let killed = 0;
  let finished = 0;
  try {
    while (killed < kills) {
      const ms = Math.floor(random() * (step === 'migration' ? 40 : 250));
      const done = await live(driver, [step, dir], { ms });
      if (!done) killed++;
      else finished++;
      if (step === 'backup') {
        // Whatever bears the name of a backup is whole.
        for (const name of backupsIn(join(dir, 'backups')))
          assert.ok(verifyFile(join(dir, 'backups', name)).ok, `${name} is not whole`);
      }
      if (existsSync(file())) {
        const db = new Database(file());
        assert.equal(db.pragma('integrity_check', { simple: true }), 'ok');
        // Each step of a migration is there as a whole, with its number, or not at all.
        const version = db.pragma('user_version', { simple: true }) as number;
        const expected = new Database(':memory:');
        migrate(expected, migrations.slice(0, version));
        assert.deepEqual(schemaOf(db), schemaOf(expected));
        expected.close();
        db.close();
      }
      if (done) {
        const db = new Database(file());
        assert.equal(db.pragma('user_version', { simple: true }), migrations.length);
        assert.deepEqual(schemaOf(db), schemaOf(calm));
        db.close();
        // From the beginning again: there is nothing more to migrate here.
        rmSync(dir, { recursive: true, force: true });
        dir = mkdtempSync(join(tmpdir(), 'garde-fou-step-'));
      }
    }
    return { kills: killed, finished, ms: Date.now() - began };
  } finally {
    calm.close();
    rmSync(dir, { recursive: true, force: true });
  }
}
