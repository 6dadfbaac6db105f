/** Messages of any form, up to the longest and strangest: answered, in a time that grows with their length and no faster. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { allNames } from '../../src/commands/parse/names.js';
import { parseAnswer, parseCommand } from '../../src/commands/parse/parse-command.js';
import { tokensOf } from '../../src/commands/parse/tokens.js';
import { findUntil } from '../../src/commands/parse/until.js';
import { findWho } from '../../src/commands/parse/who.js';
import type { Analyser } from '../../src/language/api.js';
import { createAnalyser } from '../../src/language/index.js';
import { loadRules } from '../../src/rules/load.js';
import { heapInUse } from '../heap-in-use.js';

let analyser: Analyser;
beforeAll(() => {
  analyser = createAnalyser(loadRules(undefined, { examples: false }));
  analyser.analyse('Homme suspect rue Haute, 101 prévenu.');
});

/** Processor time of one call, the lesser of two, in ms: what others do on this machine is not in it. */
function cost(work: () => unknown): number {
  let least = Infinity;
  for (let i = 0; i < 2; i++) {
    const began = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(began);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

/** Pieces that parsers stumble over: pairs without end, digits, look-alikes, marks, plates, numbers, links, quotes. */
const STRANGE = [
  'a',
  '1',
  ' ',
  '\n',
  '\t',
  '\u00a0',
  '\u200b',
  '\u202e',
  '\ud83d',
  '\udc00',
  '\0',
  '\u{1F1E7}\u{1F1EA}',
  '👨‍👩‍👧',
  'e\u0301',
  '\u0301',
  '(',
  '[',
  '{',
  '"',
  "'",
  '`',
  '*',
  '_',
  '~',
  '>',
  '/',
  '\\',
  '@',
  '#',
  '.',
  ',',
  '!',
  '?',
  '-',
  '—',
  '’',
  '«',
  '1-ABC-234',
  '0470 12 34 56',
  'https://x.be/a?b=c',
  'a@b.be',
  '85.07.30-033.28',
  'BE68539007547034',
  '1-',
  'ABC-',
  'een-',
  'honderd',
  'quatre-vingt-dix-neuf',
  'vierundzwanzig',
  'non pas ',
  'ne pas ',
  'pas de police ',
  '101 ',
  'police prévenue ',
  'suspect ',
  'voiture ',
  'arabe ',
  'noir ',
  '漢',
  'ش',
  'ऩ',
  'Ａ',
  '𝐀',
  'ﬀ',
  'İ',
  'ß',
  '́́́',
  'x'.repeat(60),
  '9'.repeat(60),
];
const strange = fc
  .array(fc.oneof(fc.constantFrom(...STRANGE), fc.string({ unit: 'binary', maxLength: 8 })), {
    maxLength: 60,
  })
  .map((p) => p.join(''));

describe('a message', () => {
  it('of any signs is read, with spans that lie within it', () => {
    fc.assert(
      fc.property(strange, fc.option(strange, { nil: undefined }), (text, replyTo) => {
        const { findings, kindConfidence } = analyser.analyse(text, replyTo === undefined ? {} : { replyTo });
        expect(kindConfidence).toBeGreaterThanOrEqual(0);
        for (const { span, confidence } of findings) {
          expect(confidence).toBeGreaterThanOrEqual(0);
          expect(confidence).toBeLessThanOrEqual(1);
          if (span) expect(0 <= span[0] && span[0] < span[1] && span[1] <= text.length).toBe(true);
        }
      }),
      { numRuns: 250 },
    );
  });

  /** What an ordinary message of this length costs, ms. */
  const ordinary = (length: number): string =>
    'Bonjour, un homme en veste noire regarde dans les voitures rue du Moulin, la police est prévenue. '
      .repeat(Math.ceil(length / 97))
      .slice(0, length);

  it.each(
    [...STRANGE, 'a b ', '1-A ', 'non non ', '(((', 'a.b.', '0 4 7 '].map((piece) => [
      JSON.stringify(piece).slice(0, 30),
      piece,
    ]),
  )(
    'of nothing but %s, 4,000 signs long, costs no more than a few times an ordinary one, and far less than a second',
    (_name, piece) => {
      const text = piece.repeat(Math.ceil(4000 / piece.length)).slice(0, 4000);
      const most = Math.max(400, 24 * cost(() => analyser.analyse(ordinary(4000))));
      expect(cost(() => analyser.analyse(text))).toBeLessThan(most);
    },
  );

  it('of 100,000 and 200,000 signs is read in a time that grows no faster than they do', () => {
    for (const piece of ['a b c ', 'x', '1', '\u0301', 'police prévenue ', '1-ABC-234 ', '(', '\n']) {
      const of = (length: number): number =>
        cost(() => analyser.analyse(piece.repeat(length / piece.length)));
      const [half, whole] = [of(100_000), of(200_000)];
      expect(whole, JSON.stringify(piece)).toBeLessThan(Math.max(400, 7 * half));
    }
  }, 120_000);

  it('one after the other, thousands of different ones, leave no memory behind', () => {
    const round = (from: number): void => {
      for (let i = 0; i < 1000; i++)
        analyser.analyse(
          `Message ${from + i} mot${(from + i) * 7919} rue ${from + i}, plaque 1-ABC-${i % 1000}`,
        );
    };
    round(0);
    const before = heapInUse();
    for (let r = 1; r <= 4; r++) round(r * 1000);
    expect((heapInUse() - before) / 1048576).toBeLessThan(8);
  }, 120_000);
});

describe('a command', () => {
  const people = ['Anne Peeters', 'Luc', '', '__proto__', '(.*)+', '\u202eannA'].map((name, person) => ({
    person,
    identity: `id${person}`,
    alt: null,
    name,
  }));
  it('of any words is parsed, and never throws', () => {
    const head = fc.constantFrom(
      ...allNames().map((n) => `/${n} `),
      '/',
      '／',
      '/ warn',
      '/warn@Bot ',
      '//',
      '/__proto__ ',
      '/constructor ',
    );
    fc.assert(
      fc.property(head, strange, (command, rest) => {
        const parsed = parseCommand(command + rest);
        parseAnswer(rest);
        const tokens = tokensOf(rest);
        findWho(tokens, people, { replied: rest, mentions: [rest] });
        findWho(tokens, people, { replied: null, mentions: [] });
        findUntil(tokens, Date.UTC(2026, 0, 1));
        expect(['command', 'unknown', 'none']).toContain(parsed.type);
        expect(['__proto__', 'constructor']).not.toContain(parsed.type === 'command' ? parsed.command : '');
      }),
      { numRuns: 400 },
    );
  });

  it.each(['"', '« ', '" ', '@', '“', '0 ', '+32 ', 'anne ', '31/12/', '1 ', '-', 'jusqu’au '])(
    'with a hundred thousand signs of %s costs little',
    (piece) => {
      const text = piece.repeat(Math.ceil(100_000 / piece.length));
      const work = (t: string) => () => {
        const tokens = tokensOf(t);
        findWho(tokens, people, { replied: null, mentions: [] });
        findUntil(tokens, 0);
        parseCommand(`/warn ${t}`);
      };
      expect(cost(work(text))).toBeLessThan(Math.max(400, 8 * cost(work(text.slice(0, 25_000)))));
    },
  );
});
