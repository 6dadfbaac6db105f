/**
 * An emulated network for the crash test. It redelivers what was not acknowledged, like Telegram, and writes down
 * (fsync) what the bot did in the group, once a key. Everything it knows is in its folder, so that it survives the
 * bot's process as a real network would.
 */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { type Channel, type Delivery, type DeliveryResult, EVERYTHING } from '../../src/channels/channel.js';

/** Written to the standard output as soon as something was carried out. */
export const DEED = 'deed\n';

export interface Shown {
  readonly key: string;
  readonly chat: string;
  readonly what: string;
}

/** Lines of a file that may end in the middle of one. */
function lines<T>(file: string): T[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return line === '' ? [] : [JSON.parse(line) as T];
      } catch {
        return [];
      }
    });
}
export const shownIn = (dir: string): Shown[] => lines<Shown>(join(dir, 'shown.jsonl'));
/** Keys that the bot sent again although the network had carried them out: it died before it wrote that down. */
export const repeatedIn = (dir: string): string[] => lines<string>(join(dir, 'repeated.jsonl'));
/** How many events of the stream the bot has acknowledged. */
export const acknowledgedIn = (dir: string): number => lines<number>(join(dir, 'acks.jsonl')).at(-1) ?? 0;

const describe = (d: Delivery): string =>
  d.type === 'delete'
    ? `delete ${d.message}`
    : d.type === 'tell'
      ? `tell ${d.person} ${d.text}`
      : `${d.type} ${'text' in d ? d.text : ''}`;

export function platform(
  dir: string,
  random: () => number,
): Channel & { acknowledge(n: number): void; close(): void } {
  const append = (name: string) => {
    const fd = openSync(join(dir, name), 'a');
    // A line that a kill cut short must not swallow the next.
    writeSync(fd, '\n');
    return {
      write(value: unknown): void {
        writeSync(fd, `${JSON.stringify(value)}\n`);
        fsyncSync(fd);
      },
      close: () => closeSync(fd),
    };
  };
  const seen = new Set(shownIn(dir).map((s) => s.key));
  const shown = append('shown.jsonl');
  const repeated = append('repeated.jsonl');
  const acks = append('acks.jsonl');
  const pause = () => (random() < 0.5 ? later(random() * 3) : Promise.resolve());
  return {
    name: 'playground',
    capabilities: EVERYTHING,
    start: async () => {},
    stop: async () => {},
    async deliver(chat, delivery, key): Promise<DeliveryResult> {
      await pause();
      if (random() < 0.03) return { status: 'retry', afterMs: 0, reason: 'flood' };
      if (seen.has(key)) repeated.write(key);
      else {
        seen.add(key);
        shown.write({ key, chat, what: describe(delivery) } satisfies Shown);
        process.stdout.write(DEED);
      }
      // Its answer is on the way: whoever dies now does not know that it was done.
      await later(random() * 5);
      return { status: 'done', message: `sent:${key}` };
    },
    acknowledge: (n) => acks.write(n),
    close() {
      shown.close();
      repeated.close();
      acks.close();
    },
  };
}
