/** `garde-fou erase-person`: takes somebody's words, name and number out of every table (GDPR art. 17). */
import type { Database } from 'better-sqlite3';
import type { Command } from 'commander';
import { usualDatabase } from '../open-existing.js';

/** The office that a person holds now; null for members. */
const officeOf = (db: Database, person: number): string | null =>
  db
    .prepare<[number, number], string>(
      `SELECT role FROM memberships WHERE person = ? AND left_at IS NULL AND role <> 'member'
       UNION SELECT role FROM offices WHERE person = ? LIMIT 1`,
    )
    .pluck()
    .get(person, person) ?? null;

export function register(program: Command): void {
  program
    .command('erase-person <who>')
    .description('take the words, name and number of a person out of every table; the log stays provable')
    .option('--database <file>', 'the database', usualDatabase)
    .option('--yes', 'do it; without this, only say what would go')
    .action(async (who: string, flags: { database: string; yes?: boolean }) => {
      const [
        { openExisting },
        { findPerson, identitiesOf },
        { exportPerson },
        { DATA_MAP },
        { erasePerson, legalHold },
        { writeBack },
        { UserError },
      ] = await Promise.all([
        import('../open-existing.js'),
        import('../../operation/find-person.js'),
        import('../../store/privacy/export-person.js'),
        import('../../store/privacy/data-map.js'),
        import('../../store/erase-person.js'),
        import('../../store/write-back.js'),
        import('../user-error.js'),
      ]);
      const store = openExisting(flags.database);
      try {
        const ids = identitiesOf(store.db, findPerson(store.db, who).id);
        for (const id of ids) {
          const held = legalHold(store.db, id);
          if (held !== null)
            throw new UserError(
              `Case ${held} about this person is open; what it rests on is kept until it is closed (GDPR art. 17 § 3 e).`,
              'close the case first, or tell the person that and when it can be asked again',
            );
          const office = officeOf(store.db, id);
          if (office !== null)
            throw new UserError(
              `This person is ${office} of a group.`,
              'let the office be handed over first; then erase',
            );
          const { person, tables } = exportPerson(store.db, id, Date.now());
          process.stdout.write(`#${id} on ${person.network}\n`);
          for (const { table, what, rows } of tables)
            process.stdout.write(
              `${String(rows.length).padStart(5)}  ${what}${DATA_MAP[table]?.left ? ` — ${DATA_MAP[table].left}` : ''}\n`,
            );
        }
        if (!flags.yes) {
          process.stdout.write('Nothing was changed. Add --yes to erase; it can’t be taken back.\n');
          return;
        }
        // All of them or none.
        const excerpts = store.transaction(() =>
          ids.reduce((sum, id) => sum + erasePerson(store.db, id, Date.now()), 0),
        );
        const written = writeBack(store.db);
        process.stdout.write(
          `Erased, with ${excerpts} excerpt(s) of the log. Backups of before still hold it until they are rotated out.\n`,
        );
        if (!written)
          process.stdout.write(
            'Another program is reading the database: the write-ahead log holds it until that ends or writes it back.\n',
          );
      } finally {
        store.close();
      }
    });
}
