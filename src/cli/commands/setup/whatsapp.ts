/** `garde-fou setup whatsapp`: what WhatsApp's terms say, then linking the phone by QR code or by a code to type. */
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { phoneDigits } from '../../../channels/whatsapp/phone-digits.js';
import type { Pairing, WhatsAppStatus } from '../../../channels/whatsapp/status.js';
import type { WhatsAppOptions } from '../../../channels/whatsapp/whatsapp-channel.js';
import { type ChannelEvent, eventKey } from '../../../domain/event.js';
import type { Store } from '../../../store/store.js';
import type { Asker } from '../../ask.js';
import { UserError } from '../../user-error.js';

interface Flags {
  database?: string;
  /** Digits of the phone that gets a code instead of a QR picture. */
  number?: string;
  /** Forget the phone that is linked, and link one anew. */
  again?: boolean;
}

export interface WhatsAppSetup {
  readonly asker: Asker;
  readonly env: NodeJS.ProcessEnv;
  readonly database: string;
  readonly flags: Flags;
  /** The text of a QR code → lines for the terminal. */
  readonly draw: (text: string) => Promise<string>;
  /** Lets the phone finish what it does after linking. */
  readonly settle: () => Promise<void>;
  /** Changes to the channel: another server in tests. */
  readonly channel?: Partial<WhatsAppOptions>;
}

const TERMS = `Before you link a number to Garde-fou, please read this:

  WhatsApp's terms do not provide for programs like this one. WhatsApp offers no bots for groups, so Garde-fou works as
  a “linked device”, like WhatsApp Web. WhatsApp may block the number at any moment, without warning and for good, and
  with it everything that hangs on the number.

  · Use a number of its own, bought for this, never a private one and never a police officer's.
  · Let a person use that number on a phone for a week or two before, as people do.
  · Members should write to the bot first. Writing to many strangers is what gets a number blocked.
  · Garde-fou keeps a human pace and daily limits. They lower the risk; nothing takes it away.
  · A message that only phones may open (view once) can't be looked at: it goes to a person.

  Telegram provides for bots, and is the supported choice: garde-fou setup telegram
`;

const aboutKey = (file: string): string =>
  `The credentials are sealed in the database with a key of their own, in
  ${file}
It belongs to you and only you can read it (GARDE_FOU_WHATSAPP_KEY names another place for it). Keep a copy of it elsewhere, apart from the backups of the database: whoever
has both is this linked device; and without it the phone must be linked again.`;

/** Throws UserError for what the person can mend. */
export async function setupWhatsApp(setup: WhatsAppSetup): Promise<void> {
  const { asker, env, database, flags } = setup;
  const number = numberOf(flags.number);
  const [
    { openStore },
    { lockDatabase },
    { whatsappChannel },
    { keyFileOf },
    { isPaired },
    { forgetPairing },
  ] = await Promise.all([
    import('../../../store/store.js'),
    import('../../../engine/lock-database.js'),
    import('../../../channels/whatsapp/whatsapp-channel.js'),
    import('../../../channels/whatsapp/open-whatsapp.js'),
    import('../../../channels/whatsapp/is-paired.js'),
    import('../../../channels/whatsapp/auth/auth-store.js'),
  ]);
  const keyFile = keyFileOf(dirname(database), env);
  const store = openStore(database);
  const lock = locked(
    () => lockDatabase(database),
    () => store.close(),
  );
  try {
    if (isPaired(store.db) && !flags.again) {
      asker.tell(
        'A phone is linked already: “garde-fou start” uses it.\nTo link another one, or the same anew: garde-fou setup whatsapp --again',
      );
      return;
    }
    asker.tell(TERMS);
    const answer = await asker.ask('Type “yes” when you have read this and want to go on: ', false);
    if (!/^(?:yes|oui|ja)$/i.test(answer)) throw new UserError('Nothing was changed.');
    if (flags.again) forgetPairing(store.db);

    const progress = progressOf(asker, setup.draw);
    const channel = whatsappChannel({
      db: store.db,
      keyFile,
      pair: number === undefined ? {} : { number },
      onPairing: progress.onPairing,
      onStatus: progress.onStatus,
      ...setup.channel,
    });
    // What neighbours write meanwhile is not lost: it waits in the journal for the first start.
    await channel.start((...events) =>
      store.transaction(() => {
        for (const event of events) journal(store, event);
      }),
    );
    // Between two attempts nothing else keeps the program alive.
    const alive = setInterval(() => {}, 60_000);
    try {
      const status = await progress.linked;
      if (status.problem !== null) throw await problemOf(status.problem);
      asker.tell(`\nLinked: ${status.number === null ? 'the phone' : `+${status.number}`}.`);
      asker.tell(aboutKey(keyFile));
      asker.tell('A moment, please: the phone finishes linking…');
      await setup.settle();
    } finally {
      clearInterval(alive);
      await channel.stop();
    }
    asker.tell(NEXT);
  } finally {
    lock.release();
    store.close();
  }
}

