import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPattern, compilePattern, matchAt } from '../../src/language/pattern.js';
import { tokenise } from '../../src/language/tokenise.js';

const matches = (
  pattern: string,
  text: string,
  concepts = new Map<string, Map<number, number>>(),
): boolean => {
  const { tokens } = tokenise(text);
  const compiled = compilePattern(pattern);
  return tokens.some((_, i) => matchAt(compiled, tokens, i, concepts) !== -1);
};

describe('the pattern language', () => {
  it('words in order, any ending, one of several, may be missing, a gap, a number', () => {
    expect(matches('on monte la garde', 'Ce soir on monte la GARDE')).toBe(true);
    expect(matches('patrouill*', 'nous patrouillons')).toBe(true);
    expect(matches('faire une (ronde|tournée)', 'on va faire une tournee')).toBe(true);
    expect(matches('la? garde', 'garde')).toBe(true);
    expect(matches('qui ... vient', 'qui donc demain vient')).toBe(true);
    expect(matches('qui ... vient', 'qui un deux trois quatre vient')).toBe(false);
    expect(matches('numero #', 'numéro 12')).toBe(true);
  });

  it('a participle is no infinitive, though their accents are the only difference', () => {
    for (const done of ['appelé', 'appelée', 'appelees'])
      expect(matches('(j’ai|on a) (prévenu|appelé*)', `on a ${done} le 101`)).toBe(true);
    expect(matches('appelé*', 'je vais appeler le 101')).toBe(false);
    expect(matches('appelé*', 'appelez le 101')).toBe(false);
    expect(matches('(prévenu|appelé*)', 'appeler')).toBe(false);
    expect(matches('appel*', 'appeler')).toBe(true);
  });

  it('stays within a sentence', () => {
    expect(matches('qui vient', 'Dis-moi qui. Vient-il ?')).toBe(false);
  });

  it('a concept stands for its words', () => {
    const { tokens } = tokenise('avec une batte');
    const concepts = new Map([['weapon', new Map([[2, 3]])]]);
    expect(
      tokens.some((_, i) => matchAt(compilePattern('avec une @weapon'), tokens, i, concepts) !== -1),
    ).toBe(true);
  });

  it.each([
    ['(a|b', 'closed'],
    ['(a|(b|c))', 'closed'],
    ['la? le?', 'may be missing'],
    ['... voleur', 'begin or end'],
    ['(a|)', 'empty alternative'],
    ['@Weapon!', 'concept'],
  ])('%s is refused with a reason', (pattern, reason) => {
    expect(checkPattern(pattern)).toContain(reason);
  });

  it('never hangs, whatever pattern meets whatever text', () => {
    const piece = fc.constantFrom('a', 'b*', '(a|b)', 'a?', '...', '#', '(a b|c)', 'b');
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 12 }),
        fc.array(fc.constantFrom('a', 'b', 'c', '1'), { maxLength: 200 }),
        (pieces, text) => {
          const pattern = pieces.join(' ');
          if (checkPattern(pattern) !== null) return;
          expect(typeof matches(pattern, text.join(' '))).toBe('boolean');
        },
      ),
    );
  });
});
