/** The pure rules: when to come back, how fast to speak, which answer was meant, who is who. */
import { createCipheriv, createHash, createHmac } from 'node:crypto';
import { getMediaKeys, makeEventBuffer } from '@whiskeysockets/baileys';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atOnce } from '../../../src/channels/whatsapp/before-receipt.js';
import { choiceOf, withChoices } from '../../../src/channels/whatsapp/choices.js';
import { afterEnding } from '../../../src/channels/whatsapp/connection-policy.js';
import { Cooling } from '../../../src/channels/whatsapp/cooling.js';
import { fetchMedia } from '../../../src/channels/whatsapp/fetch-media.js';
import { IdentityBook } from '../../../src/channels/whatsapp/identity-book.js';
import { mediaRef } from '../../../src/channels/whatsapp/map/media.js';
import { LIMITS, type PaceKind, pacer } from '../../../src/channels/whatsapp/pace.js';
import { quietLogger } from '../../../src/channels/whatsapp/quiet-logger.js';
import { migrate } from '../../../src/store/migrate.js';

describe('when the connection ends', () => {
  const ending = fc.record({
    code: fc.oneof(
      fc.constantFrom(0, 401, 402, 403, 405, 406, 408, 409, 411, 419, 428, 440, 500, 503, 515),
      fc.nat({ max: 600 }),
    ),
    failures: fc.nat({ max: 10_000 }),
    pairing: fc.boolean(),
    chance: fc.double({ min: 0, max: 0.999, noNaN: true }),
  });
  const NEVER_AGAIN = new Set([401, 402, 403, 405, 406, 409, 411, 419, 440]);

  it('thrown out, banned or replaced never comes back by itself; all else does, within five minutes, or stops', () => {
    fc.assert(
      fc.property(ending, (e) => {
        const next = afterEnding(e);
        if (NEVER_AGAIN.has(e.code)) expect(next.do).toBe('stop');
        if (next.do === 'reconnect') {
          expect(next.afterMs).toBeGreaterThanOrEqual(0);
          expect(next.afterMs).toBeLessThanOrEqual(300_000);
          // Whatever the reason, it can't go round without a pause for ever.
          if (e.failures >= 3) expect(next.afterMs).toBeGreaterThanOrEqual(8_000);
        }
      }),
    );
  });

  it('a longer row of failures never waits less', () => {
    fc.assert(
      fc.property(ending, (e) => {
        const now = afterEnding(e);
        const later = afterEnding({ ...e, failures: e.failures + 1 });
        if (now.do === 'reconnect' && later.do === 'reconnect')
          expect(later.afterMs).toBeGreaterThanOrEqual(now.afterMs);
        if (now.do === 'stop') expect(later).toEqual(now);
      }),
    );
  });

  it('right after pairing at once; a busy server is left in peace; a code nobody scanned is the end', () => {
    const e = { failures: 0, pairing: false, chance: 0 };
    expect(afterEnding({ ...e, code: 515 })).toEqual({ do: 'reconnect', afterMs: 0 });
    expect(afterEnding({ ...e, code: 503 })).toEqual({ do: 'reconnect', afterMs: 30_000 });
    expect(afterEnding({ ...e, code: 408 })).toEqual({ do: 'reconnect', afterMs: 1_000 });
    expect(afterEnding({ ...e, code: 408, pairing: true })).toEqual({
      do: 'stop',
      problem: 'pairing-timeout',
    });
    expect(afterEnding({ ...e, code: 500, failures: 5 })).toEqual({ do: 'stop', problem: 'bad-session' });
  });
});

