/** `garde-fou setup telegram`: the bot's token, and what is still to be done on Telegram, in clear words. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import type { Api } from '../../../channels/telegram/api.js';
import type { BotFacts, GroupFacts } from '../../../channels/telegram/inspect.js';
import type { Asker } from '../../ask.js';
import { UserError } from '../../user-error.js';

interface Flags {
  database?: string;
  /** Ask for another token although there is one. */
  new?: boolean;
  group?: string[];
}

export interface TelegramSetup {
  readonly asker: Asker;
  readonly env: NodeJS.ProcessEnv;
  readonly database: string;
  readonly flags: Flags;
}

const RIGHTS: Readonly<Record<string, string>> = {
  administrator: 'to be an administrator at all',
  'delete-messages': '“Delete messages”: to take out a plate, a face, a message that waits for 101',
  'restrict-members': '“Ban users”: for temporary exclusions that the partnership decided (art. 8 c)',
  'invite-users': '“Invite users via link”: to let in, or not, those who ask to join (Annex 4 §3)',
};

const OPEN: Readonly<Record<string, string>> = {
  'public-name': 'it has a public name; make it private: Edit → Group type → Private',
  'public-place': 'it is tied to a place on the map; a closed group can’t be',
  'joins-without-approval':
    'people come in without being approved; Edit → Invite links → switch on “Request admin approval”',
  'members-may-invite': 'members may add others; Edit → Permissions → switch off “Add members”',
  'content-not-protected':
    'its messages can be forwarded and saved; Edit → Group type → switch on “Restrict saving content” (only the owner can)',
  'members-hidden': 'its member list is hidden, so nobody can check it; Edit → Members → “Hide members” off',
  'other-bots': 'another bot is an administrator; remove it unless you know what it does',
  'unknown-administrators':
    'somebody is an administrator without a role in the partnership; give them one, or take the right away',
  'anonymous-administrators':
    'an administrator writes anonymously; whoever posts must be known (Annex 4 §3): switch “Remain anonymous” off',
};

/** Throws UserError for what the person can mend. */
export async function setupTelegram({ asker, env, database, flags }: TelegramSetup): Promise<void> {
  const [{ createApi }, { inspectBot, addLink }, tokens] = await Promise.all([
    import('../../../channels/telegram/api.js'),
    import('../../../channels/telegram/inspect.js'),
    import('../../../channels/telegram/token-file.js'),
  ]);
  const dataDir = dirname(database);
  const { tell } = asker;

  const found = flags.new ? null : readToken(() => tokens.findToken(dataDir, env));
  let token = found?.token;
  if (found) tell(`There is a token already (${found.from}). To give another one: --new\n`);
  else {
    tell(HOW_TO_GET_A_TOKEN);
    token = await asker.ask('Token (it does not show while you type or paste it): ', true);
    if (!tokens.looksLikeToken(token))
      throw new UserError(
        token === '' ? 'No token was given.' : 'That is no Telegram token.',
        'a token looks like 123456789:AbCdEf…; copy the whole line that @BotFather gave you',
      );
  }

  const apiRoot = env.GARDE_FOU_TELEGRAM_API?.trim();
  const api = createApi({ token: token!, ...(apiRoot ? { apiRoot } : {}) });
  const bot = await reach(() => inspectBot(api));
  tell(`This is ${bot.name} (@${bot.username}).`);
  if (!found) tell(`The token is kept in ${tokens.storeToken(dataDir, token!)}, which only you can read.`);
  else if (found.exposed)
    tell(`! Others on this machine can read ${found.from}. Close it: chmod 600 ${found.from}`);

  tell(aboutPrivacy(bot));
  await settleWebhook(api, bot, env, tell);

  const groups = await lookAtGroups(api, bot, database, flags.group ?? []);
  if (groups.length === 0)
    tell(
      `\nNo group yet. On your phone, open this link as an owner of the group; the rights are ticked already:\n  ${addLink(bot.username)}\n` +
        'Then run this command again to see whether everything is in place.',
    );
  for (const group of groups) tell(aboutGroup(group, bot));
  tell(
    '\nEverybody in the partnership should open a private chat with the bot once and press “Start”: without it Telegram does\n' +
      `not let the bot write to them, and it answers in the group instead: https://t.me/${bot.username}?start=hello\n\n` +
      'Next: garde-fou start',
  );
}

const HOW_TO_GET_A_TOKEN = `Telegram bots are made by Telegram's own bot, @BotFather:
  1. On your phone, write to @BotFather (it has a blue tick): /newbot
  2. Give it a name people will trust, e.g. “Garde-fou PLP Moulin”, and a user name that ends in “bot”.
  3. It answers with a token. Whoever has it is the bot: don't send it to anybody.
`;

function readToken<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new UserError((error as Error).message, 'give a new one: garde-fou setup telegram --new');
  }
}

