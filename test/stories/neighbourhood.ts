/**
 * A neighbourhood in the playground, with the whole engine behind it: a SQLite file of its own, a clock that only the
 * story moves, the shipped rules and language model. What people do goes in; what the group and each person see comes out.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChatBook } from '../../src/channels/playground/chat-book.js';
import type { ChatMessage, Seat } from '../../src/channels/playground/chat-message.js';
import { PlaygroundChannel } from '../../src/channels/playground/playground-channel.js';
import { type GroupPolicy, policy } from '../../src/domain/group.js';
import type { Lang, Role } from '../../src/domain/vocabulary.js';
import { createEngine } from '../../src/engine/create-engine.js';
import { createAnalyser } from '../../src/language/index.js';
import { loadRules } from '../../src/rules/load.js';
import { createTranslator } from '../../src/rules/messages.js';
import { openStore } from '../../src/store/store.js';

const rules = loadRules(undefined, { examples: false });
const analyser = createAnalyser(rules);
const translate = createTranslator(rules);

const ROOM = 'quartier';
/** 21:04 in Brussels. */
export const EVENING = Date.UTC(2026, 4, 4, 19, 4, 0);
const ROLES: Record<string, Role> = { Cora: 'coordinator', Marc: 'mandatary' };

export async function neighbourhood(lang: Lang, over: Partial<GroupPolicy> = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'story-'));
  let now = EVENING;
  const store = openStore(join(dir, 'garde-fou.sqlite'));
  const book = new ChatBook(join(dir, 'playground.sqlite'));
  const channel = new PlaygroundChannel(book, () => now);
  const engine = createEngine({
    store,
    rules: rules.table,
    analyser,
    translate,
    channels: [channel],
    clock: () => now,
  });
  book.addRoom({ id: ROOM, story: null, lang, title: 'Quartier' });
  const group = engine.setupGroup({
    channel: 'playground',
    chat: ROOM,
    title: 'Quartier',
    policy: { ...policy({ lang, mode: 'hold' }), ...over },
    recognition: { reference: 'R-1', date: '2026-01-01' },
    policeApproval: { reference: 'P-1', by: 'zone', date: '2026-01-01' },
  });
  for (const name of ['Anne', 'Bram', 'Dirk', 'Cora', 'Marc']) {
    const seat: Seat = { person: name, name, state: 'in', until: null };
    book.saveSeat(ROOM, seat);
    engine.setMember(group, { person: name, name, role: ROLES[name] ?? 'member', lang });
  }
  await engine.start();

  const messages = (thread: string): ChatMessage[] =>
    book.messages(ROOM).filter((m) => m.thread === thread && m.kind !== 'system');
  const story = {
    engine,
    group,
    async says(
      who: string,
      text: string,
      more: { reply?: ChatMessage; forwarded?: number } = {},
    ): Promise<ChatMessage> {
      const message = channel.post(ROOM, who, {
        text,
        to: 'group',
        ...(more.reply ? { replyTo: more.reply.id } : {}),
        ...(more.forwarded ? { forwarded: more.forwarded } : {}),
      });
      await engine.settled();
      return message;
    },
    async tellsTheBot(who: string, text: string): Promise<void> {
      channel.post(ROOM, who, { text, to: 'bot' });
      await engine.settled();
    },
    async edits(who: string, message: ChatMessage, text: string): Promise<void> {
      channel.edit(ROOM, who, message.id, text);
      await engine.settled();
    },
    async reacts(who: string, message: ChatMessage, emoji: string): Promise<void> {
      channel.react(ROOM, who, message.id, emoji);
      await engine.settled();
    },
    /** Taps the newest button of that kind that the person was given. */
    async taps(who: string, verb: string): Promise<void> {
      const bubble = messages(who).findLast(
        (m) => m.pressed === null && m.buttons.some((b) => b.action.startsWith(`${verb}:`)),
      );
      const button = bubble?.buttons.find((b) => b.action.startsWith(`${verb}:`));
      if (!bubble || !button) throw new Error(`${who} has no button ${verb}`);
      channel.press(ROOM, who, bubble.id, button.action);
      await engine.settled();
    },
    async minutesPass(minutes: number): Promise<void> {
      now += minutes * 60_000;
      await engine.settled();
    },
    /** What stands in the group now, as “who: words”; the bot's own words as “bot: …”. */
    inGroup: (): string[] =>
      messages('group')
        .filter((m) => m.deleted === null)
        .map((m) => `${m.kind === 'member' ? m.name : 'bot'}: ${m.text}`),
    /** What the bot told a person privately, newest last. */
    told: (who: string): ChatMessage[] => messages(who).filter((m) => m.kind === 'bot'),
    lastTold: (who: string): ChatMessage | undefined => story.told(who).at(-1),
    ledger: (): string[] =>
      engine
        .ledger(group)
        .map((e) => `${e.memberName} ${e.rule} ${e.response}`)
        .reverse(),
    translate,
    async end(): Promise<void> {
      await engine.stop();
      store.close();
      book.close();
      rmSync(dir, { recursive: true });
    },
  };
  return story;
}
export type Neighbourhood = Awaited<ReturnType<typeof neighbourhood>>;
