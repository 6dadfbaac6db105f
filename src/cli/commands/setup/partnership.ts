/** `garde-fou setup`: the partnership, its first administrator, and the way on to Telegram and WhatsApp. */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { VARIANTS, type Variant } from '../../../domain/registration/index.js';
import { LANGS, type Lang } from '../../../domain/vocabulary.js';
import type { Asker } from '../../ask.js';
import { UserError } from '../../user-error.js';

export interface PartnershipFlags {
  database?: string;
  name?: string;
  zone?: string;
  commune?: string;
  variant?: string;
  lang?: string;
  initiator?: string;
}

export interface PartnershipSetup {
  readonly asker: Asker;
  readonly database: string;
  readonly flags: PartnershipFlags;
  /** Somebody sits there and can be asked. */
  readonly interactive: boolean;
  /** Goes on to a network's own setup. */
  readonly connect: (network: 'telegram' | 'whatsapp') => Promise<void>;
  readonly now: () => number;
}

const VARIANT_WORDS: Readonly<Record<Variant, string>> = {
  residents: 'residents of a neighbourhood (PLP / BIN)',
  'self-employed': 'self-employed people and shops (PLP-I / BIN-Z)',
  professional: 'people of one profession',
  business: 'companies of one site',
};

/** Throws UserError for what the person can mend. Nothing is written before every answer is there. */
export async function setupPartnership(setup: PartnershipSetup): Promise<void> {
  const { asker, database, flags, interactive, now } = setup;
  const { openStore } = await import('../../../store/store.js');
  const { issueCode } = await import('../../../enrolment/one-time-code.js');
  const { spelled } = await import('../../../domain/enrolment/code.js');
  mkdirSync(dirname(database), { recursive: true });
  const store = openStore(database);
  try {
    const there = store.partnerships.all();
    if (there.length > 0 && flags.name === undefined) {
      asker.tell(`${there.map((p) => `This Garde-fou looks after ${p.name} (${p.commune}).`).join('\n')}\n`);
      asker.tell(
        'Another administrator:   garde-fou invite --role operator\n' +
          'Another partnership:     garde-fou setup --name "…"',
      );
    } else {
      const answers = await answersFor(asker, flags, interactive);
      if (there.some((p) => p.name === answers.name))
        throw new UserError(
          `There is a partnership called ${answers.name} already.`,
          'to invite people to it: garde-fou invite --role coordinator',
        );
      const partnership = store.partnerships.add(answers, now());
      const { code } = issueCode(
        store,
        { kind: 'role', partnership, role: 'operator', groups: null, issuedBy: null },
        now(),
      );
      asker.tell(
        `\n${answers.name} is set up; everything is kept in ${database}.\n\n` +
          `Your code as its administrator:   ${spelled(code)}\n` +
          '  Write it to the bot in a private message, once a network is connected. It works once, for 48 hours.\n',
      );
    }
  } finally {
    store.close();
  }
  if (interactive) await offerNetworks(setup);
  else asker.tell('Next: garde-fou setup telegram (or: garde-fou setup whatsapp)');
  asker.tell(
    '\nThen:\n' +
      '  garde-fou start\n' +
      '  garde-fou invite --role coordinator     a code for each coordinator, mandatary and chef de corps\n' +
      '  /bind in the group                      written by its coordinator, once the bot is in it',
  );
}

type Answers = {
  readonly name: string;
  readonly zone: string;
  readonly commune: string;
  readonly variant: Variant;
  readonly lang: Lang;
  readonly initiator: string;
};

