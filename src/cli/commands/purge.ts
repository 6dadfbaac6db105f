/** `garde-fou purge`: the nightly deletion by rules/retention.yaml, at once. */
import type { Command } from 'commander';
import { usualDatabase } from '../open-existing.js';

export function register(program: Command): void {
  program
    .command('purge')
    .description('delete what is older than its period in rules/retention.yaml (done every night by start)')
    .option('--database <file>', 'the database', usualDatabase)
    .action(async (flags: { database: string }) => {
      const [{ openExisting }, { retentionPeriods }, { writeBack }] = await Promise.all([
        import('../open-existing.js'),
        import('../../rules/retention.js'),
        import('../../store/write-back.js'),
      ]);
      const store = openExisting(flags.database);
      try {
        const gone = store.transaction(() => store.purge(Date.now(), retentionPeriods()));
        // What was deleted is gone from the file, too, and not only from the tables.
        writeBack(store.db);
        process.stdout.write(
          `${gone.excerpts} excerpts, ${gone.inbox} keys of messages, ${gone.outbox} of actions, ${gone.persons} people, and whatever else was older than its period.\n`,
        );
      } finally {
        store.close();
      }
    });
}
