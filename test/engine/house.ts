/** A group in a temporary database with a platform that writes down what it was asked to do. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Channel, type Delivery, type DeliveryResult, EVERYTHING } from '../../src/channels/channel.js';
import type { ChannelEvent, EventOf } from '../../src/domain/event.js';
import { type GroupPolicy, policy } from '../../src/domain/group.js';
import type { Notice } from '../../src/engine/api.js';
import { createEngine, type EngineOptions } from '../../src/engine/create-engine.js';
import { openStore } from '../../src/store/store.js';
import { fakeAnalyser } from './fake-analyser.js';
import { fakeRules } from './fake-rules.js';

export const CHAT = 'street';
export const START = Date.UTC(2026, 2, 2, 20, 0, 0);

export interface Seen {
  readonly chat: string;
  readonly key: string;
  readonly delivery: Delivery;
  readonly at: number;
}

export function house(
  over: {
    policy?: Partial<GroupPolicy>;
    engine?: Partial<EngineOptions>;
    file?: string;
    fetch?: NonNullable<Channel['fetch']>;
    /** The same platform under further names. */
    networks?: readonly Channel['name'][];
  } = {},
) {
  const dir = over.file === undefined ? mkdtempSync(join(tmpdir(), 'garde-fou-')) : null;
  const file = over.file ?? join(dir!, 'garde-fou.sqlite');
  let now = START;
  let next = 0;
  const seen: Seen[] = [];
  const notices: Notice[] = [];
  let answer: (delivery: Delivery, key: string) => DeliveryResult | Promise<DeliveryResult> = () => ({
    status: 'done',
    message: `bot-${next++}`,
  });
  const channel: Channel = {
    name: 'playground',
    capabilities: EVERYTHING,
    start: async () => {},
    stop: async () => {},
    async deliver(chat, delivery, key) {
      const result = await answer(delivery, key);
      seen.push({ chat, key, delivery, at: now });
      return result;
    },
    ...(over.fetch ? { fetch: over.fetch } : {}),
  };
  const store = openStore(file);
  const engine = createEngine({
    store,
    rules: fakeRules,
    analyser: fakeAnalyser,
    translate: (s) => (s.params ? `${s.key} ${JSON.stringify(s.params)}` : s.key),
    channels: [channel, ...(over.networks ?? []).map((name) => ({ ...channel, name }))],
    clock: () => now,
    ...over.engine,
  });
  engine.subscribe((n) => notices.push(n));
  const group = engine.setupGroup({
    channel: 'playground',
    chat: CHAT,
    title: 'Rue du Moulin',
    policy: { ...policy({ mode: 'hold' }), ...over.policy },
    recognition: { reference: 'R-1', date: '2026-01-01' },
    policeApproval: { reference: 'P-1', by: 'zone', date: '2026-01-01' },
  });
  for (const [person, role] of [
    ['anne', 'member'],
    ['bram', 'member'],
    ['cora', 'coordinator'],
    ['marc', 'mandatary'],
  ] as const)
    engine.setMember(group, { person, name: person, role, lang: 'fr' });

  let number = 0;
  return {
    engine,
    store,
    group,
    file,
    seen,
    notices,
    now: () => now,
    pass: (seconds: number) => {
      now += seconds * 1000;
    },
    answerWith: (f: typeof answer) => {
      answer = f;
    },
    message(who: string, text: string, more: Partial<EventOf<'message'>> = {}): EventOf<'message'> {
      return {
        type: 'message',
        channel: 'playground',
        chat: CHAT,
        scope: 'group',
        at: now,
        message: `m${++number}`,
        revision: 0,
        sender: { id: who, name: who },
        text,
        media: [],
        ...more,
      };
    },
    press(who: string, action: string): EventOf<'press'> {
      return {
        type: 'press',
        channel: 'playground',
        chat: who,
        scope: 'private',
        at: now,
        id: `p${++number}`,
        sender: { id: who, name: who },
        action,
      };
    },
    says(who: string, text: string, more: Partial<EventOf<'message'>> = {}) {
      return engine.receive(this.message(who, text, more));
    },
    /** What the platform was asked for, in order, in few words. */
    done: (): string[] =>
      seen.map(({ delivery: d }) =>
        d.type === 'delete'
          ? `delete ${d.message}`
          : d.type === 'tell'
            ? `tell ${d.person}: ${d.text.replaceAll('\n', ' + ')}`
            : d.type === 'say' || d.type === 'repost'
              ? `${d.type}: ${d.text.replaceAll('\n', ' + ')}`
              : d.type,
      ),
    async close() {
      await engine.stop();
      store.close();
      if (dir) rmSync(dir, { recursive: true });
    },
  };
}
export type House = ReturnType<typeof house>;
export type { ChannelEvent };
