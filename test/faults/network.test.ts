/** A network that is cut for hours, and one that has had enough of us (429): nothing lost, nothing twice, no hammering. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryResult } from '../../src/channels/channel.js';
import { policy } from '../../src/domain/group.js';
import { type House, house } from '../engine/house.js';

let h: House;
let attempts: { key: string; at: number }[];
let network: (key: string) => DeliveryResult;
beforeEach(async () => {
  h = house();
  attempts = [];
  h.answerWith((_, key) => {
    attempts.push({ key, at: h.now() });
    return network(key);
  });
  await h.engine.start();
});
afterEach(() => h.close());

const DONE: DeliveryResult = { status: 'done' };
const doneKeys = (): string[] =>
  h.store.db.prepare<[], string>("SELECT key FROM outbox WHERE status = 'done' ORDER BY id").pluck().all();
const waiting = (): number =>
  h.store.db.prepare<[], number>("SELECT count(*) FROM outbox WHERE status = 'waiting'").pluck().get()!;
/** Lets time go by in steps, as the engine's own alarm would. */
async function minutes(n: number): Promise<void> {
  for (let i = 0; i < n; i++) {
    h.pass(60);
    await h.engine.settled();
  }
}

describe('a network that is cut for two hours', () => {
  it('is asked ever more seldom, and then gets everything that still makes sense, once', async () => {
    let cut = true;
    const carriedOut: string[] = [];
    network = (key) => {
      if (cut) return { status: 'retry', afterMs: 0, reason: 'no-network' };
      carriedOut.push(key);
      return DONE;
    };
    for (const who of ['anne', 'bram']) h.says(who, `Plaque 1-ABC-234 devant chez ${who}`);
    await h.engine.settled();
    await minutes(120);
    // Two members, two rows each (taken out, told): 5 min apart at last, and never given up.
    expect(attempts.length).toBeLessThan(4 * 40);
    expect(attempts.length).toBeGreaterThan(4 * 20);
    expect(doneKeys()).toEqual([]);

    cut = false;
    await minutes(6);
    expect(waiting()).toBe(0);
    expect(new Set(carriedOut).size).toBe(carriedOut.length);
    expect([...carriedOut].sort()).toEqual(doneKeys().sort());
    expect(h.engine.ledger(h.group)).toHaveLength(2);
  });
});

describe('a network that answers 429 to everything, in forty groups at once', () => {
  const GROUPS = 40;
  const PAUSE = 35_000;
  it('is left alone for as long as it asks, then gets everything in its order, once', async () => {
    const refusals = new Map<string, number>();
    const carriedOut: string[] = [];
    network = (key) => {
      const n = (refusals.get(key) ?? 0) + 1;
      refusals.set(key, n);
      if (n <= 3) return { status: 'retry', afterMs: PAUSE, reason: 'flood' };
      carriedOut.push(key);
      return DONE;
    };
    for (let g = 0; g < GROUPS; g++)
      h.engine.setupGroup({
        channel: 'playground',
        chat: `c${g}`,
        title: `c${g}`,
        policy: policy({ mode: 'hold' }),
        recognition: { reference: 'R', date: '2026-01-01' },
        policeApproval: { reference: 'P', by: 'zone', date: '2026-01-01' },
      });
    h.engine.receiveMany(
      Array.from({ length: GROUPS }, (_, g) =>
        h.message('anne', 'Homme louche rue du Moulin', { chat: `c${g}` }),
      ),
    );
    await h.engine.settled();
    await minutes(15);
    expect(waiting()).toBe(0);
    expect(new Set(carriedOut).size).toBe(carriedOut.length);
    expect([...carriedOut].sort()).toEqual(doneKeys().sort());
    // Three refusals and the one that went through, for each.
    expect(attempts).toHaveLength(4 * carriedOut.length);
    const last = new Map<string, number>();
    for (const { key, at } of attempts) {
      expect(at - (last.get(key) ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(PAUSE);
      last.set(key, at);
    }
    // In each group the message goes before its poster is told of it.
    for (const key of carriedOut.filter((k) => k.endsWith('.1')))
      expect(carriedOut.indexOf(key)).toBeGreaterThan(carriedOut.indexOf(key.replace(/1$/, '0')));
  });
});
