import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ZodError } from 'zod';
import type { ChannelEvent } from '../../src/domain/event.js';
import type { PictureAnalysis } from '../../src/domain/finding.js';
import { fakeAnalyse, fakeAnalyser } from './fake-analyser.js';
import { CHAT, type House, house } from './house.js';

let h: House;
beforeEach(async () => {
  h = house();
  await h.engine.start();
});
afterEach(() => h.close());

describe('the inbox', () => {
  it('answers a duplicate with the first verdict and does nothing twice', async () => {
    const report = h.message('anne', 'Homme louche rue du Moulin');
    const first = h.engine.receive(report);
    const second = h.engine.receive(report);
    expect(second).toMatchObject({
      inbox: first.inbox,
      duplicate: true,
      decision: { outcome: 'held', actions: [] },
    });
    await h.engine.settled();
    expect(h.seen).toHaveLength(2);
    expect(h.engine.ledger(h.group)).toHaveLength(1);
  });

  it('refuses an event of a wrong form, and writes nothing of its batch', () => {
    const good = h.message('anne', 'Merci');
    const bad = { ...good, message: '' } as ChannelEvent;
    expect(() => h.engine.receiveMany([good, bad])).toThrow(ZodError);
    expect(h.engine.receive(good).duplicate).toBe(false);
  });

  it('lists an event that can’t be judged, goes on, and judges it again when asked', () => {
    const bomb = h.message('anne', 'EXPLODE homme louche');
    const [failed, next] = h.engine.receiveMany([bomb, h.message('bram', 'Merci')]);
    expect(failed!.decision).toBeNull();
    expect(next!.decision?.outcome).toBe('passed');
    expect(h.engine.failed()).toMatchObject([
      { inbox: 1, error: 'Error: the analyser fell over', event: bomb },
    ]);

    h.engine.setRules({
      analyser: { ...fakeAnalyser, analyse: (t) => fakeAnalyse(t.replace('EXPLODE', '')) },
    });
    expect(h.engine.retryFailed(1)).toBe(true);
    expect(h.engine.failed()).toEqual([]);
    expect(h.engine.ledger(h.group)).toMatchObject([{ rule: 'police-not-informed', member: 'anne' }]);
    expect(h.engine.retryFailed(1)).toBe(false);
  });

  it('steps over a damaged row after a restart, without its words in the error', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'garde-fou-')), 'damaged.sqlite');
    const before = house({ file });
    const waiting = before.message('bram', 'Merci');
    await before.close();
    const db = new Database(file);
    const put = db.prepare(
      `INSERT INTO inbox (key, received_at, status, channel, chat, event) VALUES (?, ${before.now()}, 'waiting', 'playground', ?, ?)`,
    );
    put.run('damaged', CHAT, '{"text":"mot de passe');
    put.run('whole', CHAT, JSON.stringify(waiting));
    db.close();

    const after = house({ file });
    await after.engine.start();
    await after.engine.settled();
    expect(after.engine.failed()).toHaveLength(1);
    expect(JSON.stringify(after.engine.failed()[0]!.error)).not.toContain('mot de passe');
    expect(after.engine.counts(after.group)).toHaveLength(1);
    expect(after.engine.retryFailed(after.engine.failed()[0]!.inbox)).toBe(false);
    await after.close();
    rmSync(dirname(file), { recursive: true });
  });

  it('leaves nothing behind of a decision that could not be written', () => {
    h.engine.setRules({
      analyser: {
        ...fakeAnalyser,
        analyse: (t) => ({
          ...fakeAnalyse(t),
          findings: [
            { rule: 'careless-language', confidence: 0.9 },
            { rule: 'no-such-rule', confidence: 0.9 },
          ],
        }),
      },
    });
    expect(h.says('anne', 'Merci').decision).toBeNull();
    expect(h.engine.ledger(h.group)).toEqual([]);
    expect(h.engine.counts(h.group)).toEqual([]);
    expect(h.engine.failed()[0]!.error).toContain('no-such-rule');
  });

  it('only notes events of chats that are no group of ours', async () => {
    const stranger = h.says('zoe', 'Homme louche', { chat: 'elsewhere' });
    expect(stranger.decision).toMatchObject({ outcome: 'ignored', why: ['unknown-group'] });
    await h.engine.settled();
    expect(h.seen).toEqual([]);
  });

  it('answers an emergency written to it privately by anybody with 101 (art. 9)', async () => {
    h.says('zoe', 'Cambriolage chez moi !', { scope: 'private', chat: 'zoe' });
    await h.engine.settled();
    expect(h.done()).toEqual(['tell zoe: call-101']);
    expect(h.seen[0]!.chat).toBe('zoe');
  });

  it('knows a member by both forms of an identity', () => {
    h.says('lid:7', 'Homme louche rue du Moulin', { sender: { id: 'lid:7', name: 'Zoe', alt: '+32470' } });
    const again = h.says('+32470', '101 prévenu', { sender: { id: '+32470', name: 'Zoe' } });
    expect(again.decision?.why).toContain('police-informed-confirmed');
  });

  it('records what came with a history sync without moderating it', () => {
    expect(h.says('anne', 'Homme louche', { history: true }).decision?.outcome).toBe('ignored');
    expect(h.engine.counts(h.group)).toEqual([]);
  });

  it('observes a group to which it was just added', () => {
    h.engine.receive({
      type: 'group',
      channel: 'playground',
      chat: 'new',
      scope: 'group',
      at: h.now(),
      id: 'g1',
      change: { what: 'bot-added' },
    });
    expect(h.engine.groups().at(-1)).toMatchObject({ chat: 'new', recognition: null });
    expect(h.says('zoe', 'Plaque 1-ABC-234', { chat: 'new' }).decision?.outcome).not.toBe('removed');
  });
});

