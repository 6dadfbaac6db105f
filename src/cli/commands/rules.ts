/** `garde-fou rules check` and `garde-fou rules explain`: for whoever writes or wonders about rules. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { LANGS, type Lang, MODES, type Mode } from '../../domain/vocabulary.js';
import { createTranslator } from '../../rules/messages.js';
import { checkExamples } from '../check-examples.js';
import { explainText } from '../explain-text.js';
import { loadReader } from '../load-analyser.js';
import { showExamples } from '../show-examples.js';
import { showExplanation } from '../show-explanation.js';
import { terminalOf } from '../terminal.js';

const LISTED = 20;

function percentage(text: string): number {
  const n = Number(text);
  if (!(n >= 0 && n <= 100)) throw new InvalidArgumentError('Give a percentage from 0 to 100.');
  return n;
}

async function check(options: { rules?: string; all?: boolean; least: number }): Promise<void> {
  const { rules, analyser } = await loadReader(options.rules, true);
  const report = checkExamples(rules, analyser);
  const limit = options.all ? Number.POSITIVE_INFINITY : LISTED;
  process.stdout.write(
    `${rules.files.length} rules, version ${rules.version.slice(0, 12)}\n\n${showExamples(report, terminalOf(process.stdout), limit)}`,
  );
  const short = report.counts.filter(
    ({ fires, passes }) => fires.right + passes.right < ((fires.all + passes.all) * options.least) / 100,
  );
  if (short.length > 0) process.exitCode = 1;
}

interface ExplainFlags {
  lang?: Lang;
  mode: Mode;
  replyTo?: string;
  json?: boolean;
  rules?: string;
}

async function explain(text: string, flags: ExplainFlags): Promise<void> {
  const reader = await loadReader(flags.rules);
  const explained = explainText(reader, text, {
    mode: flags.mode,
    now: Date.now(),
    ...(flags.lang ? { lang: flags.lang } : {}),
    ...(flags.replyTo === undefined ? {} : { replyTo: flags.replyTo }),
  });
  process.stdout.write(
    flags.json
      ? `${JSON.stringify(explained, null, 2)}\n`
      : showExplanation(explained, createTranslator(reader.rules), terminalOf(process.stdout)),
  );
}

const someText = (text: string): string => {
  if (text.trim() === '') throw new InvalidArgumentError('Give the message between quotes.');
  return text;
};

export function register(program: Command): void {
  const rules = program.command('rules').description('check the rules, or see what they make of a message');
  rules
    .command('check')
    .description(
      'read every rule and run its examples; exits with 1 when too many do not behave as they must',
    )
    .option('--least <percent>', 'how many examples of a rule in a language must be right', percentage, 100)
    .option('--all', `list all failures, not only the first ${LISTED}`)
    .option('--rules <folder>', 'check another folder')
    .action(check);
  rules
    .command('explain')
    .description('show what the bot sees in a message, which clause it rests on, and what it would do')
    .argument('<text>', 'the message, between quotes', someText)
    .addOption(new Option('--lang <language>', 'its language, instead of recognising it').choices([...LANGS]))
    .addOption(new Option('--mode <mode>', 'as in a group of this mode').choices([...MODES]).default('hold'))
    .option('--reply-to <text>', 'the message that it answers')
    .option('--json', 'everything, for a program')
    .option('--rules <folder>', 'use the rules of another folder')
    .action(explain);
}
