import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPlates } from '../../src/language/recognise/plate.js';
import { tokenise } from '../../src/language/tokenise.js';

const plates = (text: string) =>
  findPlates(tokenise(text).tokens, text).map((p) => {
    const { tokens } = tokenise(text);
    return { text: text.slice(tokens[p.from]!.start, tokens[p.to - 1]!.end), strength: p.strength };
  });

describe('plates written in a text', () => {
  it.each([
    ['camionnette 1-ABC-234 rue Haute', '1-ABC-234'],
    ['plaque 1abc234', '1abc234'],
    ['plaque 1 abc 234', '1 abc 234'],
    ['oude plaat ABC-123', 'ABC-123'],
    ['Kennzeichen AC-XY 1234', 'AC-XY 1234'],
    ['plaque française AB-123-CD', 'AB-123-CD'],
    ['NL plaat 12-XK-BV', '12-XK-BV'],
    ['UK plate LB07 SEO', 'LB07 SEO'],
    [
      'un tiret alpha bravo charlie tiret deux trois quatre',
      'un tiret alpha bravo charlie tiret deux trois quatre',
    ],
    [
      'elle a un tiret A comme Albert B comme Bruno C tiret huit cent six',
      'un tiret A comme Albert B comme Bruno C tiret huit cent six',
    ],
    ['Kennzeichen eins Ludwig Theodor Berta vierhundertzwölf', 'eins Ludwig Theodor Berta vierhundertzwölf'],
  ])('%s', (text, plate) => {
    expect(plates(text).map((p) => p.text)).toContain(plate);
  });

  it.each([
    'rue Haute 123 à 21h04',
    '4000 Liège, numéro 12 boîte 3',
    'une Peugeot 208 et une BMW X5',
    'prix 1.250 €, ref 88',
    'elle commence par 1-A',
    'E411 direction Namur, sortie 23',
    'la réunion du 12 mars 2026 à 20h',
    'Bel 101 als je iets ziet',
    'moteur 1.6 de la Leon',
    'in de straat op nummer 12 om 9 uur',
  ])('not: %s', (text) => {
    expect(plates(text).filter((p) => p.strength !== 'weak')).toEqual([]);
  });

  it('three letters of one kind are no lengthened word', () => {
    expect(plates('une voiture 1RRR100 est passée').map((p) => p.strength)).toEqual(['strong']);
    expect(plates('grijze bmw 2-xxx-450 reed weg').map((p) => p.strength)).toEqual(['strong']);
  });

  it('any Belgian plate is found however it is cut and cased', () => {
    const letter = fc.constantFrom(...'BCFGHJKPQRVWXYZ');
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2 }),
        fc.tuple(letter, letter, letter),
        fc.integer({ min: 100, max: 999 }),
        fc.constantFrom('-', ' ', '', '.', ' - '),
        fc.boolean(),
        (first, letters, number, sep, lower) => {
          const plate = [first, letters.join(''), number].join(sep);
          const text = `une voiture ${lower ? plate.toLowerCase() : plate} est passée`;
          expect(plates(text).some((p) => p.strength !== 'weak')).toBe(true);
        },
      ),
    );
  });
});
