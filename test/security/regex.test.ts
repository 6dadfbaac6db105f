/**
 * No message may keep Garde-fou busy: a regular expression whose time grows faster than the text it is given lets
 * one member stop the group's moderation. Judged by growth, not by time, so that a slow machine passes too.
 */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/root.js';
import { worstGrowth } from './support/growth.js';
import { literalsBelow, literalsOf } from './support/regex-literals.js';

/** For a text four times as long: between linear (4) and quadratic (16). */
const TOO_FAST = 8;

/** Quadratic on a single word, harmless because the tokeniser reads at most 7,500 characters of a message. */
const SHORT_WORDS_ONLY: readonly string[] = [
  'language/recognise/spelling.ts: /^([a-z]*?)(honderd|hundert)([a-z]*)$/',
  'language/recognise/spelling.ts: /^([a-z]+?)(?:en|und)((?:[a-z]+)(?:tig|zig|ssig))$/',
  'language/tokenise.ts: /^\\d+(?:h|u|x|e|er|eme|ste|de|km|m|min|kg|cm|ans|j)?\\d*$|^[a-z]\\d{1,3}$/',
];

describe('the search for regular expressions', () => {
  it('finds them between strings, templates, comments and divisions', () => {
    const code = [
      'const a = 4 / 2 / 1; // not /this/',
      'const b = "/nor/this/"; /* or /this/ */',
      'const c = `text /no/ $' + '{a.replace(/one[/]/gu, "}")} and /no/`;',
      'const d = (x: string): boolean => /two\\/|a{2}/i.test(x);',
      'function e() { return /three/; }',
    ].join('\n');
    expect(literalsOf(code).map(String)).toEqual(['/one[/]/gu', '/two\\/|a{2}/i', '/three/']);
  });
});

describe('the measure', () => {
  it.each([/^(a+)+$/, /\s+$/, /(?:a|a)*b/])('sees that %s grows too fast', (regex) => {
    expect(worstGrowth(regex, TOO_FAST).ratio).toBeGreaterThan(TOO_FAST);
  });

  it.each([/[\p{L}]+/gu, /^\d{1,3}(?:\.\d{3})*$/])('lets %s pass', (regex) => {
    expect(worstGrowth(regex, TOO_FAST).ratio).toBeLessThan(TOO_FAST);
  });
});

describe('a long hostile text', () => {
  const literals = literalsBelow(join(projectRoot, 'src'));

  it('is read in a time that grows like its length, by every expression of the program', () => {
    expect(literals.length).toBeGreaterThan(100);
    const slow = literals
      .filter(({ name }) => !SHORT_WORDS_ONLY.includes(name))
      .map(({ name, regex }) => ({ name, ...worstGrowth(regex, TOO_FAST) }))
      .filter(({ ratio }) => ratio > TOO_FAST)
      .map(({ name, text, ratio }) => `${name}  ×${ratio.toFixed(1)} on ${text}`);
    expect(slow).toEqual([]);
  }, 120_000);
});
