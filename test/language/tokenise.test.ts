import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenise } from '../../src/language/tokenise.js';

const words = (text: string): string[] => tokenise(text).tokens.map((t) => t.text);

describe('tokens', () => {
  it('undo leetspeak and spaced letters, but leave plates, times and measures alone', () => {
    expect(words('sale v0leur, bande de c0nn4rds')).toEqual(['sale', 'voleur', 'bande', 'de', 'connards']);
    expect(words('c o n n a r d')).toEqual(['connard']);
    expect(words('1-ABC-234 à 21h04, 4x4, i20')).toEqual(['1', 'abc', '234', 'a', '21h04', '4x4', 'i20']);
  });

  it('undo drawn-out letters, but not the letters of a plate', () => {
    expect(words('ATTENTIOOOOON allooooo 1-JJJ-100')).toEqual(['attention', 'allo', '1', 'jjj', '100']);
  });

  it('cut sentences and clauses', () => {
    const { tokens, sentences } = tokenise('Homme louche, rue Haute. Police prévenue à 12.30 !');
    expect(sentences).toBeGreaterThanOrEqual(2);
    const at = (w: string) => tokens.find((t) => t.text === w)!;
    expect(at('homme').sentence).toBe(at('rue').sentence);
    expect(at('homme').clause).not.toBe(at('rue').clause);
    expect(at('police').sentence).not.toBe(at('homme').sentence);
    expect(at('30').sentence).toBe(at('police').sentence);
  });

  it('point at their place in the original', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (raw) => {
        let last = 0;
        for (const t of tokenise(raw).tokens) {
          expect(t.start).toBeGreaterThanOrEqual(last);
          expect(t.end).toBeGreaterThan(t.start);
          expect(t.end).toBeLessThanOrEqual(raw.length);
          last = t.start;
        }
      }),
    );
  });

  it('of a very long text the beginning and the end', () => {
    const { tokens } = tokenise(`debut ${'mot '.repeat(50_000)}fin`);
    expect(tokens.length).toBeLessThan(3000);
    expect(tokens[0]!.text).toBe('debut');
    expect(tokens.at(-1)!.text).toBe('fin');
  });
});
