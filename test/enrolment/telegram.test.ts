/** Enrolment on the emulated Bot API, through the adapter and the engine as they are. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { telegramKeep } from '../../src/channels/telegram/keep.js';
import { telegramChannel } from '../../src/channels/telegram/telegram-channel.js';
import { commandInterpreter } from '../../src/commands/api.js';
import { spelled } from '../../src/domain/enrolment/code.js';
import type { Engine } from '../../src/engine/api.js';
import { createEngine } from '../../src/engine/create-engine.js';
import { enrolmentInterpreter } from '../../src/enrolment/interpreter.js';
import { issueCode } from '../../src/enrolment/one-time-code.js';
import { loadRules } from '../../src/rules/load.js';
import { createTranslator } from '../../src/rules/messages.js';
import { openStore, type Store } from '../../src/store/store.js';
import { BotApi, TOKEN } from '../channels/telegram/bot-api.js';
import { BOT_RIGHTS, type Chat, type TelegramWorld, type User } from '../channels/telegram/telegram-world.js';
import { fakeAnalyser } from '../engine/fake-analyser.js';
import { fakeRules } from '../engine/fake-rules.js';

const rules = loadRules(undefined, { examples: false });
let now: number;
let dir: string;
let api: BotApi;
let world: TelegramWorld;
let store: Store;
let engine: Engine;
let partnership: number;
let cora: User;
let anne: User;
let group: Chat;

beforeEach(async () => {
  now = Date.UTC(2026, 4, 4, 19, 4, 0);
  dir = mkdtempSync(join(tmpdir(), 'enrolment-'));
  api = new BotApi(() => now);
  const apiRoot = await api.listen();
  ({ world } = api);
  store = openStore(join(dir, 'garde-fou.sqlite'));
  cora = world.person('Cora');
  anne = world.person('Anne');
  group = world.group('Rue du Moulin', [cora, anne]);
  group.members.delete(world.bot.id);
  partnership = store.partnerships.add(
    {
      name: 'PLP Moulin',
      zone: 'Vesdre',
      commune: 'Verviers',
      variant: 'residents',
      lang: 'fr',
      initiator: 'Irma Lambert',
    },
    now,
  );
  engine = createEngine({
    store,
    rules: fakeRules,
    analyser: fakeAnalyser,
    translate: createTranslator(rules),
    channels: [
      telegramChannel({
        token: TOKEN,
        keep: telegramKeep(store.db),
        clock: () => now,
        apiRoot,
        alarm: () => () => {},
        wait: async () => {},
        log: { info: () => {}, warn: () => {}, error: () => {} },
      }),
    ],
    clock: () => now,
    interpreters: [
      enrolmentInterpreter(),
      commandInterpreter({ rules: () => ({ table: fakeRules, ladder: rules.ladder }) }),
    ],
  });
  await engine.start();
});
afterEach(async () => {
  await engine.stop();
  await api.close();
  store.close();
  rmSync(dir, { recursive: true });
});

const settled = async (): Promise<void> => {
  await api.allConfirmed();
  await engine.settled();
};
const textOf = (m: { body: Record<string, unknown> }): string => String(m.body.text ?? '');
const told = (person: User): string[] =>
  world
    .standing(world.chat(person.id))
    .filter((m) => m.from === world.bot.id)
    .map(textOf);
const inGroup = (): string[] => world.standing(group).map(textOf);
const says = async (person: User, text: string, chat = world.chat(person.id)): Promise<void> => {
  world.post(chat, person, { text });
  await settled();
};
const addBot = async (chat: Chat, by: User): Promise<void> => {
  world.place(chat, world.bot, { status: 'administrator', ...BOT_RIGHTS }, by);
  await settled();
};
/** Presses a button under the newest message of a chat that has buttons. */
const press = async (chat: Chat, who: User, action: RegExp): Promise<void> => {
  const buttons = world
    .standing(chat)
    .flatMap((m) =>
      ((m.body.reply_markup as { inline_keyboard?: { callback_data: string }[][] })?.inline_keyboard ?? [])
        .flat()
        .map((b) => ({ id: m.message_id, data: b.callback_data })),
    );
  const button = buttons.findLast((b) => action.test(b.data));
  if (!button) throw new Error(`no button ${action} in ${JSON.stringify(buttons)}`);
  world.press(chat, who, button.id, button.data);
  await settled();
};
const boundGroup = async (): Promise<number> => {
  const { code } = issueCode(
    store,
    { kind: 'role', partnership, role: 'coordinator', groups: null, issuedBy: null },
    now,
  );
  await says(cora, `Mon code : ${spelled(code).toLowerCase()}`);
  await addBot(group, cora);
  await says(cora, '/rattacher', group);
  const { id } = store.groups.byChat('telegram', String(group.id))!;
  store.groups.save(
    {
      ...store.groups.byId(id)!,
      recognition: { reference: 'R', date: '2026-01-01' },
      policeApproval: { reference: 'P', by: 'zone', date: '2026-01-01' },
    },
    now,
  );
  return id;
};