async function reach<T>(work: () => Promise<T>): Promise<T> {
  const { ApiError } = await import('../../../channels/telegram/api-error.js');
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.code === 401 || error.code === 404)
      throw new UserError(
        'Telegram does not accept this token: it was revoked, or a letter is missing.',
        'ask @BotFather for the current one (/mybots → your bot → API Token), then: garde-fou setup telegram --new',
      );
    throw new UserError(
      `Telegram can't be reached (${error.description || error.kind}).`,
      'is this machine on the Internet? Nothing was changed; try again later',
    );
  }
}

function aboutPrivacy(bot: BotFacts): string {
  const lines = [
    bot.hearsEverything
      ? '! Privacy mode is off. Garde-fou does not need that: as an administrator it hears its groups anyway. Better: @BotFather → /setprivacy → Enable.'
      : 'Privacy mode is on, as it should be: the bot hears only groups in which it is an administrator, and private chats.',
    'Garde-fou asks Telegram for messages and their edits, reactions, buttons, arrivals and departures, join requests and its own place; for nothing else.',
  ];
  if (!bot.mayJoinGroups)
    lines.push('! The bot may not be added to groups: @BotFather → /setjoingroups → Enable.');
  return lines.join('\n');
}

async function settleWebhook(
  api: Api,
  bot: BotFacts,
  env: NodeJS.ProcessEnv,
  tell: (text: string) => void,
): Promise<void> {
  const { z } = await import('zod');
  const wanted = env.GARDE_FOU_TELEGRAM_WEBHOOK?.trim();
  if (wanted)
    tell(
      `Telegram will call ${new URL(wanted).host}; “garde-fou start” tells it so, with a new secret each time.`,
    );
  else if (bot.webhook !== '') {
    await reach(() => api.call('deleteWebhook', { drop_pending_updates: false }, z.boolean()));
    tell(
      'Another program had asked Telegram to call it (a webhook). That was taken back; messages that wait are kept.',
    );
  } else tell('Messages are fetched by long polling: no open port is needed.');
  if (bot.waiting > 0) tell(`${bot.waiting} updates wait at Telegram; they come when Garde-fou starts.`);
}

async function lookAtGroups(
  api: Api,
  bot: BotFacts,
  database: string,
  named: readonly string[],
): Promise<GroupFacts[]> {
  const { inspectGroup } = await import('../../../channels/telegram/inspect.js');
  const look = (chats: readonly string[], isOfficial: (chat: string, person: string) => boolean) =>
    Promise.all(
      [...new Set(chats)].map((chat) =>
        reach(() => inspectGroup(api, bot.id, chat, (person) => isOfficial(chat, person))),
      ),
    );
  if (!existsSync(database)) return look(named, () => true);
  const [{ openStore }, { registerOf }] = await Promise.all([
    import('../../../store/store.js'),
    import('../../../channels/telegram/open-telegram.js'),
  ]);
  let store: ReturnType<typeof openStore>;
  try {
    store = openStore(database, { readonly: true });
  } catch {
    // Of an older Garde-fou: its groups are looked at once it was started and brought up to date.
    return look(named, () => true);
  }
  try {
    const register = registerOf(store);
    return await look([...register.groups(), ...named], register.isOfficial);
  } finally {
    store.close();
  }
}

function aboutGroup(group: GroupFacts, bot: BotFacts): string {
  if (group.lost)
    return `\n${group.title}\n  ✗ The bot is not in this group (any more), or the group is gone. Add it again as an administrator.`;
  const lines = [`\n${group.title}`];
  if (group.basic)
    lines.push(
      '  ✗ It is a basic group, in which bots can exclude nobody. Any setting of a supergroup makes it one, e.g. Edit → Chat history → Visible.',
    );
  if (group.missing.length === 0) lines.push('  ✓ The bot has all the rights that it needs.');
  else {
    lines.push(`  ✗ It lacks rights: Edit → Administrators → ${bot.name} → switch on`);
    for (const right of group.missing) lines.push(`      ${RIGHTS[right] ?? right}`);
  }
  if (group.open.length === 0) lines.push('  ✓ The group is closed (Annex 4 §3).');
  for (const problem of group.open) lines.push(`  ✗ ${OPEN[problem] ?? problem}`);
  return lines.join('\n');
}

/** Adds the command under `garde-fou setup`. */
export function register(setup: Command): void {
  setup
    .command('telegram')
    .description('the Telegram bot: token, privacy, rights in each group, what is not closed')
    .option('--new', 'give another token than the one that is kept')
    .option('--group <id...>', 'look at these groups too (their numbers on Telegram)')
    .option('--database <file>', 'the SQLite file; the token lies beside it (default: data/garde-fou.sqlite)')
    .action(async (flags: Flags) => {
      const [{ terminalAsker }, { projectRoot }] = await Promise.all([
        import('../../ask.js'),
        import('../../../root.js'),
      ]);
      const database = flags.database ?? join(projectRoot, 'data', 'garde-fou.sqlite');
      await setupTelegram({ asker: terminalAsker(), env: process.env, database, flags });
    });
}
