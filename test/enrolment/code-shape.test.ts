import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accepts } from '../../src/domain/enrolment/accepts.js';
import { ALPHABET, CODE_LENGTH, codesIn, isCode, spelled } from '../../src/domain/enrolment/code.js';

const code = fc
  .array(fc.constantFrom(...ALPHABET), { minLength: CODE_LENGTH, maxLength: CODE_LENGTH })
  .map((signs) => signs.join(''))
  .filter(isCode);
const gap = fc.constantFrom('', '', '', '-', ' ', ' - ', '–', '.', '\u00a0');
const around = fc.constantFrom(
  '',
  'Voici mon code : ',
  'code=',
  '/start ',
  'Le code est « ',
  'hier is hij:\n',
);
const behind = fc.constantFrom('', '.', ' merci', ' !', ' »', '\n\nBien à vous');

describe('a code', () => {
  it('is found however it is written', () => {
    fc.assert(
      fc.property(
        code,
        fc.array(gap, { minLength: CODE_LENGTH - 1, maxLength: CODE_LENGTH - 1 }),
        fc.array(fc.boolean(), { minLength: CODE_LENGTH, maxLength: CODE_LENGTH }),
        around,
        behind,
        (c, gaps, small, before, after) => {
          const written = [...c]
            .map((sign, i) => (small[i] ? sign.toLowerCase() : sign) + (gaps[i] ?? ''))
            .join('');
          expect(codesIn(before + written + after)).toContain(c);
        },
      ),
    );
  });

  it('is taken for what was meant where it was misread', () => {
    expect(codesIn('k7p3-z6sb')).toEqual(['K7P32G58']);
    expect(isCode('K7P32G58')).toBe(true);
  });

  it.each([
    'Homme louche rue du Moulin, il regarde dans les voitures',
    '0475 23 45 78',
    '1-ABC-234',
    'BE 0123.456.789',
    'https://example.be/x7k3p9cdfghj',
    'K7P3X9CD4',
    'K7P3-X9C',
    'XKCDXKCD',
    '',
  ])('is not in “%s”', (text) => {
    expect(codesIn(text)).toEqual([]);
  });

  it('is never found in anything that breaks the search', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const found of codesIn(text)) expect(isCode(found)).toBe(true);
      }),
    );
    expect(codesIn('K7P3X9CD '.repeat(50)).length).toBe(1);
    const started = performance.now();
    codesIn('2-'.repeat(1000));
    expect(performance.now() - started).toBeLessThan(500);
  });

  it('is spelled in two halves', () => {
    expect(spelled('K7P3X9CD')).toBe('K7P3-X9CD');
  });
});

describe('an acceptance in words', () => {
  it.each(["J'accepte", 'j’accepte.', 'Ik aanvaard!', 'Ich stimme zu', 'I ACCEPT'])('is “%s”', (text) => {
    expect(accepts(text)).toBe(true);
  });
  it.each(['non', "j'accepte pas", 'oui', "Je n'accepte pas", ''])('is not “%s”', (text) => {
    expect(accepts(text)).toBe(false);
  });
});
