import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../src/language/fold.js';

describe('folding makes one spelling of many', () => {
  it.each([
    ['Été, Straße, Œuvre', 'ete, strasse, oeuvre'],
    ['рolice', 'police'],
    ['p​o​l​i​c​e', 'police'],
    ['ｐｏｌｉｃｅ', 'police'],
    ['l’homme « louche »', 'l\'homme " louche "'],
  ])('%s', (raw, plain) => {
    expect(fold(raw).text).toBe(plain);
  });

  it('knows of each character where it came from', () => {
    const raw = 'Été à Liège';
    const { text, at } = fold(raw);
    const where = text.indexOf('liege');
    expect(raw.slice(at[where], at[where + 5])).toBe('Liège');
  });

  it('never loses its place, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (raw) => {
        const { text, at } = fold(raw);
        expect(at).toHaveLength(text.length + 1);
        for (let i = 1; i < at.length; i++) expect(at[i]!).toBeGreaterThanOrEqual(at[i - 1]!);
        expect(at.at(-1)).toBe(raw.length);
      }),
    );
  });

  it('folding twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (raw) => {
        const once = fold(raw).text;
        expect(fold(once).text).toBe(once);
      }),
    );
  });
});
