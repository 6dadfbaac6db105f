/** `garde-fou export-person`: everything that is kept about somebody, for them (GDPR art. 15, 20). */
import type { Command } from 'commander';
import { usualDatabase } from '../open-existing.js';

export function register(program: Command): void {
  program
    .command('export-person <who>')
    .description('write all that is kept about a person: a JSON file, and a page to read')
    .option('--database <file>', 'the database', usualDatabase)
    .option('-o, --output <name>', 'name of the two files, without ending')
    .action(async (who: string, flags: { database: string; output?: string }) => {
      const [
        { openExisting },
        { findPerson, identitiesOf },
        { exportPerson },
        { exportHtml },
        { writeFileSync },
      ] = await Promise.all([
        import('../open-existing.js'),
        import('../../operation/find-person.js'),
        import('../../store/privacy/export-person.js'),
        import('../../operation/export-html.js'),
        import('node:fs'),
      ]);
      const store = openExisting(flags.database);
      try {
        const given = findPerson(store.db, who);
        for (const id of identitiesOf(store.db, given.id)) {
          const data = exportPerson(store.db, id, Date.now());
          const name =
            flags.output === undefined || id !== given.id
              ? `${flags.output ?? 'person'}-${id}.garde-fou`
              : flags.output;
          for (const [ending, text] of [
            ['json', `${JSON.stringify(data, null, 2)}\n`],
            ['html', exportHtml(data)],
          ] as const) {
            // About a person: for the eyes of its owner only.
            writeFileSync(`${name}.${ending}`, text, { mode: 0o600 });
            process.stdout.write(`${name}.${ending}\n`);
          }
        }
      } finally {
        store.close();
      }
    });
}
