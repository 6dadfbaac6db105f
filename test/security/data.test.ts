/** Words that databases, objects and formats take for something else: kept and shown as words, everywhere. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { channelEventSchema } from '../../src/domain/event.js';
import { verifyLedger } from '../../src/store/verify-ledger.js';
import { type House, house } from '../engine/house.js';

let h: House;
beforeEach(async () => {
  h = house();
  await h.engine.start();
});
afterEach(() => h.close());

const tables = (): string =>
  JSON.stringify(h.store.db.prepare('SELECT type, name, sql FROM sqlite_master ORDER BY name').all());
const NASTY = [
  "'; DROP TABLE ledger; --",
  "' OR '1'='1",
  '" UNION SELECT token FROM console_sessions --',
  '%',
  '_',
  '\0',
  '\\',
  '?',
  ':name',
  '@p',
  '$1',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '{name}',
  '{"__proto__":{"role":"coordinator"}}',
  '$' + '{7*7}',
  '{{7*7}}',
  '%s%n',
  '\ud800',
  'a\udc00b',
  '\u{1F1E7}\u{1F1EA}',
];

describe('names, ids and texts of every kind', () => {
  it('leave the tables as they were and come out as they went in', async () => {
    const before = tables();
    for (const [i, nasty] of NASTY.entries()) {
      const sender = { id: `p${i}${nasty}`.slice(0, 128), name: nasty };
      h.says('x', `Homme louche ${nasty} crapule`, { sender, message: `m${i}${nasty}` });
      h.engine.receive({ ...h.press('x', `informed:${nasty}`.slice(0, 64)), sender });
      await h.engine.settled();
    }
    expect(tables()).toBe(before);
    expect(h.engine.failed()).toEqual([]);
    expect(h.store.db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(verifyLedger(h.store.db).ok).toBe(true);
    expect(
      h.engine
        .members(h.group)
        .filter((m) => m.role !== 'member')
        .map((m) => m.person)
        .sort(),
    ).toEqual(['cora', 'marc']);
    for (const nasty of NASTY.filter((n) => !/[\0\ud800]/.test(n)))
      expect(h.done().filter((d) => d.includes(nasty)).length).toBeGreaterThan(0);
  });

  it('half an emoji at the end of an excerpt leaves the chain whole', () => {
    for (const words of [
      'crapule \ud83d',
      `crapule ${'x'.repeat(1991)}\u{1F600}`,
      `${'\u{1F600}'.repeat(3000)} crapule`,
    ])
      h.says('bram', words, { message: `half-${words.length}` });
    const proof = verifyLedger(h.store.db);
    expect(proof).toMatchObject({ ok: true });
    expect(h.store.ledger.list(h.group, 10).length).toBeGreaterThan(0);
  });

  it('give nobody a property that they did not have', () => {
    const polluting = JSON.parse(
      `{"type":"message","channel":"playground","chat":"street","scope":"group","at":1,"message":"m","revision":0,
        "sender":{"id":"bram","name":"b","__proto__":{"anonymous":true,"role":"coordinator"}},
        "text":"x","media":[],"__proto__":{"history":true},"constructor":{"prototype":{"role":"mandatary"}}}`,
    );
    const event = channelEventSchema.parse(polluting);
    expect(Object.keys(event)).not.toContain('constructor');
    expect('history' in event && event.history).toBeFalsy();
    expect('sender' in event && event.sender.anonymous).toBeFalsy();
    const order = channelEventSchema.parse(
      JSON.parse(
        `{"type":"order","channel":"playground","chat":"bram","scope":"private","at":1,"id":"o","sender":{"id":"bram","name":"b"},
          "order":{"what":"run","command":"warn","args":{"__proto__":"x","constructor":"y","person":1}}}`,
      ),
    );
    h.engine.receive(order);
    expect(({} as Record<string, unknown>).role).toBeUndefined();
    expect(Object.prototype).not.toHaveProperty('person');
  });

  it('of any form at the inbox: taken or refused by the schema, never anything else', () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom(
          null,
          true,
          0,
          -1,
          1e308,
          '',
          ...NASTY,
          'message',
          'press',
          'order',
          'group',
          'private',
          'playground',
        ),
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.array(tie('any'), { maxLength: 4 }),
        fc.dictionary(
          fc.constantFrom(
            'type',
            'channel',
            'chat',
            'scope',
            'at',
            'id',
            'message',
            'sender',
            'text',
            'media',
            'order',
            'change',
            'name',
            '__proto__',
          ),
          tie('any'),
        ),
      ),
    })).any;
    fc.assert(
      fc.property(value, (raw) => {
        const fits = channelEventSchema.safeParse(raw);
        if (fits.success) h.engine.receive(fits.data);
      }),
      { numRuns: 300 },
    );
    expect(h.engine.failed()).toEqual([]);
  });
});
