/**
 * The channel with its unmodified client on one side and the emulated WhatsApp on the other, over a real SQLite file. Time
 * stands still unless the test moves it, and what the channel would wait for happens at once.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pairing } from '../../../src/channels/whatsapp/status.js';
import { type WhatsAppOptions, whatsappChannel } from '../../../src/channels/whatsapp/whatsapp-channel.js';
import type { ChannelEvent, EventOf } from '../../../src/domain/event.js';
import { channelEventSchema } from '../../../src/domain/event.js';
import { openDatabase } from '../../../src/store/open-database.js';
import { whatsappServer } from './server/whatsapp-server.js';

type Membership = 'joined' | 'left' | 'join-request';
type Of<T extends ChannelEvent['type']> = T extends Membership ? EventOf<Membership> : EventOf<T>;

export async function line(over: Partial<WhatsAppOptions> = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'whatsapp-'));
  const db = openDatabase(join(dir, 'garde-fou.sqlite'), { synchronous: 'NORMAL' });
  let now = Date.now();
  const server = await whatsappServer({ now: () => Math.floor(now / 1000) });
  const events: ChannelEvent[] = [];
  const waiters = new Set<() => void>();
  const changed = (): void => {
    for (const look of [...waiters]) look();
  };
  /** What the channel put off, and for how long. */
  const alarms: { readonly ms: number; readonly work: () => void }[] = [];
  let pairing: Pairing | null = null;
  const options: WhatsAppOptions = {
    db,
    keyFile: join(dir, 'whatsapp.key'),
    clock: () => now,
    random: () => 0.5,
    sleep: async (ms) => {
      now += ms;
    },
    schedule: (ms, work) => {
      const alarm = { ms, work };
      if (ms === 0) queueMicrotask(work);
      else alarms.push(alarm);
      changed();
      return () => {
        const at = alarms.indexOf(alarm);
        if (at >= 0) alarms.splice(at, 1);
      };
    },
    onPairing: (p) => {
      pairing = p;
      changed();
    },
    onStatus: changed,
    pair: {},
    ...over,
    socket: { waWebSocketUrl: server.url, shouldSyncHistoryMessage: () => false, ...over.socket },
  };
  let channel = whatsappChannel(options);
  let beforehand: (event: ChannelEvent) => void = () => {};
  const hand = (event: ChannelEvent): void => {
    beforehand(event);
    events.push(channelEventSchema.parse(event));
    changed();
  };

  async function until<T>(look: () => T | undefined | false | null): Promise<T> {
    const first = look();
    if (first) return first;
    return new Promise<T>((resolve) => {
      const again = (): void => {
        const found = look();
        if (!found) return;
        waiters.delete(again);
        resolve(found);
      };
      waiters.add(again);
    });
  }

  return {
    server,
    db,
    dir,
    events,
    alarms,
    options,
    get channel() {
      return channel;
    },
    until,
    now: () => now,
    /** What happens when the engine is handed an event, before it is safe; it may throw, as when the disk is full. */
    beforehand(work: (event: ChannelEvent) => void): void {
      beforehand = work;
    },
    pass(ms: number): void {
      now += ms;
    },
    /** Rings everything that was put off. */
    ring(): void {
      for (const alarm of alarms.splice(0)) alarm.work();
    },
    start: () => channel.start(hand),
    /** Another process over the same files. */
    async restart(more: Partial<WhatsAppOptions> = {}): Promise<void> {
      await channel.stop();
      const { pair: _, ...rest } = options;
      channel = whatsappChannel({ ...rest, ...more });
      await channel.start(hand);
    },
    /** From nothing to an open connection, by QR code. */
    async open(): Promise<void> {
      await channel.start(hand);
      const shown = await until(() => pairing);
      if (!('qr' in shown)) throw new Error('no QR code');
      server.pair(shown.qr);
      await server.until(() =>
        server.received.some(
          (n) =>
            n.tag === 'iq' &&
            n.attrs.type === 'result' &&
            JSON.stringify(n.content)?.includes('pair-device-sign'),
        ),
      );
      server.restart();
      await until(() => channel.status().state === 'open');
    },
    /** The next event of a type, from this moment or not yet taken. */
    async event<T extends ChannelEvent['type']>(
      type: T,
      fits: (e: Of<T>) => boolean = () => true,
    ): Promise<Of<T>> {
      return until(() => {
        const at = events.findIndex((e) => e.type === type && fits(e as Of<T>));
        return at < 0 ? undefined : (events.splice(at, 1)[0] as Of<T>);
      });
    },
    async close(): Promise<void> {
      await channel.stop();
      await server.close();
      db.close();
      rmSync(dir, { recursive: true });
    },
  };
}
export type Line = Awaited<ReturnType<typeof line>>;
