/** `garde-fou setup internal-rules`: the partnership's own text in the place of the one that Garde-fou brings. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { LANGS, type Lang } from '../../../domain/vocabulary.js';
import { UserError } from '../../user-error.js';
import { choosePartnership } from '../invite.js';

interface Flags {
  database?: string;
  partnership?: string;
  lang: string;
  askAgain?: boolean;
}

/** A member reads it on a phone; Telegram cuts at 4096. */
const LONGEST = 12_000;

async function setInternalRules(file: string, flags: Flags): Promise<void> {
  const [{ openStore }, { openInternalRules }, { projectRoot }] = await Promise.all([
    import('../../../store/store.js'),
    import('../../../enrolment/internal-rules.js'),
    import('../../../root.js'),
  ]);
  const lang = LANGS.find((l) => l === flags.lang) as Lang | undefined;
  if (!lang)
    throw new UserError(`“${flags.lang}” is no language of Garde-fou.`, `one of: ${LANGS.join(', ')}`);
  if (!existsSync(file)) throw new UserError(`There is no file ${file}.`, 'name the text with its path');
  const text = readFileSync(file, 'utf8').trim();
  if (text === '' || text.length > LONGEST)
    throw new UserError(
      `The text has ${text.length} characters.`,
      `internal rules that people read have at most ${LONGEST}`,
    );
  const database = flags.database ?? join(projectRoot, 'data', 'garde-fou.sqlite');
  if (!existsSync(database))
    throw new UserError(`There is no database ${database}.`, 'set up the partnership first: garde-fou setup');
  const store = openStore(database);
  try {
    const partnership = choosePartnership(store, flags.partnership);
    store.partnerships.setInternalRules(partnership.id, lang, text, Date.now());
    const version = openInternalRules().version(store, partnership);
    process.stdout.write(
      `${partnership.name}: the internal rules (${lang}) are now version ${version}. Whoever accepts from now on accepts these.\n`,
    );
    if (flags.askAgain) {
      const { askEverybody } = await import('../../../enrolment/ask-everybody.js');
      let asked = 0;
      store.transaction(() => {
        for (const group of store.partnerships.groups(partnership.id)) {
          store.enrolments.askAgain(group);
          asked += askEverybody(store, group, Date.now());
        }
      });
      process.stdout.write(`${asked} members are asked to accept them, one after the other.\n`);
    }
    if (!text.includes('{initiator}'))
      process.stdout.write(
        'Is it said who answers for the platform (Annex 4 §3 b)? “{initiator}” in the text is replaced by the name.\n',
      );
  } finally {
    store.close();
  }
}

/** Adds the command under `garde-fou setup`. */
export function register(setup: Command): void {
  setup
    .command('internal-rules <file>')
    .description('give members your own internal rules ({name}, {initiator}, {coordinator}… are filled in)')
    .requiredOption('--lang <language>', `language of the text: ${LANGS.join(', ')}`)
    .option('--ask-again', 'ask everybody anew, also those who accepted an earlier version')
    .option('--partnership <name>', 'which one, where there are several')
    .option('--database <file>', 'the SQLite file (default: data/garde-fou.sqlite)')
    .action(setInternalRules);
}
