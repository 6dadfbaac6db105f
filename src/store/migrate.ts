/** Brings a database to this program's form, one numbered step a transaction. */
import type { Database } from 'better-sqlite3';
import { type Migration, migrations } from './migrations/index.js';

/** Throws for a database that a newer program has written: going on could destroy what it knows. */
export function migrate(db: Database, steps: readonly Migration[] = migrations): void {
  const version = db.pragma('user_version', { simple: true }) as number;
  if (version > steps.length)
    throw new Error(
      `This database is of version ${version}; this program knows up to ${steps.length}. Use the newer program, or restore a backup.`,
    );
  for (let next = version; next < steps.length; next++)
    db.transaction(() => {
      const step = steps[next]!;
      if (typeof step === 'string') db.exec(step);
      else step(db);
      db.pragma(`user_version = ${next + 1}`);
    }).immediate();
}
