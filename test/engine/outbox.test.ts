import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backOff } from '../../src/engine/patience.js';
import { type House, house } from './house.js';

let h: House;
beforeEach(async () => {
  h = house();
  await h.engine.start();
});
afterEach(() => h.close());
const delivered = () => h.notices.flatMap((n) => (n.type === 'delivered' ? [`${n.action} ${n.status}`] : []));

describe('the outbox', () => {
  it('tries again later, in order, and under the same key', async () => {
    let busy = true;
    h.answerWith(() => (busy ? { status: 'retry', afterMs: 30_000, reason: 'flood' } : { status: 'done' }));
    h.says('anne', 'Homme louche rue du Moulin');
    await h.engine.settled();
    expect(h.done()).toEqual(['delete m1']);

    h.pass(10);
    await h.engine.settled();
    expect(h.seen).toHaveLength(1);

    busy = false;
    h.pass(21);
    await h.engine.settled();
    expect(h.done()).toEqual(['delete m1', 'delete m1', expect.stringMatching(/^tell anne/)]);
    expect(h.seen[0]!.key).toBe(h.seen[1]!.key);
    expect(delivered()).toEqual(['delete retry', 'delete done', 'tell done']);
  });

  it('takes a message out at once although the network wants the bot to speak more slowly', async () => {
    h.answerWith((d) =>
      d.type === 'tell' ? { status: 'retry', afterMs: 60_000, reason: 'flood' } : { status: 'done' },
    );
    h.says('anne', 'Homme louche rue du Moulin');
    await h.engine.settled();
    h.says('bram', 'Plaque 1-ABC-234');
    await h.engine.settled();
    expect(h.done().filter((d) => d.startsWith('delete'))).toEqual(['delete m1', 'delete m2']);
    // All else still comes in order.
    expect(h.done().some((d) => d.startsWith('tell bram'))).toBe(false);
  });

  it('does not let one that keeps failing hold up its chat for ever', async () => {
    h.answerWith((d) =>
      d.type === 'delete' ? { status: 'retry', afterMs: 0, reason: 'no' } : { status: 'done' },
    );
    h.says('anne', 'Homme louche rue du Moulin');
    for (let i = 0; i < 5; i++) {
      await h.engine.settled();
      h.pass(20);
    }
    expect(h.done().some((d) => d.startsWith('tell anne'))).toBe(true);
  });

  it('records what is impossible and tells the coordinator, once an hour for the same cause', async () => {
    h.answerWith((d) =>
      d.type === 'delete' ? { status: 'impossible', reason: 'no-right' } : { status: 'done' },
    );
    h.says('anne', 'Plaque 1-ABC-234');
    h.says('bram', 'Plaque 1-ABC-235');
    await h.engine.settled();
    const told = () => h.done().filter((d) => d.startsWith('tell cora: notify.impossible'));
    expect(told()).toEqual([expect.stringMatching(/"action":"delete".*"cause":"no-right"/)]);
    h.pass(3601);
    h.says('bram', 'Plaque 1-ABC-236');
    await h.engine.settled();
    expect(told()).toHaveLength(2);
    expect(
      h.store.db
        .prepare("SELECT count(*) FROM outbox WHERE status = 'impossible' AND reason = 'no-right'")
        .pluck()
        .get(),
    ).toBe(3);
  });

  it('gives up after a day and says so', async () => {
    h.answerWith((d) =>
      d.type === 'delete' ? { status: 'retry', afterMs: 0, reason: 'no-network' } : { status: 'done' },
    );
    h.says('anne', 'Plaque 1-ABC-234');
    await h.engine.settled();
    h.pass(86_401);
    await h.engine.settled();
    expect(delivered()).toContain('delete impossible');
    expect(h.done().at(-1)).toMatch(/notify.impossible .*gave-up:no-network/);
  });

  it('survives an adapter that throws', async () => {
    let bad = true;
    h.answerWith(() => {
      if (bad) throw new TypeError('adapter bug');
      return { status: 'done' };
    });
    h.says('anne', 'Homme louche rue du Moulin');
    await h.engine.settled();
    bad = false;
    h.pass(2);
    await h.engine.settled();
    expect(h.done()).toHaveLength(2);
  });

  it('goes on with what waited after a restart', async () => {
    await h.engine.stop();
    h.says('anne', 'Homme louche rue du Moulin');
    await h.engine.settled();
    expect(h.seen).toEqual([]);
    await h.engine.start();
    await h.engine.settled();
    expect(h.done().map((d) => d.split(':')[0])).toEqual(['delete m1', 'tell anne']);
  });

  it('follows a group that moved to another chat', async () => {
    await h.engine.stop();
    h.says('anne', 'Homme louche rue du Moulin');
    h.engine.receive({
      type: 'group',
      channel: 'playground',
      chat: 'street',
      scope: 'group',
      at: h.now(),
      id: 'g1',
      change: { what: 'migrated', to: 'street-2' },
    });
    await h.engine.start();
    await h.engine.settled();
    expect(h.seen.map((s) => s.chat)).toEqual(['street-2', 'street-2']);
    expect(h.says('bram', 'Merci', { chat: 'street-2' }).decision?.outcome).toBe('passed');
  });

  it('waits longer after every failure, never less than the network asks, five minutes at most', () => {
    expect([1, 2, 3, 4, 20].map((n) => backOff(n, 0))).toEqual([1000, 2000, 4000, 8000, 300_000]);
    expect(backOff(1, 7000)).toBe(7000);
  });
});