describe('pictures', () => {
  it('are looked at before the verdict; what others write overtakes them, what belongs to them waits its turn', async () => {
    await h.close();
    const blocked: PictureAnalysis = {
      decision: 'block',
      findings: [{ rule: 'face-photo', confidence: 0.99, box: [0, 0, 9, 9] }],
      reasons: [],
      fingerprint: 'f',
    };
    const looked: string[] = [];
    h = house({
      engine: {
        lookAtPictures: async (event) => {
          await later(1);
          looked.push(event.message);
          return [blocked];
        },
      },
    });
    await h.engine.start();
    const media = [{ kind: 'photo' as const, ref: 'r1' }];
    expect(h.says('anne', 'Regardez', { media }).decision).toBeNull();
    // The rest of her telling, an answer to the picture, an answer to that answer: in their order.
    expect(h.says('anne', 'Merci').decision).toBeNull();
    expect(h.says('cora', 'Merci', { replyTo: { message: 'm1' } }).decision).toBeNull();
    expect(h.says('marc', 'Merci', { replyTo: { message: 'm3' } }).decision).toBeNull();
    // Words of somebody else do not wait for somebody's picture, here or elsewhere.
    expect(h.says('bram', 'Merci').decision).not.toBeNull();
    expect(h.says('bram', 'Merci', { chat: 'other' }).decision).not.toBeNull();
    await h.engine.settled();
    expect(looked).toEqual(['m1']);
    const judged = h.notices.flatMap((n) => (n.type === 'judged' ? [n.inbox] : []));
    expect(judged).toEqual([5, 6, 1, 2, 3, 4]);
    expect(h.engine.ledger(h.group)).toMatchObject([{ rule: 'face-photo', excerpt: '' }]);
    expect(h.says('anne', 'Merci').decision?.outcome).toBe('passed');
  });
});

describe('a picture whose message could not be judged', () => {
  it('is looked at again before the message is judged again', async () => {
    await h.close();
    let looks = 0;
    h = house({
      engine: {
        lookAtPictures: async () => {
          looks++;
          return [];
        },
      },
    });
    await h.engine.start();
    h.says('anne', 'EXPLODE', { media: [{ kind: 'photo', ref: 'r1' }] });
    await h.engine.settled();
    const [failed] = h.engine.failed();
    h.engine.setRules({ analyser: { ...fakeAnalyser, analyse: () => fakeAnalyse('') } });
    expect(h.engine.retryFailed(failed!.inbox)).toBe(true);
    await h.engine.settled();
    expect(h.engine.failed()).toEqual([]);
    expect(looks).toBe(2);
  });
});

