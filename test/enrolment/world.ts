/** A partnership on two networks, in a temporary database, with people who write to the bot and in groups. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Channel, EVERYTHING } from '../../src/channels/channel.js';
import { commandInterpreter } from '../../src/commands/api.js';
import { spelled } from '../../src/domain/enrolment/code.js';
import type { ChannelEvent, EventOf } from '../../src/domain/event.js';
import type { ChannelName, Lang, Role } from '../../src/domain/vocabulary.js';
import { createEngine } from '../../src/engine/create-engine.js';
import { enrolmentInterpreter } from '../../src/enrolment/interpreter.js';
import { issueCode, type NewCode } from '../../src/enrolment/one-time-code.js';
import { loadRules } from '../../src/rules/load.js';
import { createTranslator } from '../../src/rules/messages.js';
import { openStore } from '../../src/store/store.js';
import { fakeAnalyser } from '../engine/fake-analyser.js';
import { fakeRules } from '../engine/fake-rules.js';
import type { Seen } from '../engine/house.js';

const rules = loadRules(undefined, { examples: false });
const translate = createTranslator(rules);
const START = Date.UTC(2026, 2, 2, 20, 0, 0);
export const DAY = 86_400_000;

export function world() {
  const dir = mkdtempSync(join(tmpdir(), 'garde-fou-'));
  let now = START;
  let n = 0;
  const seen: Seen[] = [];
  const network = (name: ChannelName): Channel => ({
    name,
    capabilities: EVERYTHING,
    start: async () => {},
    stop: async () => {},
    async deliver(chat, delivery, key) {
      seen.push({ chat, key, delivery, at: now });
      return { status: 'done', message: `bot-${n++}` };
    },
  });
  const store = openStore(join(dir, 'garde-fou.sqlite'));
  const engine = createEngine({
    store,
    rules: fakeRules,
    analyser: fakeAnalyser,
    translate,
    channels: [network('telegram'), network('whatsapp')],
    clock: () => now,
    interpreters: [
      enrolmentInterpreter(),
      commandInterpreter({ rules: () => ({ table: fakeRules, ladder: rules.ladder }) }),
    ],
  });
  const partnership = store.partnerships.add(
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
  let lastMessage = '';
  const receive = async (event: ChannelEvent): Promise<void> => {
    engine.receive(event);
    await engine.settled();
  };
  const message = (who: string, text: string, more: Partial<EventOf<'message'>>): EventOf<'message'> => {
    lastMessage = `m${++n}`;
    return {
      type: 'message',
      channel: 'telegram',
      chat: who,
      scope: 'private',
      at: now,
      message: lastMessage,
      revision: 0,
      sender: { id: who, name: who[0]!.toUpperCase() + who.slice(1), lang: 'fr' },
      text,
      media: [],
      ...more,
    };
  };
  const tells = (who: string) =>
    seen.flatMap(({ delivery: d, chat }) => (d.type === 'tell' && d.person === who ? [{ ...d, chat }] : []));
  const w = {
    store,
    engine,
    seen,
    partnership,
    translate,
    now: () => now,
    pass(ms: number): void {
      now += ms;
    },
    async days(count: number): Promise<void> {
      for (let i = 0; i < count; i++) {
        now += DAY;
        engine.receive(message('clock', 'tic', { chat: 'nowhere', scope: 'group' }));
        await engine.settled();
      }
    },
    receive,
    /** In private with the bot. */
    async says(who: string, text: string, more: Partial<EventOf<'message'>> = {}): Promise<string> {
      const before = tells(who).length;
      await receive(message(who, text, more));
      return tells(who)
        .slice(before)
        .map((t) => t.text)
        .join('\n');
    },
    /** In a group. */
    shouts: (
      who: string,
      chat: string,
      text: string,
      more: Partial<EventOf<'message'>> = {},
    ): Promise<string> => w.says(who, text, { chat, scope: 'group', ...more }),
    lastMessage: () => lastMessage,
    async press(who: string, action: string, more: Partial<EventOf<'press'>> = {}): Promise<void> {
      await receive({
        type: 'press',
        channel: 'telegram',
        chat: who,
        scope: 'private',
        at: now,
        id: `p${++n}`,
        sender: { id: who, name: who[0]!.toUpperCase() + who.slice(1) },
        action,
        ...more,
      });
    },
    /** Presses the newest button with that label. */
    async taps(who: string, label: string, more: Partial<EventOf<'press'>> = {}): Promise<string> {
      const button = tells(who)
        .flatMap((t) => t.buttons)
        .findLast((b) => b.label === label);
      if (!button) throw new Error(`${who} has no button “${label}”`);
      const before = tells(who).length;
      await w.press(who, button.action, more);
      return tells(who)
        .slice(before)
        .map((t) => t.text)
        .join('\n');
    },
    async member(
      type: 'joined' | 'left' | 'join-request',
      who: string,
      chat: string,
      lang: Lang = 'fr',
      channel: ChannelName = 'telegram',
    ): Promise<void> {
      await receive({
        type,
        channel,
        chat,
        scope: 'group',
        at: now,
        id: `j${++n}`,
        person: { id: who, name: who[0]!.toUpperCase() + who.slice(1), lang },
      });
    },
    async group(
      chat: string,
      change: EventOf<'group'>['change'],
      channel: ChannelName = 'telegram',
    ): Promise<void> {
      await receive({ type: 'group', channel, chat, scope: 'group', at: now, id: `g${++n}`, change });
    },
    /** A code as the terminal prints it. */
    code: (more: Partial<NewCode> = {}): string =>
      spelled(
        issueCode(
          store,
          { kind: 'role', partnership, role: 'coordinator', groups: null, issuedBy: null, ...more },
          now,
        ).code,
      ),
    /** Somebody takes an office of the whole partnership by a code from the terminal. */
    office: (who: string, role: Role, more: Partial<EventOf<'message'>> = {}): Promise<string> =>
      w.says(who, w.code({ role }), more),
    /** A coordinator binds a chat. */
    async bound(chat = '-100', coordinator = 'cora'): Promise<number> {
      await w.office(coordinator, 'coordinator');
      await w.shouts(coordinator, chat, '/rattacher');
      return store.groups.byChat('telegram', chat)!.id;
    },
    role(who: string, chat: string, channel: ChannelName = 'telegram'): Role | null {
      const group = store.groups.byChat(channel, chat);
      const person = store.persons.find(channel, who);
      return group && person ? (store.members.get(group.id, person.id)?.role ?? null) : null;
    },
    person: (who: string, channel: ChannelName = 'telegram'): number => store.persons.find(channel, who)!.id,
    tells,
    last: (who: string): string => tells(who).at(-1)?.text ?? '',
    /** What was done in a chat, but private words. */
    done: (chat: string): string[] =>
      seen
        .filter((s) => s.chat === chat && s.delivery.type !== 'tell' && s.delivery.type !== 'answer-press')
        .map(({ delivery: d }) =>
          d.type === 'say' || d.type === 'repost'
            ? `${d.type}: ${d.text}`
            : 'person' in d
              ? `${d.type} ${d.person}`
              : 'message' in d
                ? `${d.type} ${d.message}`
                : d.type,
        ),
    async close(): Promise<void> {
      await engine.stop();
      store.close();
      rmSync(dir, { recursive: true });
    },
  };
  return w;
}
export type World = ReturnType<typeof world>;
