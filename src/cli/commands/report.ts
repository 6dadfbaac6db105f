/** `garde-fou report …`: letters, case files, evaluations and digests as files, for whoever keeps the paper. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { LANGS } from '../../domain/vocabulary.js';
import { projectRoot } from '../../root.js';
import { UserError } from '../user-error.js';

interface Flags {
  readonly database: string;
  readonly format: 'pdf' | 'html' | 'csv';
  readonly lang?: string;
  readonly output?: string;
  readonly days?: string;
}

/** Makes the file behind a reference and answers its path. Throws UserError for what people can mend. */
async function make(refOf: (now: number) => string, name: string, flags: Flags): Promise<void> {
  if (!existsSync(flags.database))
    throw new UserError(
      `There is no database ${flags.database}.`,
      'name it with --database FILE; it is made at the first start',
      2,
    );
  const [{ openStore }, { openReports }] = await Promise.all([
    import('../../store/store.js'),
    import('../../reports/open-reports.js'),
  ]);
  const store = openStore(flags.database);
  try {
    const { files } = openReports(store);
    const ref = [refOf(Date.now()), flags.format, ...(flags.lang === undefined ? [] : [flags.lang])].join(
      ':',
    );
    let bytes: Uint8Array;
    let missing: readonly string[];
    try {
      bytes = await files.readFile(ref);
      missing = files.missing(ref);
    } catch (error) {
      throw new UserError(
        error instanceof Error ? error.message : String(error),
        'look up the number in the console, or see garde-fou report --help',
      );
    }
    const path = flags.output ?? `${name}.garde-fou.${flags.format}`;
    // About people: for the eyes of its owner only.
    writeFileSync(path, bytes, { mode: 0o600 });
    process.stdout.write(`${path}\n`);
    if (missing.length === 0) return;
    const { loadReportTexts } = await import('../../reports/report-texts.js');
    const texts = loadReportTexts();
    const names = missing.map((field) => texts(`letter-field.${field}`, 'en'));
    process.stderr.write(`To be filled in by hand: ${names.join(', ')}\n`);
  } finally {
    store.close();
  }
}

const number = (text: string, what: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new UserError(`“${text}” is no number of a ${what}.`, undefined, 2);
  return Number(text);
};

export function register(program: Command): void {
  const report = program
    .command('report')
    .description('write letters, case files, evaluations and digests as files');
  const common = (command: Command, formats: readonly string[]): Command =>
    command
      .option('--database <file>', 'the database', join(projectRoot, 'data', 'garde-fou.sqlite'))
      .addOption(new Option('--format <format>', 'kind of file').choices(formats).default('pdf'))
      .addOption(new Option('--lang <lang>', 'language (default: of whom it is for)').choices(LANGS))
      .option('-o, --output <file>', 'where to write it');

  common(report.command('evaluation <number>'), ['pdf', 'html', 'csv'])
    .description('an evaluation (art. 7)')
    .action((id: string, flags: Flags) =>
      make(() => `evaluation:${number(id, 'evaluation')}`, `evaluation-${id}`, flags),
    );
  common(report.command('case <number>'), ['pdf', 'html'])
    .description('the whole file of a case, with the proof of the log (art. 8)')
    .action((id: string, flags: Flags) => make(() => `case:${number(id, 'case')}`, `case-${id}`, flags));
  common(report.command('letter <number> <letter>'), ['pdf', 'html'])
    .description(
      'a letter of a case, e.g. removal; with a number such as g3 a letter of group 3: charter-change, registration-request',
    )
    .action((id: string, letter: string, flags: Flags) => {
      const of = id.startsWith('g') ? `g${number(id.slice(1), 'group')}` : String(number(id, 'case'));
      return make(() => `letter:${of}:${letter}`, `${letter}-${id}`, flags);
    });
  common(report.command('digest <group>'), ['pdf', 'html'])
    .description('what happened in a group of late')
    .option('--days <n>', 'how many days back', '7')
    .action((id: string, flags: Flags) => {
      const days = number(flags.days ?? '7', 'day');
      if (days < 1 || days > 1100) throw new UserError('A digest covers 1 to 1100 days.', undefined, 2);
      return make(
        (now) => `digest:${number(id, 'group')}:0:${now - days * 86_400_000}:${now}`,
        `digest-${id}`,
        flags,
      );
    });
}