const NEXT = `
Next:
  1. Add the number to the group on a phone, and make it an administrator: without that it can take nothing out.
  2. Ask every member to write “hello” to the number once, so that it may answer them privately.
  3. garde-fou start`;

function numberOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const digits = phoneDigits(text);
  if (digits === null)
    throw new UserError(
      `“${text}” is not a telephone number with its country code.`,
      'write it like +32 470 12 34 56',
    );
  return digits;
}

function locked<T>(take: () => T, undo: () => void): T {
  try {
    return take();
  } catch (error) {
    undo();
    if ((error as { code?: string }).code !== 'DATABASE_IN_USE') throw error;
    throw new UserError(
      'Garde-fou is running on this database.',
      'close it first (Ctrl+C in its window), link the phone, and start it again',
    );
  }
}

async function problemOf(problem: NonNullable<WhatsAppStatus['problem']>): Promise<UserError> {
  const { whatsappWords } = await import('../../../channels/whatsapp/words.js');
  return new UserError(whatsappWords('en')[`problem.${problem}`] ?? problem);
}

function journal(store: Store, event: ChannelEvent): void {
  const key = eventKey(event);
  if (store.inbox.byKey(key) === null)
    store.inbox.insert(key, event.at, event.channel, event.chat, JSON.stringify(event));
}

/** Shows codes as they come; `linked` resolves when the connection stands, or when there is something to do first. */
function progressOf(asker: Asker, draw: (text: string) => Promise<string>) {
  let done: (status: WhatsAppStatus) => void = () => {};
  const linked = new Promise<WhatsAppStatus>((resolve) => {
    done = resolve;
  });
  return {
    linked,
    onPairing(pairing: Pairing | null): void {
      if (pairing === null) return;
      if ('code' in pairing) asker.tell(withCode(pairing.code));
      else void draw(pairing.qr).then((lines) => asker.tell(withQr(lines)));
    },
    onStatus(status: WhatsAppStatus): void {
      // A moment without a network passes by itself; one that lasts is for whoever sits there.
      const unreachable = status.state === 'waiting' && status.problem === 'no-connection';
      if (status.state === 'open' || status.state === 'stopped' || unreachable) done(status);
    },
  };
}

const HOW = 'On the phone: WhatsApp → Settings → Linked devices → Link a device';
const withQr = (lines: string): string =>
  `\n${lines}\n${HOW}, and hold it over this picture.\nThe picture is new every twenty seconds; the last one counts.`;
const withCode = (code: string): string =>
  `\n    ${code.slice(0, 4)}-${code.slice(4)}\n\n${HOW} → Link with phone number instead, and type this code.`;

/** Adds the command under `garde-fou setup`. */
export function register(setup: Command): void {
  setup
    .command('whatsapp')
    .description('link a phone’s number, by QR code or by a code to type; what WhatsApp’s terms say')
    .option('--number <number>', 'get a code to type on the phone with this number, instead of a QR code')
    .option('--again', 'forget the phone that is linked, and link one anew')
    .option('--database <file>', 'the SQLite file (default: data/garde-fou.sqlite)')
    .action(async (flags: Flags) => {
      const [{ terminalAsker }, { projectRoot }, { default: QRCode }] = await Promise.all([
        import('../../ask.js'),
        import('../../../root.js'),
        import('qrcode'),
      ]);
      await setupWhatsApp({
        asker: terminalAsker(),
        env: process.env,
        database: flags.database ?? join(projectRoot, 'data', 'garde-fou.sqlite'),
        flags,
        draw: (text) => QRCode.toString(text, { type: 'terminal', small: true }),
        settle: () => new Promise((resolve) => setTimeout(resolve, 10_000)),
      });
    });
}
