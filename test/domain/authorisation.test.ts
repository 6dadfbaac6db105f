import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alteredRelay, compareRelay } from '../../src/domain/authorisation.js';

const words = fc.array(
  fc.constantFrom('fermez', 'portes', 'rue', 'haute', 'jusqu’à', '18', 'heures', 'radio', 'x', '\n'),
  {
    maxLength: 14,
  },
);

describe('a relay by hand', () => {
  it('that says the official words, whatever stands around them, is never said to be altered', () => {
    fc.assert(
      fc.property(words, words, words, (official, before, after) => {
        const text = official.join(' ').trim();
        fc.pre(text !== '');
        expect(alteredRelay([text], [before.join(' '), text, after.join(' ')].join('\n'))).toBeNull();
      }),
    );
  });

  it('never throws, and what it names is one of the official messages', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string(), { maxLength: 3 }),
        fc.string({ unit: 'grapheme' }),
        (officials, text) => {
          const found = alteredRelay(officials, text);
          expect(found === null || officials.includes(found)).toBe(true);
          for (const o of officials) expect(compareRelay(o, o)).toBe('verbatim');
        },
      ),
    );
  });
});
