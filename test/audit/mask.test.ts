import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerptText } from '../../src/audit/finding-row.js';
import { MASK, Masker } from '../../src/audit/mask.js';

const shown = (text: string, names: string[] = []): string =>
  excerptText(new Masker(names).excerpt(text, undefined, [])!);

describe('excerpts do not spread what they are about', () => {
  const hidden = [
    '0470 12 34 56',
    '+32 470/12.34.56',
    '0032 470 123 456',
    '081/24.66.00 12',
    '85.07.30-033.28',
    'BE71 0961 2345 6769',
    'jan.peeters@example.be',
    'https://www.facebook.com/jan.peeters.5',
    'instagram.com/janp',
    '1-ABC-234',
    '1abc234',
    '2 XYZ 987',
    'ABC-123',
    'AB-123-CD',
    'AC-KL 123',
    '12-BC-34',
    'AB12 CDE',
    '@32470123456',
    '@janpeeters',
  ];
  for (const secret of hidden)
    it(secret, () => {
      expect(shown(`vu ${secret} hier`)).toBe(`vu ${MASK} hier`);
    });

  it('but leaves dates, times and house numbers', () => {
    for (const text of [
      'vu à 21:04 au 12',
      'le 12 mars 2024',
      'rue 123',
      'appelez le 101 ou le 112',
      'il y a 3 ou 4 hommes',
    ])
      expect(shown(text)).toBe(text);
  });

  it('members’ names go, also a part of them, also with an apostrophe; everyday words stay', () => {
    const names = ['Annick Peeters', 'Jean d’Hooghe', 'Police locale', 'Voisin rue Haute'];
    expect(shown('Merci Annick, dit Hooghe. PEETERS aussi. La police de la rue', names)).toBe(
      `Merci ${MASK}, dit ${MASK}. ${MASK} aussi. La police de la rue`,
    );
    expect(shown('un homme en jean bleu', names)).toBe('un homme en jean bleu');
  });

  it('hides what the rules found, even at the edge of what proves another rule', () => {
    const text = 'va voir Karel Vos au 5';
    const found = { rule: 'identity-disclosed', confidence: 0.9, span: [8, 17] } as const;
    const excerpt = new Masker([]).excerpt(text, [0, 12], [found])!;
    expect(excerpt).toEqual({ before: '', proof: `va voir ${MASK}`, after: `${MASK} au 5` });
  });

  it('shows nothing at all when the place is unknown', () => {
    expect(new Masker([]).excerpt('x', undefined, [{ rule: 'plate-in-text', confidence: 1 }])).toBeNull();
  });

  it('never shows a found plate, wherever it stands', () => {
    fc.assert(
      fc.property(
        fc.lorem({ maxCount: 60 }),
        fc.lorem({ maxCount: 60 }),
        fc.boolean(),
        (before, after, whole) => {
          const text = `${before} 1-ABC-234 ${after}`;
          const span = [before.length + 1, before.length + 10] as const;
          const excerpt = new Masker([]).excerpt(text, whole ? undefined : span, [
            { rule: 'plate-in-text', confidence: 1, span },
          ]);
          expect(excerptText(excerpt!)).not.toContain('ABC');
        },
      ),
    );
  });
});
