import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Analyser } from '../../src/language/api.js';
import { createAnalyser } from '../../src/language/index.js';
import { PART, partsOf } from '../../src/language/long-text.js';
import { loadRules } from '../../src/rules/load.js';

describe('a very long message', () => {
  it('is cut without losing anything, as far as the longest that WhatsApp takes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('mot', ' ', 'x', '\n', 'longmot '), { maxLength: 8000 }),
        (pieces) => {
          const text = pieces.join('');
          const parts = partsOf(text);
          expect(parts.map((p) => p.text).join('')).toBe(text);
          for (const p of parts) {
            expect(p.text.length).toBeLessThanOrEqual(PART);
            expect(text.slice(p.offset, p.offset + p.text.length)).toBe(p.text);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  let analyser: Analyser;
  beforeAll(() => {
    analyser = createAnalyser(loadRules(undefined, { examples: false }));
  });

  it('hides no plate in its middle', () => {
    const filler = 'Bonjour à tous et merci pour cette belle soirée. '.repeat(400);
    const text = `${filler}La camionnette est immatriculée 1-ABC-234. ${filler}`;
    const found = analyser.analyse(text).findings.find((f) => f.rule === 'plate-in-text');
    expect(text.slice(found!.span![0], found!.span![1])).toBe('1-ABC-234');
  });

  it('of any length is answered', () => {
    expect(analyser.analyse('a b '.repeat(300_000)).findings).toBeDefined();
  });
});
