/** The adapter over the emulated Bot API, with what it hands over and a clock that only the test moves. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Delivery, DeliveryResult } from '../../../src/channels/channel.js';
import { telegramKeep } from '../../../src/channels/telegram/keep.js';
import { type TelegramOptions, telegramChannel } from '../../../src/channels/telegram/telegram-channel.js';
import type { ChannelEvent, EventOf } from '../../../src/domain/event.js';
import { channelEventSchema } from '../../../src/domain/event.js';
import { openStore } from '../../../src/store/store.js';
import { BotApi, TOKEN } from './bot-api.js';

export const START = Date.UTC(2026, 4, 4, 19, 4, 0);

export async function house(over: Partial<TelegramOptions> = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'telegram-'));
  let now = START;
  const clock = (): number => now;
  const api = new BotApi(clock);
  const apiRoot = await api.listen();
  const store = openStore(join(dir, 'garde-fou.sqlite'));
  const { world } = api;
  const anne = world.person('Anne', { language_code: 'nl' });
  const bram = world.person('Bram', { started: false });
  const cora = world.person('Cora');
  const group = world.group('Rue du Moulin', [anne, bram, cora]);
  group.members.get(cora.id)!.status = 'administrator';

  const events: ChannelEvent[] = [];
  const handedOver: number[] = [];
  const log: string[] = [];
  const pauses: number[] = [];
  let refuse: Error | null = null;
  const write =
    (level: string) =>
    (facts: object, words: string): void =>
      void log.push(`${level}: ${words} ${JSON.stringify(facts)}`);
  const open = () =>
    telegramChannel({
      token: TOKEN,
      keep: telegramKeep(store.db),
      clock,
      apiRoot,
      alarm: () => () => {},
      wait: async (ms) => void pauses.push(ms),
      log: { info: write('info'), warn: write('warn'), error: write('error') },
      ...over,
    });
  let channel = open();
  let key = 0;
  const deliverTo = (...together: readonly ChannelEvent[]): void => {
    if (refuse) {
      const error = refuse;
      refuse = null;
      throw error;
    }
    handedOver.push(together.length);
    events.push(...together.map((event) => channelEventSchema.parse(event)));
  };
  const home = {
    api,
    world,
    store,
    group,
    chat: String(group.id),
    people: { anne, bram, cora },
    events,
    /** How many events came together, each time. */
    handedOver,
    log,
    /** How long the adapter wanted to wait after a failure. */
    pauses,
    get channel() {
      return channel;
    },
    start: () => channel.start(deliverTo),
    /** Receives what people did until now. */
    async arrived(): Promise<void> {
      await api.allConfirmed();
    },
    /** The journal can't be written, once. */
    breakJournal(error: Error): void {
      refuse = error;
    },
    /** The program is started anew over the same database. */
    async restart(): Promise<void> {
      await channel.stop();
      channel = open();
      await channel.start(deliverTo);
      await api.allConfirmed();
    },
    async pass(ms: number): Promise<void> {
      now += ms;
      await channel.doDue();
    },
    deliver: (delivery: Delivery, as = `k${++key}`): Promise<DeliveryResult> =>
      channel.deliver(String(group.id), delivery, as),
    of: <T extends ChannelEvent['type']>(type: T): EventOf<T>[] =>
      events.filter((e): e is EventOf<T> => e.type === type),
    /** The words that stand in the group. */
    inGroup: (): string[] => world.standing(group).map((m) => String(m.body.text ?? m.body.caption ?? '')),
    told: (person: { id: number }): string[] =>
      world
        .standing(world.chat(person.id))
        .filter((m) => m.from === world.bot.id)
        .map((m) => String(m.body.text ?? m.body.caption ?? '')),
    /** Gives way to what runs beside the test until it has happened. */
    async until(happened: () => boolean): Promise<void> {
      while (!happened() && !channel.status().problem) await new Promise((resolve) => setImmediate(resolve));
    },
    async end(): Promise<void> {
      await channel.stop();
      await api.close();
      store.close();
      rmSync(dir, { recursive: true });
    },
  };
  return home;
}
export type House = Awaited<ReturnType<typeof house>>;

export const tell = (
  person: { id: number },
  more: Partial<Extract<Delivery, { type: 'tell' }>> = {},
): Delivery => ({
  type: 'tell',
  person: String(person.id),
  text: 'Call 101 first.',
  buttons: [],
  groupFallback: false,
  ...more,
});
