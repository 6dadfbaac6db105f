/** `garde-fou setup telegram`, told to somebody who has never made a bot. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setupTelegram } from '../../../src/cli/commands/setup/telegram.js';
import { policy } from '../../../src/domain/group.js';
import { openStore } from '../../../src/store/store.js';
import { BotApi, TOKEN } from './bot-api.js';

let dir = '';
let api: BotApi;
let apiRoot = '';
let told: string[];
let asked: { question: string; hidden: boolean }[];
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'setup-'));
  api = new BotApi(() => 1_780_000_000_000);
  apiRoot = await api.listen();
  told = [];
  asked = [];
});
afterEach(async () => {
  await api.close();
  rmSync(dir, { recursive: true });
});

const setup = (
  answer: string,
  env: NodeJS.ProcessEnv = {},
  flags: { new?: boolean; group?: string[] } = {},
) =>
  setupTelegram({
    asker: {
      tell: (text) => void told.push(text),
      ask: async (question, hidden) => {
        asked.push({ question, hidden });
        return answer;
      },
    },
    env: { GARDE_FOU_TELEGRAM_API: apiRoot, ...env },
    database: join(dir, 'garde-fou.sqlite'),
    flags,
  });
const words = (): string => told.join('\n');

describe('a first time', () => {
  it('asks for the token unseen, checks it with Telegram, keeps it for the owner, and says how to add the bot', async () => {
    await setup(TOKEN);
    expect(asked).toEqual([{ question: expect.stringContaining('does not show'), hidden: true }]);
    const file = join(dir, 'telegram.token');
    expect([readFileSync(file, 'utf8').trim(), statSync(file).mode & 0o777]).toEqual([TOKEN, 0o600]);
    expect(words()).toContain('@garde_fou_bot');
    expect(words()).toContain('Privacy mode is on, as it should be');
    expect(words()).toContain('startgroup=garde-fou&admin=delete_messages');
    expect(words()).not.toContain(TOKEN.slice(8));
    expect(readdirSync(dir)).toEqual(['telegram.token']);
  });

  it.each(['', 'not a token'])('keeps nothing of “%s”', async (answer) => {
    await expect(setup(answer)).rejects.toMatchObject({ remedy: expect.stringContaining('@BotFather') });
    expect(readdirSync(dir)).toEqual([]);
  });

  it('keeps no token that Telegram does not accept, and says what to do', async () => {
    api.revoked = true;
    await expect(setup(TOKEN)).rejects.toMatchObject({
      message: expect.stringContaining('does not accept'),
      remedy: expect.stringContaining('--new'),
    });
    expect(readdirSync(dir)).toEqual([]);
  });

  it('without a network changes nothing, and shows no address with the token in it', async () => {
    api.fault('getMe', { cut: 'before' });
    const error: Error = await setup(TOKEN).catch((e) => e);
    expect(error.message).toContain("can't be reached");
    expect(`${error.message}${error.stack}`).not.toContain(TOKEN.slice(8));
    expect(readdirSync(dir)).toEqual([]);
  });
});

describe('later', () => {
  it('the token of the environment is used and never written to the disk', async () => {
    await setup('', { GARDE_FOU_TELEGRAM_TOKEN: TOKEN });
    expect([asked, readdirSync(dir)]).toEqual([[], []]);
  });

  it('a webhook of another program is taken back, and what waits is kept', async () => {
    api.webhook = { url: 'https://old.example/' };
    await setup(TOKEN);
    expect(api.webhook).toBeNull();
    expect(words()).toContain('That was taken back');
  });

  it('says for each group which rights lack and what is not closed, with where to switch it', async () => {
    const cora = api.world.person('Cora');
    const eve = api.world.person('Eve');
    const group = api.world.group('Rue du Moulin', [cora, eve]);
    for (const person of [cora, eve]) group.members.get(person.id)!.status = 'administrator';
    group.members.get(api.world.bot.id)!.can_restrict_members = false;
    group.info.has_protected_content = false;
    const store = openStore(join(dir, 'garde-fou.sqlite'));
    const number = store.groups.save(
      {
        channel: 'telegram',
        chat: String(group.id),
        title: 'Rue du Moulin',
        policy: policy(),
        recognition: null,
        policeApproval: null,
      },
      0,
    );
    const person = store.persons.know('telegram', { id: String(cora.id), name: 'Cora' }, 0);
    store.members.setRole(number, person.id, 'coordinator', 'fr', 'test', 0);
    store.close();
    await setup(TOKEN, {}, { group: ['-100999'] });
    expect(words()).toContain('It lacks rights');
    expect(words()).toContain('“Ban users”');
    expect(words()).not.toContain('“Delete messages”');
    expect(words()).toContain('only the owner can');
    expect(words()).toContain('without a role in the partnership');
    expect(words()).toContain('-100999\n  ✗ The bot is not in this group');

    // Eve loses the right, and the rest is put in order.
    group.members.get(eve.id)!.status = 'member';
    group.members.get(api.world.bot.id)!.can_restrict_members = true;
    group.info.has_protected_content = true;
    told = [];
    await setup('');
    expect(words()).toContain('✓ The bot has all the rights');
    expect(words()).toContain('✓ The group is closed');
  });
});