describe('on Telegram', () => {
  it('a coordinator takes the office, adds the bot and binds the group; the command is gone from it', async () => {
    await boundGroup();
    expect(told(cora)[0]).toContain('Bienvenue, Cora');
    expect(told(cora)[1]).toContain('« Rue du Moulin » est rattaché à PLP Moulin');
    // She is a member like the others, and reads the same rules.
    expect(told(cora).at(-1)).toContain('Voici le règlement');
    expect(inGroup().filter((t) => t.includes('rattacher') && !t.startsWith('Bonjour'))).toEqual([]);
  });

  it('somebody who never wrote to the bot is asked in the group; only they can answer; then the question is gone', async () => {
    const id = await boundGroup();
    const bram = world.person('Bram', { started: false });
    world.join(group, bram);
    await settled();
    const question = inGroup().at(-1)!;
    expect(question).toMatch(/^Bram, Bienvenue dans « Rue du Moulin »/);
    expect(question).toContain('Irma Lambert répond de la plate-forme');
    await press(group, anne, /^enr:yes/);
    expect(world.toasts.at(-1)?.text).toContain("pour quelqu'un d'autre");
    expect(inGroup()).toContain(question);
    await press(group, bram, /^enr:yes/);
    expect(world.toasts.at(-1)?.text).toBe("Merci, c'est noté.");
    expect(inGroup()).not.toContain(question);
    const person = store.persons.find('telegram', String(bram.id))!.id;
    expect(store.enrolments.standingOf(id, person)?.declaredAt).toBe(now);
    // Nobody is troubled because Bram could not be reached privately.
    expect(told(cora).join()).not.toContain("n'a pas pu");
  });

  it('who asks to be let in reads the rules once, and comes in when the coordinator says so', async () => {
    await boundGroup();
    const dirk = world.person('Dirk', { started: false });
    world.requestJoin(group, dirk);
    await settled();
    expect(told(dirk)[0]).toContain("Règlement d'ordre intérieur – PLP Moulin");
    expect(told(cora).at(-1)).toContain('demande à entrer');
    await press(world.chat(cora.id), cora, /^enr:in/);
    expect(group.members.get(dirk.id)?.status).toBe('member');
    await settled();
    expect(told(dirk).filter((t) => t.includes('Règlement'))).toHaveLength(1);
    await press(world.chat(dirk.id), dirk, /^enr:yes/);
    expect(world.toasts.at(-1)?.text).toBe("Merci, c'est noté.");
  });

  it('a group that nobody binds hears it once and is left after a day', async () => {
    await addBot(group, anne);
    expect(inGroup()).toEqual([expect.stringContaining('rattaché à aucun partenariat')]);
    now += 86_400_000;
    await says(anne, 'bonjour', group);
    await settled();
    expect(group.members.get(world.bot.id)?.status).toBe('left');
  });

  it('a door that the bot can close is closed when the coordinator says so', async () => {
    const id = await boundGroup();
    group.permissions.can_invite_users = true;
    store.groups.setFact(id, 'closedness', [], now);
    engine.receive({
      type: 'group',
      channel: 'telegram',
      chat: String(group.id),
      scope: 'group',
      at: now,
      id: 'look',
      change: { what: 'closedness', problems: ['members-may-invite'] },
    });
    await settled();
    expect(told(cora).at(-1)).toContain("chaque membre peut en ajouter d'autres");
    await press(world.chat(cora.id), cora, /^enr:close/);
    expect(group.permissions.can_invite_users).toBe(false);
  });
});
