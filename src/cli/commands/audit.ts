/** `garde-fou audit FILE`: what Annex 4 would have found in an exported chat, acted on by nobody. */
import { setFlagsFromString } from 'node:v8';
import { type Command, Option } from 'commander';
import { LANGS, type Lang, MODES, type Mode } from '../../domain/vocabulary.js';

interface Flags {
  mode: Mode;
  urgent: 'saa' | 'forbidden';
  lang?: Lang;
  names?: boolean;
  coordinator?: string[];
  mandatary?: string[];
  chat?: string;
  html: string | boolean;
  csv: string | boolean;
  rules?: string;
}

async function audit(file: string, flags: Flags): Promise<void> {
  const [
    { auditFile },
    { startPool },
    { ExportError },
    { loadReader },
    { shareLanguage },
    { progressOn },
    { UserError },
  ] = await Promise.all([
    import('../../audit/audit-file.js'),
    import('../../audit/parallel/analysis-pool.js'),
    import('../../audit/export-error.js'),
    import('../load-analyser.js'),
    import('../../language/index.js'),
    import('../../audit/progress.js'),
    import('../user-error.js'),
  ]);
  // Whoever audits years of messages does something else meanwhile: what is done with is collected soon, not when
  // hundreds of megabytes have gathered.
  setFlagsFromString('--optimize-for-size');
  const { rules, analyser } = await loadReader(flags.rules);
  const titleOf = new Map(rules.files.map((f) => [f.id, f.title]));
  const progress = progressOn(process.stderr, 'audit');
  try {
    const result = await auditFile(file, {
      analyser,
      rules: rules.table,
      title: (rule, lang) => titleOf.get(rule)?.[lang] ?? rule,
      mode: flags.mode,
      urgentMessages: flags.urgent,
      showNames: flags.names ?? false,
      html: flags.html,
      csv: flags.csv,
      startPool: (preferred) => startPool({ language: shareLanguage(rules), preferred }),
      onProgress: (share) => progress.update(share),
      now: Date.now(),
      ...(flags.lang ? { lang: flags.lang } : {}),
      ...(flags.chat === undefined ? {} : { chat: flags.chat }),
      ...(flags.coordinator ? { coordinators: flags.coordinator } : {}),
      ...(flags.mandatary ? { mandataries: flags.mandatary } : {}),
    });
    progress.done();
    process.stdout.write(result.summary);
  } catch (error) {
    progress.done();
    if (!(error instanceof ExportError)) throw error;
    const [what, ...remedy] = error.message.split('\n');
    throw new UserError(what!, remedy.length > 0 ? remedy.join('\n    ') : undefined);
  }
}

const HELP = `
FILE is a WhatsApp export (.txt or .zip, Android or iOS, in French, Dutch, German or English), a Telegram export
in JSON (result.json, of one chat or of the whole account), or the folder that holds one. It is recognised by
what is in it. Nothing leaves this machine.

Examples:
  garde-fou audit "Discussion WhatsApp avec PLP Rue du Moulin.zip"
  garde-fou audit result.json --chat "BIN Molenwijk" --lang nl --mode ask
  garde-fou audit chat.txt --no-csv --html report.html --mandatary "INP Claes"

In the CSV file columns are separated by semicolons in French, Dutch and German, as Belgian spreadsheets expect,
and by commas in English.
`;

/** Not variadic: the export's own name may follow. */
const collect = (name: string, before: string[] | undefined): string[] => [...(before ?? []), name];

export function register(program: Command): void {
  program
    .command('audit')
    .description('run the rules over an exported chat: a summary, an HTML report and a CSV file')
    .argument('<file>', 'the export')
    .addOption(
      new Option('--mode <mode>', 'as the group would have run in this mode')
        .choices([...MODES])
        .default('hold'),
    )
    .addOption(
      new Option('--urgent <rule>', 'whether the internal rules allow urgent messages (SAA) or forbid them')
        .choices(['saa', 'forbidden'])
        .default('saa'),
    )
    .addOption(
      new Option('--lang <language>', "the report's language (default: that of the export, else fr)").choices(
        [...LANGS],
      ),
    )
    .option('--names', 'show who wrote; without it members are “Member 1”, “Member 2”…')
    .addOption(
      new Option(
        '--coordinator <name>',
        'a coordinator, as the export names them (may be repeated)',
      ).argParser(collect),
    )
    .addOption(
      new Option('--mandatary <name>', 'a member who speaks for the police (may be repeated)').argParser(
        collect,
      ),
    )
    .option('--chat <name>', 'which chat of an export of the whole account: its name, id or number')
    .addOption(new Option('--html <path>', 'where the HTML report goes').default(true, 'next to the export'))
    .option('--no-html', 'no HTML report')
    .addOption(
      new Option('--csv <path>', 'where the table of findings goes').default(true, 'next to the export'),
    )
    .option('--no-csv', 'no CSV file')
    .option('--rules <folder>', 'use the rules of another folder')
    .addHelpText('after', HELP)
    .action(audit);
}
