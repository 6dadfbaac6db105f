/** `garde-fou erase-person`: takes somebody's words, name and number out of every table (GDPR art. 17). */
import type { Command } from 'commander';
import { usualDatabase } from '../open-existing.js';

export function register(program: Command): void {
  program
    .command('erase-person <who>')
    .description('take the words, name and number of a person out of every table; the log stays provable')
    .option('--database <file>', 'the database', usualDatabase)
    .option('--yes', 'do it; without this, only say what would go')
    .action(async (who: string, flags: { database: string; yes?: boolean }) => {
      const [{ openExisting }, { findPerson }, { exportPerson }, { DATA_MAP }, { legalHold }, { UserError }] =
        await Promise.all([
          import('../open-existing.js'),
          import('../../operation/find-person.js'),
          import('../../store/privacy/export-person.js'),
          import('../../store/privacy/data-map.js'),
          import('../../store/erase-person.js'),
          import('../user-error.js'),
        ]);
      const store = openExisting(flags.database);
      try {
        const { id } = findPerson(store.db, who);
        const held = legalHold(store.db, id);
        if (held !== null)
          throw new UserError(
            `Case ${held} about this person is open; what it rests on is kept until it is closed (GDPR art. 17 § 3 e).`,
            'close the case first, or tell the person that and when it can be asked again',
          );
        const office = store.db
          .prepare<[number], string>(
            "SELECT role FROM memberships WHERE person = ? AND left_at IS NULL AND role <> 'member'",
          )
          .pluck()
          .get(id);
        if (office !== undefined)
          throw new UserError(
            `This person is ${office} of a group.`,
            'let the office be handed over first; then erase',
          );
        const { tables } = exportPerson(store.db, id, Date.now());
        for (const { table, what, rows } of tables)
          process.stdout.write(
            `${String(rows.length).padStart(5)}  ${what}${DATA_MAP[table]?.left ? ` — ${DATA_MAP[table].left}` : ''}\n`,
          );
        if (!flags.yes) {
          process.stdout.write('Nothing was changed. Add --yes to erase; it can’t be taken back.\n');
          return;
        }
        const excerpts = store.erasePerson(id, Date.now());
        process.stdout.write(
          `Erased, with ${excerpts} excerpt(s) of the log. Backups of before still hold it until they are rotated out.\n`,
        );
      } finally {
        store.close();
      }
    });
}
