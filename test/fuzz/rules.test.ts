/** Rule files, lexicons and catalogues of any content: sound, or refused with the file's name; the folder is only read. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultRulesDir, loadRules } from '../../src/rules/load.js';
import { RulesError } from '../../src/rules/problem.js';

const RULE = 'annex-4/off-topic.yaml';
let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'rules-'));
  // Files are read each for itself: without the large ones, a hundred changes take the time of three.
  for (const name of ['ladder.yaml', RULE, 'messages'])
    cpSync(join(defaultRulesDir, name), join(dir, name), { recursive: true });
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Loads the rules with one file changed, and puts it back. */
function withFile(name: string, text: string): 'sound' | string {
  const path = join(dir, name);
  const before = readFileSync(path);
  writeFileSync(path, text);
  try {
    loadRules(dir, { examples: false, requireBuiltIn: false });
    return 'sound';
  } catch (error) {
    if (error instanceof RulesError) return error.message;
    throw error;
  } finally {
    writeFileSync(path, before);
  }
}
describe('a file of rules', () => {
  it('as it came is sound', () =>
    expect(withFile(RULE, readFileSync(join(dir, RULE), 'utf8'))).toBe('sound'));

  it.each([
    ['nothing', ''],
    ['a list', '- a\n- b'],
    ['no YAML', '{[}\n\t:'],
    ['an alias of itself', 'a: &a\n  b: *a'],
    [
      'a bomb of aliases',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghij'].map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefghij'[i]}`).join(',')}]`).join('\n')}`,
    ],
    ['a tag that would make an object', 'id: !!js/function "function(){ throw 1 }"'],
    ['a prototype', '__proto__: {severity: 5}\nconstructor: {prototype: {x: 1}}'],
    ['zeros', '\0\0\0\0'],
    ['a very deep list', `a: ${'['.repeat(3000)}${']'.repeat(3000)}`],
  ])('with %s is refused by its name', (_what, text) => {
    expect(withFile(RULE, text)).toContain('off-topic.yaml');
    expect(({} as Record<string, unknown>).severity).toBeUndefined();
  });

  it('with any change of its signs is sound or refused, never anything else', () => {
    const good = readFileSync(join(dir, RULE), 'utf8');
    fc.assert(
      fc.property(
        fc.nat(good.length - 1),
        fc.nat(40),
        fc.oneof(
          fc.constantFrom('', ':', '\n', '&a', '*a', '!!', '"', '(', '{', '\t', '@x'),
          fc.string({ unit: 'binary', maxLength: 5 }),
        ),
        (at, length, put) => {
          withFile(RULE, good.slice(0, at) + put + good.slice(at + length));
        },
      ),
      { numRuns: 20 },
    );
  }, 120_000);
});
