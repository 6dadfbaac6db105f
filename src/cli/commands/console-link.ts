/** `garde-fou console-link`: a one-time way into the console for whoever has the terminal of the machine. */
import type { Command } from 'commander';

interface Flags {
  database?: string;
  person?: string;
  url: string;
}

async function consoleLink(flags: Flags): Promise<void> {
  const [
    { openStore },
    { keysOn },
    { findPeople },
    { projectRoot },
    { UserError },
    { existsSync },
    { join },
  ] = await Promise.all([
    import('../../store/store.js'),
    import('../../console/office/sign-in/keys.js'),
    import('../../console/office/sign-in/find-person.js'),
    import('../../root.js'),
    import('../user-error.js'),
    import('node:fs'),
    import('node:path'),
  ]);
  const database = flags.database ?? join(projectRoot, 'data', 'garde-fou.sqlite');
  if (!existsSync(database))
    throw new UserError(
      `There is no database ${database}.`,
      'start the program once (garde-fou start), or name the file with --database',
    );
  const store = openStore(database);
  try {
    const people = flags.person === undefined ? [] : findPeople(store.db, flags.person);
    const found = people.length === 1 ? people[0]! : null;
    if (flags.person !== undefined && found === null)
      throw new UserError(
        'Nobody with an office, or more than one person, fits that name or number.',
        'write the name as the register has it, or the telephone number; leave --person out to look after the machine',
      );
    const token = keysOn(store.db, Date.now).link(found?.person ?? null);
    process.stdout.write(
      `${flags.url.replace(/\/$/, '')}/sign-in#${token}\n\nIt works once, for ten minutes${found ? `, as ${found.name}` : ', to look after the machine'}. Give it to nobody.\n`,
    );
  } finally {
    store.close();
  }
}

/** Adds the command. */
export function register(program: Command): void {
  program
    .command('console-link')
    .description('print a link that signs in to the console once')
    .option(
      '--person <name>',
      'name or telephone number of somebody with an office (default: the machine itself)',
    )
    .option('--url <address>', 'address of the console', 'http://localhost:4040')
    .option('--database <file>', 'the SQLite file (default: data/garde-fou.sqlite)')
    .action(consoleLink);
}