describe('a human pace', () => {
  const kinds = Object.keys(LIMITS) as PaceKind[];
  const database = () => {
    const db = new Database(':memory:');
    migrate(db);
    return db;
  };

  it('keeps its gaps and its ceilings, whatever is asked when', () => {
    const db = database();
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...kinds), fc.nat({ max: 20_000 })), { maxLength: 120 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (asked, chance) => {
          db.exec('DELETE FROM whatsapp_pace');
          let now = Date.UTC(2026, 4, 4, 8);
          const pace = pacer(
            db,
            () => now,
            () => chance,
          );
          const last = new Map<PaceKind, number>();
          const done = new Map<PaceKind, number>();
          for (const [kind, later] of asked) {
            now += later;
            const slot = pace.ask(kind);
            if (!slot.go) {
              expect(slot.afterMs).toBeGreaterThan(0);
              continue;
            }
            const at = now + slot.waitMs;
            const before = last.get(kind);
            if (before !== undefined) expect(at - before).toBeGreaterThanOrEqual(LIMITS[kind].gap[0]);
            last.set(kind, at);
            done.set(kind, (done.get(kind) ?? 0) + 1);
            expect(done.get(kind)).toBeLessThanOrEqual(LIMITS[kind].aDay);
          }
        },
      ),
      { numRuns: 60 },
    );
    db.close();
  });

  it('a restart forgets no count; a new day begins anew', () => {
    const db = database();
    let now = Date.UTC(2026, 4, 4, 8);
    for (let i = 0; i < LIMITS['first-contact'].aDay; i++) {
      now += 30_000;
      expect(
        pacer(
          db,
          () => now,
          () => 0,
        ).ask('first-contact').go,
      ).toBe(true);
    }
    const slot = pacer(
      db,
      () => now,
      () => 0,
    ).ask('first-contact');
    expect(slot).toMatchObject({ go: false, reason: 'daily-ceiling' });
    now += slot.go ? 0 : slot.afterMs;
    expect(
      pacer(
        db,
        () => now,
        () => 0,
      ).ask('first-contact').go,
    ).toBe(true);
    db.close();
  });

  it('taking a message out does not wait behind words', () => {
    const db = database();
    const pace = pacer(
      db,
      () => 1_000_000,
      () => 0.9,
    );
    pace.ask('say');
    pace.ask('first-contact');
    expect(pace.ask('delete')).toEqual({ go: true, waitMs: 0 });
    db.close();
  });
});

describe('when WhatsApp says that it is too much', () => {
  it('never knocks twice within a rest, rests longer each time, and comes back slowly', () => {
    const step = fc.tuple(fc.nat({ max: 400_000 }), fc.boolean());
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => {
        let now = 0;
        const cooling = new Cooling(() => now);
        let rest = 0;
        let restsUntil = 0;
        for (const [later, stillTooMuch] of steps) {
          now += later;
          const wait = cooling.ask();
          if (now < restsUntil) expect(wait).toBe(restsUntil - now);
          if (wait > 0) continue;
          // Whoever finds out is alone.
          if (rest > 0) expect(cooling.ask()).toBeGreaterThan(0);
          if (stillTooMuch) {
            const before = rest;
            rest = cooling.refused();
            restsUntil = now + rest;
            expect(rest).toBe(Math.min(3_600_000, Math.max(60_000, before * 2)));
            // What was on its way already is the same refusal.
            expect(cooling.refused()).toBe(rest);
            cooling.went();
            expect(cooling.ask()).toBe(rest);
          } else {
            const before = rest;
            cooling.went();
            rest = 0;
            if (before > 0) expect(cooling.slower()).toBe(3);
            expect([cooling.ask(), cooling.ask()]).toEqual([0, 0]);
          }
        }
        now = Math.max(now, restsUntil);
        cooling.ask();
        cooling.went();
        now += 15 * 60_000;
        expect(cooling.slower()).toBe(1);
      }),
    );
  });
});

describe('a note about the group', () => {
  it('is heard when it happens, not when Baileys has gathered some and confirmed them', () => {
    const events = makeEventBuffer(quietLogger);
    const order: string[] = [];
    events.process(() => void order.push('handed over'));
    atOnce(events, 'messages.upsert', ({ type }) => void order.push(type));
    events.buffer();
    events.emit('messages.upsert', { messages: [], type: 'append' });
    events.emit('messages.upsert', {
      messages: [{ key: { remoteJid: 'x@g.us', id: '1' } }],
      type: 'append',
    });
    expect(order).toEqual(['append', 'append']);
    events.flush();
    expect(order).toEqual(['append', 'append', 'handed over']);
  });
});

