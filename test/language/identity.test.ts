import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findIdentities, isIban, isNationalNumber } from '../../src/language/recognise/identity.js';

const kinds = (text: string): string[] => findIdentities(text).map((i) => i.kind);

describe('data that lead to a person', () => {
  it.each([
    ['son gsm 0470 12 34 56', 'telephone'],
    ['bel +32 470/12.34.56', 'telephone'],
    ['Tel. 087 55 12 34', 'telephone'],
    ['ecrivez a jean.dupont@example.be', 'email'],
    ['https://www.facebook.com/jean.dupont.99', 'profile'],
    ['compte BE68 5390 0754 7034', 'iban'],
    ['registre national 85.07.30-033.28', 'national-number'],
  ])('%s', (text, kind) => {
    expect(kinds(text)).toContain(kind);
  });

  it.each([
    'appelez le 101 ou le 112',
    'rue Haute 12, 4000 Liège',
    'à 21h04 le 12/03/2026',
    'numéro gratuit 0800 12 345',
    'BE68 5390 0754 7035 (faux numéro)',
    'commande 123456',
  ])('not: %s', (text) => {
    expect(kinds(text)).toEqual([]);
  });

  it('an account number with one digit changed is none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 15 }), fc.integer({ min: 1, max: 9 }), (at, add) => {
        const iban = 'BE68539007547034';
        const digit = (Number(iban[at]) + add) % 10;
        expect(isIban(iban)).toBe(true);
        expect(isIban(iban.slice(0, at) + digit + iban.slice(at + 1))).toBe(false);
      }),
    );
  });

  it('a national number of either century, and none with a wrong check', () => {
    expect(isNationalNumber('85.07.30-033.28')).toBe(true);
    expect(isNationalNumber('85.07.30-033.29')).toBe(false);
    expect(isNationalNumber('00.01.01-001.05')).toBe(97 - (2000101001 % 97) === 5);
  });

  it('spans point at what was found, without overlap', () => {
    const text = 'Jean 0470 12 34 56 jean@example.be BE68 5390 0754 7034';
    const found = [...findIdentities(text)].sort((a, b) => a.start - b.start);
    expect(found.map((f) => text.slice(f.start, f.end))).toEqual([
      '0470 12 34 56',
      'jean@example.be',
      'BE68 5390 0754 7034',
    ]);
  });
});
