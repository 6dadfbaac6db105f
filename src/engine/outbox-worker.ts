/**
 * Carries out what the outbox journalled: chats side by side, within a chat in order. A row is `done` only after the
 * channel said so. A process killed in between tries again at its next start, under the same key, with the same words:
 * - the playground keeps the keys that it has seen, so nothing shows twice;
 * - WhatsApp takes the message's id from the sender: the adapter makes it from the key, and the network drops the second;
 * - Telegram has no such key. To delete, restrict, remove or answer a press twice is to do it once; a message that was
 *   sent in the last milliseconds before a kill can come twice, which is preferred to one that never comes.
 */
import type { Channel, DeliveryResult } from '../channels/channel.js';
import type { OutboxRow } from '../store/outbox.js';
import type { Store } from '../store/store.js';
import type { EngineRules, Notice } from './api.js';
import { recordOutcome } from './delivery-outcome.js';
import type { Commit } from './group-commit.js';
import type { Log } from './log.js';
import { nextDelivery } from './next-delivery.js';
import { type OutgoingPictures, preparePictures } from './outgoing-pictures.js';
import { type ReadFile, render } from './render.js';

export interface OutboxWorker {
  /** Starts on a chat unless somebody is at it already. */
  kick(channel: string, chat: string): void;
  /** Starts on every chat that has something due. */
  kickDue(): void;
  /** How many attempts were made so far: tells whether anything moves. */
  attempts(): number;
  /** Resolves when nobody is at work. */
  idle(): Promise<void>;
  stop(): Promise<void>;
  resume(): void;
}

/** An adapter that never answers must not stop its chat for ever. */
const DELIVERY_TIMEOUT = 120_000;

export function outboxWorker(deps: {
  readonly store: Store;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly rules: () => EngineRules;
  readonly clock: () => number;
  readonly commit: Commit;
  readonly log: Log;
  readonly notify: (notice: Notice) => void;
  readonly readFile: ReadFile | undefined;
  readonly pictures: OutgoingPictures;
  /** Called when a chat has nothing due any more. */
  readonly onIdle: () => void;
}): OutboxWorker {
  const { store, channels, clock, commit, log } = deps;
  const pumps = new Map<string, Promise<void>>();
  const again = new Set<string>();
  let running = false;
  let attempts = 0;

  async function attempt(
    channel: Channel,
    row: OutboxRow,
  ): Promise<{ readonly result: DeliveryResult; readonly leftOut: number }> {
    let timer: NodeJS.Timeout | undefined;
    attempts++;
    try {
      const pictures = await preparePictures(row.action, channel, deps.pictures, row.attempts);
      if (pictures.status !== 'ready') return { result: pictures, leftOut: 0 };
      const rendered = render(row.action, deps.rules().translate, deps.readFile);
      const delivery =
        pictures.files && (rendered.type === 'repost' || rendered.type === 'tell')
          ? { ...rendered, files: pictures.files }
          : rendered;
      const result = await Promise.race([
        channel.deliver(row.chat, delivery, row.key),
        new Promise<DeliveryResult>((resolve) => {
          timer = setTimeout(
            () => resolve({ status: 'retry', afterMs: 0, reason: 'timeout' }),
            DELIVERY_TIMEOUT,
          );
          timer.unref();
        }),
      ]);
      return { result, leftOut: result.status === 'retry' ? 0 : pictures.leftOut };
    } catch (error) {
      log.error({ outbox: row.id, error: String(error) }, 'a channel failed while delivering');
      const reason = error instanceof Error ? error.name : 'error';
      return { result: { status: 'retry', afterMs: 0, reason }, leftOut: 0 };
    } finally {
      clearTimeout(timer);
    }
  }

  async function pump(channel: Channel, chat: string): Promise<void> {
    let row = await commit(() => (running ? nextDelivery(store, channel.name, chat, clock()) : null));
    while (row) {
      const current: OutboxRow = row;
      const { result, leftOut } = await attempt(channel, current);
      const now = clock();
      // The end of one and the beginning of the next share a commit.
      const step = await commit(() => ({
        outcome: recordOutcome(store, current, result, now, log, leftOut),
        next: running ? nextDelivery(store, channel.name, chat, now) : null,
      }));
      deps.notify({
        type: 'delivered',
        outbox: current.id,
        chat,
        action: current.type,
        status: step.outcome.status,
        ...(step.outcome.reason === undefined ? {} : { reason: step.outcome.reason }),
        at: now,
      });
      row = step.next;
    }
  }

  function kick(channelName: string, chat: string): void {
    const channel = channels.get(channelName);
    if (!running || !channel) return;
    const key = `${channelName}:${chat}`;
    if (pumps.has(key)) {
      // It may have looked for the last time before this came in.
      again.add(key);
      return;
    }
    const work = pump(channel, chat)
      .catch((error) => log.error({ error: String(error) }, 'the outbox could not write to the database'))
      .finally(() => {
        pumps.delete(key);
        if (again.delete(key)) kick(channelName, chat);
        else if (running && pumps.size === 0) deps.onIdle();
      });
    pumps.set(key, work);
  }

  const idle = async (): Promise<void> => {
    while (pumps.size > 0) await Promise.all(pumps.values());
  };
  return {
    kick,
    kickDue(): void {
      if (!running) return;
      for (const { channel, chat } of store.outbox.dueChats(clock())) kick(channel, chat);
    },
    attempts: () => attempts,
    idle,
    resume: () => {
      running = true;
    },
    async stop() {
      running = false;
      await idle();
    },
  };
}
