/** `garde-fou restore`: puts a backup in the place of the database. */
import type { Command } from 'commander';
import { usualDatabase } from '../open-existing.js';

interface Flags {
  readonly database: string;
  readonly key?: string;
  readonly force?: boolean;
}

export function register(program: Command): void {
  program
    .command('restore <backup>')
    .description('verify a backup and put it in the place of the database, which is kept aside')
    .option('--database <file>', 'the database', usualDatabase)
    .option('--key <file>', 'the key of a sealed backup')
    .option('--force', 'although there is a database already')
    .action(async (from: string, flags: Flags) => {
      const [{ restore }, { readKeyFile }, { startProblem }] = await Promise.all([
        import('../../operation/restore.js'),
        import('../../operation/key-file.js'),
        import('../start-problem.js'),
      ]);
      const done = await restore(from, flags.database, {
        now: Date.now(),
        force: flags.force === true,
        ...(flags.key === undefined ? {} : { key: readKeyFile(flags.key) }),
      }).catch((error: Error) => {
        throw startProblem(error, { host: '', port: 0, database: flags.database });
      });
      process.stdout.write(
        `${flags.database} is the backup now: ${done.ledgerEntries} entries of the log, head ${done.head}\n` +
          (done.aside ? `What was there is ${done.aside}; delete it when it is not needed any more.\n` : '') +
          (done.erasedAgain > 0
            ? `${done.erasedAgain} people who had been erased since were erased again.\n`
            : 'Was somebody erased since that backup? The old database could name nobody; if you know of one: garde-fou erase-person.\n'),
      );
    });
}