describe('answers where there are no buttons', () => {
  const choices = [
    { label: 'C’est fait', action: 'informed:h1' },
    { label: 'Retirer mon message', action: 'withdraw:h1' },
  ];
  it.each([
    ['1', 0],
    ['2', 1],
    [' 2. ', 1],
    ['(1)', 0],
    ['2️⃣', 1],
    ['C’est fait', 0],
    ['c’est FAIT !', 0],
    ['retirer mon message', 1],
  ])('“%s” is answer %i', (words, at) => {
    expect(choiceOf(words, choices)).toBe(choices[at]);
  });
  it.each(['3', '0', '101', '12', '', '1 ou 2', 'appelé', '👍'])('“%s” is none of them', (words) => {
    expect(choiceOf(words, choices)).toBeNull();
  });
  it('show their numbers, at most nine', () => {
    expect(withChoices('Alors ?', choices)).toBe('Alors ?\n\n1️⃣ C’est fait\n2️⃣ Retirer mon message');
    expect(withChoices('Alors ?', [])).toBe('Alors ?');
    expect(
      withChoices(
        '?',
        Array.from({ length: 20 }, () => choices[0]!),
      ).split('\n'),
    ).toHaveLength(11);
  });
});

describe('who is who', () => {
  const number = fc.integer({ min: 1, max: 6 }).map((n) => `3247000000${n}@s.whatsapp.net`);
  const lid = fc.integer({ min: 1, max: 6 }).map((n) => `90000000000${n}@lid`);

  it('both forms of a person lead to one, also when numbers change hands', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(number, lid)), (pairs) => {
        const book = new IdentityBook();
        for (const [n, l] of pairs) {
          book.learn(l, n);
          expect(book.idOf(l)).toBe(n);
          expect(book.person(n, '').alt).toBe(l);
          expect(book.same(n, l)).toBe(true);
        }
        for (const [n] of pairs) expect(book.idOf(book.lid(n) ?? n)).toBe(n);
      }),
    );
  });

  it('learns nothing from what is no pair of a number and a LID', () => {
    const book = new IdentityBook();
    for (const [a, b] of [
      ['', ''],
      ['1@g.us', '900000000001@lid'],
      ['32470000001@s.whatsapp.net', '32470000002@s.whatsapp.net'],
      [undefined, null],
    ])
      expect(book.learn(a, b)).toBe(false);
  });
});

describe('the bytes behind a reference', () => {
  const key = Buffer.alloc(32, 9);
  const plain = Buffer.from('a picture');
  const sealed = async (bytes: Buffer): Promise<Buffer> => {
    const { iv, cipherKey, macKey } = await getMediaKeys(key, 'image');
    const cipher = createCipheriv('aes-256-cbc', cipherKey, iv);
    const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
    return Buffer.concat([
      body,
      createHmac('sha256', macKey!).update(iv).update(body).digest().subarray(0, 10),
    ]);
  };
  const ref = mediaRef('image', '/v/1?x=1', key, createHash('sha256').update(plain).digest());
  const media = { kind: 'photo', ref } as const;

  it('are fetched, checked and opened', async () => {
    const paths: string[] = [];
    const get = async (path: string): Promise<Buffer> => {
      paths.push(path);
      return sealed(plain);
    };
    expect(Buffer.from(await fetchMedia(media, 100, get)).toString()).toBe('a picture');
    expect(paths).toEqual(['/v/1?x=1']);
  });

  it('too large, altered, gone, or not a reference: refused, and nothing else is asked', async () => {
    const file = await sealed(plain);
    const get = async () => file;
    await expect(fetchMedia(media, 3, get)).rejects.toThrow('too-large');
    await expect(fetchMedia({ ...media, size: 900 }, 100, get)).rejects.toThrow('too-large');
    const altered = Buffer.from(file);
    altered[0]! ^= 1;
    await expect(fetchMedia(media, 100, async () => altered)).rejects.toThrow('altered');
    await expect(fetchMedia(media, 100, async () => sealed(Buffer.from('another')))).rejects.toThrow(
      'altered',
    );
    await expect(fetchMedia({ kind: 'photo', ref: 'gone:' }, 100, get)).rejects.toThrow('gone');
    const never = async () => {
      throw new Error('asked');
    };
    for (const bad of [
      '',
      'x',
      'wa:{}',
      'wa:{"type":"image","path":"@evil.example/","key":"AAAA"}',
      'https://evil.example',
    ])
      await expect(fetchMedia({ kind: 'photo', ref: bad }, 100, never)).rejects.toThrow('not-a-reference');
  });
});