describe('a process that died while it looked at a picture', () => {
  it('leaves the picture and what came after it for the next', async () => {
    await h.close();
    let hang = true;
    const lookAtPictures = () =>
      hang ? new Promise<never>(() => {}) : Promise.resolve([] as readonly PictureAnalysis[]);
    h = house({ engine: { lookAtPictures } });
    h.says('anne', 'Regardez', { media: [{ kind: 'photo', ref: 'r1' }] });
    h.says('anne', 'Homme louche rue du Moulin');
    expect(h.store.inbox.waiting()).toHaveLength(2);

    hang = false;
    const next = house({ file: h.file, engine: { lookAtPictures } });
    await next.engine.start();
    // What belongs to what waited queues behind it.
    expect(next.says('bram', 'Merci', { message: 'm9', replyTo: { message: 'm1' } }).decision).toBeNull();
    await next.engine.settled();
    const judged = next.notices.flatMap((n) => (n.type === 'judged' ? [n.decision.outcome] : []));
    expect(judged).toEqual(['passed', 'held', 'passed']);
    await next.close();
  });
});

describe('any interleaving of duplicates', () => {
  const lines = [
    ['anne', 'Homme louche rue du Moulin'],
    ['anne', 'veste noire'],
    ['bram', 'Je vends mon vélo'],
    ['anne', '101 prévenu'],
    ['bram', 'Plaque 1-ABC-234, quelle crapule'],
    ['cora', "Il part vers l'église"],
    ['bram', 'Un type bizarre'],
    ['bram', 'Homme louche rue du Moulin'],
  ] as const;

  /** Everything that decides what happens next; times are all the same here, salts are left out. */
  const state = (x: House): unknown =>
    [
      'inbox',
      'outbox',
      'holds',
      'threads',
      'thread_messages',
      'timers',
      'recent',
      'reviews',
      'counts',
      'persons',
    ].map((t) => x.store.db.prepare(`SELECT * FROM ${t}`).all());
  const ledger = (x: House) => x.engine.ledger(x.group).map(({ hash: _, ...entry }) => entry);

  it('leaves the same state as the plain stream', async () => {
    const run = async (order: readonly number[], batch: number) => {
      const x = house();
      const events = lines.map(([who, text]) => x.message(who, text));
      const stream = order.map((i) => events[i]!);
      for (let i = 0; i < stream.length; i += batch) x.engine.receiveMany(stream.slice(i, i + batch));
      const result = { state: state(x), ledger: ledger(x) };
      await x.close();
      return result;
    };
    const plain = await run(
      lines.map((_, i) => i),
      1,
    );
    // Each event comes first in its order; copies of it may come at any place after that.
    const withDuplicates = fc
      .array(fc.tuple(fc.nat(lines.length - 1), fc.nat(30)), { maxLength: 20 })
      .map((copies) => {
        const order = lines.map((_, i) => i);
        for (const [event, offset] of copies)
          order.splice(Math.min(order.length, order.indexOf(event) + 1 + offset), 0, event);
        return order;
      });
    await fc.assert(
      fc.asyncProperty(withDuplicates, fc.integer({ min: 1, max: 9 }), async (order, batch) => {
        expect(await run(order, batch)).toEqual(plain);
      }),
      { numRuns: 40 },
    );
  });
});

describe('one database', () => {
  it('may have its settings changed by a command while the engine runs', () => {
    expect(h.says('anne', 'Merci').decision?.outcome).toBe('passed');
    const command = house({ file: h.file });
    command.engine.changePolicy(h.group, { sending: 'prior-authorisation' });
    command.store.close();
    expect(h.says('anne', 'Merci').decision?.outcome).toBe('held');
  });

  it('serves one engine at a time', async () => {
    const second = house({ file: h.file });
    await expect(second.engine.start()).rejects.toThrow('already');
    await h.engine.stop();
    await second.engine.start();
    await second.close();
  });
});