async function answersFor(asker: Asker, flags: PartnershipFlags, interactive: boolean): Promise<Answers> {
  if (interactive && flags.name === undefined)
    asker.tell(
      'A few questions about the partnership. Ctrl+C stops; nothing is written before the last one.\n',
    );
  const ask = async <T>(
    flag: keyof PartnershipFlags,
    question: string,
    read: (text: string) => T,
    otherwise?: string,
  ): Promise<T> => {
    const given = flags[flag]?.trim();
    if (given) return read(given);
    if (!interactive) {
      if (otherwise !== undefined) return read(otherwise);
      throw new UserError(
        `The ${flag} of the partnership is missing.`,
        'give --name, --zone and --commune, or run “garde-fou setup” in a terminal and be asked',
      );
    }
    const hint = otherwise === undefined || otherwise === '' ? '' : ` [${otherwise}]`;
    return askUntil(asker, `${question}${hint}: `, (answer) => {
      if (answer === '' && otherwise === undefined)
        throw new UserError(`The ${flag} of the partnership is needed.`, 'type it, or press Ctrl+C to stop');
      return read(answer === '' ? (otherwise ?? '') : answer.slice(0, 200));
    });
  };
  const name = await ask('name', 'Name of the partnership, e.g. PLP Moulin', asTyped);
  const zone = await ask('zone', 'Police zone', asTyped);
  const commune = await ask('commune', 'Municipality', asTyped);
  if (interactive && !flags.variant)
    asker.tell(VARIANTS.map((v, i) => `  ${i + 1}  ${VARIANT_WORDS[v]}`).join('\n'));
  const variant = await ask('variant', 'Whose partnership (1 to 4)', variantOf, 'residents');
  const lang = await ask('lang', 'Language of its groups (fr, nl, de, en)', langOf, 'fr');
  const initiator = await ask(
    'initiator',
    'Who took the initiative and answers for the platform (a name; empty: the coordinator)',
    asTyped,
    '',
  );
  return { name, zone, commune, variant, lang, initiator };
}

const asTyped = (text: string): string => text;
/** Whoever sits there may mistype; where nobody answers any more, asking has an end. */
const TRIES = 4;

/** Asks until the answer can be read; says what is wrong with one that can't. Throws the last UserError. */
async function askUntil<T>(asker: Asker, question: string, read: (answer: string) => T): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const answer = await asker.ask(question, false);
    try {
      return read(answer);
    } catch (error) {
      if (!(error instanceof UserError) || attempt === TRIES) throw error;
      asker.tell(`${error.message}${error.remedy === undefined ? '' : ` → ${error.remedy}`}`);
    }
  }
}

function variantOf(text: string): Variant {
  const found = VARIANTS[Number(text) - 1] ?? VARIANTS.find((v) => v === text.toLowerCase());
  if (found) return found;
  throw new UserError(
    `“${text}” is no kind of partnership.`,
    `one of: ${VARIANTS.map((v, i) => `${i + 1} (${v})`).join(', ')}`,
  );
}

function langOf(text: string): Lang {
  const found = LANGS.find((l) => l === text.toLowerCase());
  if (found) return found;
  throw new UserError(`“${text}” is no language of Garde-fou.`, `one of: ${LANGS.join(', ')}`);
}

function yes(text: string): boolean {
  if (/^(?:y|yes|o|oui|j|ja)$/i.test(text)) return true;
  if (/^(?:|n|no|non|nee|nein)$/i.test(text)) return false;
  throw new UserError(`“${text}” is neither yes nor no.`, 'type y or n');
}

async function offerNetworks({ asker, connect }: PartnershipSetup): Promise<void> {
  for (const [network, about] of [
    ['telegram', 'Telegram (provides for bots; recommended)'],
    ['whatsapp', 'WhatsApp (its terms do not provide for bots; you will read what that risks first)'],
  ] as const) {
    if (await askUntil(asker, `Connect ${about} now? (y/N): `, yes)) await connect(network);
  }
}

/** Adds the command under `garde-fou setup`, and makes it what `garde-fou setup` alone does. */
export function register(setup: Command): void {
  setup
    .command('partnership', { isDefault: true })
    .description('the partnership and its first administrator, then the networks (asks what is not given)')
    .option('--name <name>', 'name of the partnership')
    .option('--zone <name>', 'police zone')
    .option('--commune <name>', 'municipality')
    .option('--variant <kind>', `${VARIANTS.join(', ')} (default: residents)`)
    .option('--lang <language>', `${LANGS.join(', ')} (default: fr)`)
    .option('--initiator <name>', 'who answers for the platform (Annex 4 §3 b)')
    .option('--database <file>', 'the SQLite file (default: data/garde-fou.sqlite)')
    .action(async (flags: PartnershipFlags) => {
      const [{ terminalAsker }, { projectRoot }] = await Promise.all([
        import('../../ask.js'),
        import('../../../root.js'),
      ]);
      const database = flags.database ?? join(projectRoot, 'data', 'garde-fou.sqlite');
      await setupPartnership({
        asker: terminalAsker(),
        database,
        flags,
        interactive: process.stdin.isTTY === true,
        connect: async (network) => {
          await setup.parseAsync([network, '--database', database], { from: 'user' });
        },
        now: Date.now,
      });
    });
}
