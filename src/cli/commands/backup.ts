/** `garde-fou backup`: a verified copy of the database, also while the program runs. */
import { dirname, join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { usualDatabase } from '../open-existing.js';

interface Flags {
  readonly database: string;
  readonly to?: string;
  readonly keep: number;
  readonly key?: string;
  readonly newKey?: string;
}

export function copies(text: string): number {
  const n = Number(text);
  if (!Number.isInteger(n) || n < 1 || n > 3650)
    throw new InvalidArgumentError('A number of copies is 1 to 3650.');
  return n;
}

async function run(flags: Flags): Promise<void> {
  const [{ mustExist }, { openDatabase }, { backup }, { newKeyFile, readKeyFile }, { UserError }] =
    await Promise.all([
      import('../open-existing.js'),
      import('../../store/open-database.js'),
      import('../../operation/backup.js'),
      import('../../operation/key-file.js'),
      import('../user-error.js'),
    ]);
  if (flags.newKey !== undefined) {
    newKeyFile(flags.newKey);
    process.stdout.write(
      `${flags.newKey}\nKeep a copy of it away from this machine, e.g. printed in a safe: without it no sealed backup can be opened.\n`,
    );
    return;
  }
  mustExist(flags.database);
  const key = flags.key === undefined ? undefined : readKeyFile(flags.key);
  // To look at only: a backup neither migrates nor changes anything.
  const db = openDatabase(flags.database, { readonly: true });
  try {
    const done = await backup(db, {
      folder: flags.to ?? join(dirname(flags.database), 'backups'),
      keep: flags.keep,
      now: Date.now(),
      ...(key ? { key } : {}),
    });
    process.stdout.write(
      `${done.file}\n${done.bytes} bytes, verified: pages whole, ${done.ledgerEntries} entries of the log chained, head ${done.head}\n${done.removed.length > 0 ? `Rotated out: ${done.removed.join(', ')}\n` : ''}`,
    );
  } catch (error) {
    throw new UserError((error as Error).message, 'garde-fou doctor says what is wrong with the database');
  } finally {
    db.close();
  }
}

export function register(program: Command): void {
  program
    .command('backup')
    .description('write a verified copy of the database, also while the program runs')
    .option('--database <file>', 'the database', usualDatabase)
    .option('--to <folder>', 'where the copies go (default: backups beside the database)')
    .option('--keep <n>', 'how many copies stay', copies, 14)
    .option('--key <file>', 'seal the copy with this key (AES-256-GCM)')
    .option('--new-key <file>', 'only make a key')
    .action(run);
}
