import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerpt, MAX_EXCERPT, withoutMarks } from '../../src/domain/excerpt.js';

const TEXT =
  'Une voiture grise passe souvent devant chez nous, plaque 1-ABC-234, et elle ralentit à chaque maison';
const PLATE: readonly [number, number] = [TEXT.indexOf('1-ABC'), TEXT.indexOf('1-ABC') + 9];

describe('an excerpt', () => {
  it('of a short text is the text', () => {
    expect(excerpt('Bonjour à tous')).toBe('Bonjour à tous');
  });

  it('is cut between words, and says where something is left out', () => {
    expect(excerpt(TEXT, [PLATE[0] - 20, PLATE[1] + 20], PLATE)).toBe(
      '… chez nous, plaque 1-ABC-234, et elle ralentit à …',
    );
  });

  it('keeps the words that prove the finding whole, though they stand at its edge', () => {
    expect(excerpt(TEXT, [PLATE[0], PLATE[1] - 3], PLATE)).toContain('1-ABC-234');
  });

  it('holds whole words of the text only, and never more than is needed', () => {
    const words = fc.array(fc.stringMatching(/^[a-zé]{1,12}$/), { minLength: 1, maxLength: 120 });
    fc.assert(
      fc.property(words, fc.nat(1500), fc.nat(1500), (list, a, b) => {
        const text = list.join(' ');
        const from = Math.min(a, text.length);
        const kept = excerpt(text, [from, from + b]);
        expect(kept.length).toBeLessThanOrEqual(MAX_EXCERPT + 24);
        const inner = withoutMarks(kept);
        for (const word of inner.split(' ').filter((w) => w !== '' && w !== '…'))
          expect(list).toContain(word);
      }),
    );
  });
});
