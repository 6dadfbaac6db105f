/**
 * The process in the crash test of single steps: `node steps.mjs STEP DIR`. Says “alive”, does the step, ends with 0.
 * `migration`: opens a database and brings it to its form. `backup`: writes, and copies while it writes.
 */
import { join } from 'node:path';
import { backup } from '../../src/operation/backup.js';
import { openStore } from '../../src/store/store.js';

const [step, dir] = process.argv.slice(2) as [string, string];
process.stdout.write('alive\n');
const store = openStore(join(dir, 'garde-fou.sqlite'));
if (step === 'backup') {
  store.db.exec('CREATE TABLE IF NOT EXISTS ballast (n INTEGER PRIMARY KEY, bytes BLOB)');
  const write = store.db.prepare('INSERT INTO ballast (bytes) VALUES (randomblob(20000))');
  for (let i = 0; i < 20; i++) write.run();
  for (let i = 0; i < 3; i++) {
    write.run();
    await backup(store.db, { folder: join(dir, 'backups'), keep: 3, now: Date.now() + i * 1000 });
  }
}
store.close();
