import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sign } from '../../../src/vision/plates/recognise.js';
import { matchSeries } from '../../../src/vision/plates/series.js';

/** As a reader that is sure of everything gives it. */
const read = (text: string, sure = 1): Sign[] =>
  [...text].map((seen, i) => ({
    seen,
    sure,
    plate: /[A-Za-z0-9]/.test(seen) ? seen.toUpperCase() : '',
    plateSure: sure,
    at: i / text.length,
  }));
const strength = (text: string, sure = 1): number => matchSeries(read(text, sure))?.strength ?? 0;
const text = (seen: string, sure = 1): string | undefined => matchSeries(read(seen, sure))?.text;

describe('the grammar of plates', () => {
  it('knows the series that drive in Belgium', () => {
    for (const plate of [
      '1-ABC-234',
      '2-XYZ-001',
      'ABC-123',
      '123-ABC',
      '1-QAB-123',
      'AB-123-CD',
      '12-ABC-3',
      'XX-999-X',
      'AB 1234',
      'M AB 1234',
      'AB12 CDE',
      '1234 BCD',
      'WSQ 3021',
    ])
      expect([plate, strength(plate)], plate).toEqual([plate, expect.toSatisfy((s: number) => s > 0.55)]);
  });

  it('any Belgian plate of 2010 is the strongest there is, whatever its signs', () => {
    const letter = fc.constantFrom(...'ABCDEFGHJKLMNPRSTUVWXYZ');
    const digit = fc.constantFrom(...'0123456789');
    fc.assert(
      fc.property(
        fc.tuple(digit, letter, letter, letter, digit, digit, digit),
        fc.constantFrom('', '-', '.', ' ', '·'),
        (signs, between) => {
          const [d, a, b, c, ...rest] = signs;
          const plate = [d, `${a}${b}${c}`, rest.join('')].join(between);
          expect(text(plate)).toBe(signs.join(''));
          expect(strength(plate)).toBe(1);
        },
      ),
    );
  });

  it('gives back what readers mix up', () => {
    expect(text('1-A8C-234', 0.8)).toBe('1ABC234');
    expect(text('RK-857A1')).toBe('RK857AI');
    expect(text('I-ABC-2O4')).toBe('1ABC204');
  });

  it('believes a sure reader before it bends a text into a Belgian one', () => {
    expect(text('BZM:22-27')).toBe('BZM2227');
  });

  it('leaves out the country that is read along', () => {
    expect(text('B1-ABC-234')).toBe('1ABC234');
    expect(text('NL12-ABC-3')).toBe('12ABC3');
    expect(strength('B1-ABC-234')).toBeGreaterThan(0.9);
  });

  it.each([
    '540x960',
    '12,50 €',
    '14:30',
    'BOULANGERIE',
    'CUSTOM',
    'FLOOD',
    'DUNDATIO',
    '50%',
    'info@plp.be',
    '25',
    'P',
  ])('does not take %s for a plate', (words) => {
    expect(strength(words)).toBeLessThan(0.25);
  });

  it.each(['CIRCA 3900', 'NAMUR 12', 'LIEGE 54', '1180 UCCLE', 'BUS 761', 'ROUTE 66', 'ANNO 1830'])(
    'is in doubt about %s',
    (words) => {
      expect(strength(words)).toBeLessThan(0.6);
    },
  );

  it('never fails, whatever was read, and keeps to letters and digits', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.double({ min: 0, max: 1, noNaN: true }), (seen, sure) => {
        const match = matchSeries(read(seen, sure));
        if (!match) return;
        expect(match.text).toMatch(/^[A-Z0-9]+$/);
        expect(match.strength).toBeGreaterThan(0);
        expect(match.strength).toBeLessThanOrEqual(1);
      }),
    );
  });
});
