/** Telegram's limits, kept whatever comes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitText } from '../../../src/channels/telegram/deliver/split-text.js';
import { untilDate } from '../../../src/channels/telegram/deliver/until.js';
import { Pace } from '../../../src/channels/telegram/pace.js';

const DAY = 86_400_000;

describe('the pace', () => {
  const limits = { perGroup: 4, perGroupMs: 600, overall: 6, overallMs: 100 };
  const steps = fc.array(
    fc.record({
      wait: fc.integer({ min: 0, max: 120 }),
      chat: fc.constantFrom('-1', '-2', '5'),
      messages: fc.integer({ min: 0, max: 3 }),
    }),
    { maxLength: 80 },
  );

  it('never lets more through in any stretch of time than Telegram allows', () => {
    fc.assert(
      fc.property(steps, (asked) => {
        let now = 0;
        const pace = new Pace(() => now, limits);
        const made: { at: number; chat: string; messages: number }[] = [];
        for (const { wait, chat, messages } of asked) {
          now += wait;
          if (pace.ask(chat, messages) === 0) made.push({ at: now, chat, messages });
        }
        for (const { at } of made) {
          expect(made.filter((m) => m.at > at - limits.overallMs && m.at <= at).length).toBeLessThanOrEqual(
            6,
          );
          for (const chat of ['-1', '-2', '5']) {
            const inGroup = made.filter(
              (m) => m.chat === chat && m.at > at - limits.perGroupMs && m.at <= at,
            );
            expect(inGroup.reduce((n, m) => n + m.messages, 0)).toBeLessThanOrEqual(4);
          }
        }
      }),
    );
  });

  it('lets through, after the wait that it names, what it held back', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 3 }), (asked, messages) => {
        let now = 0;
        const pace = new Pace(() => now, limits);
        for (const step of asked) {
          now += step.wait;
          pace.ask(step.chat, step.messages);
        }
        now += pace.ask('-1', messages);
        // The first answer, if it was “go”, has used up its own part.
        expect(pace.ask('-1', messages)).toBeLessThanOrEqual(limits.perGroupMs);
        now += limits.perGroupMs;
        expect(pace.ask('-1', messages)).toBe(0);
      }),
    );
  });

  it('a pause that Telegram asks for in one chat is that chat’s; in several at once it is the bot’s', () => {
    let now = 0;
    const pace = new Pace(() => now, limits);
    pace.pause('-1', 9_000);
    pace.pause('-2', 5_000);
    expect([pace.ask('-1', 1), pace.ask('-2', 1), pace.ask('-3', 1)]).toEqual([9_000, 5_000, 0]);
    pace.pause('-3', 7_000);
    expect([pace.ask('-1', 1), pace.ask('-2', 1), pace.ask('5', 0)]).toEqual([9_000, 7_000, 7_000]);
    now += 7_000;
    expect([pace.ask('-2', 1), pace.ask('5', 0)]).toEqual([0, 0]);
    // Later ones, apart, are each a chat's own again.
    now += 60_000;
    pace.pause('-1', 9_000);
    now += 11_000;
    pace.pause('-2', 9_000);
    now += 11_000;
    pace.pause('-3', 9_000);
    expect(pace.ask('5', 0)).toBe(0);
  });

  it('an album larger than what is allowed in a minute is not held back for ever', () => {
    let now = 0;
    const pace = new Pace(() => now, limits);
    expect(pace.ask('-1', 10)).toBe(0);
    now += limits.perGroupMs;
    expect(pace.ask('-1', 1)).toBe(0);
  });
});

describe('a long text', () => {
  it('is cut into pieces that fit, and nothing but white space is lost', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.integer({ min: 2, max: 40 }),
        (text, limit) => {
          const pieces = splitText(text, limit);
          for (const piece of pieces) {
            expect(piece.length).toBeLessThanOrEqual(limit);
            expect(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(piece)).toBe(
              false,
            );
            expect(piece).not.toBe('');
          }
          expect(pieces.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        },
      ),
    );
  });
});

describe('the end of a measure', () => {
  it('is never one that Telegram would take for “for ever”, and never before it should be', () => {
    const now = Date.UTC(2026, 4, 4);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4000 * DAY }), (lasts) => {
        const { date, renewAt } = untilDate(now + lasts, now)!;
        const seconds = date! - now / 1000;
        expect(seconds).toBeGreaterThan(30);
        expect(seconds).toBeLessThan(366 * 86_400);
        // It lasts as long as it should, or is renewed before Telegram lets it end.
        if (renewAt === undefined) expect(date! * 1000).toBeGreaterThanOrEqual(now + lasts);
        else expect(renewAt).toBeLessThan(date! * 1000);
      }),
    );
    expect(untilDate(null, now)).toEqual({});
    expect(untilDate(now, now)).toBeNull();
  });
});
