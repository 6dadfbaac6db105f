import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadUiTexts, preferredLang } from '../../src/console/ui-texts.js';
import { LANGS } from '../../src/domain/vocabulary.js';
import { projectRoot } from '../../src/root.js';

const texts = loadUiTexts();
const placeholders = (sentence: string) => [...sentence.matchAll(/\{[a-z]+\}/g)].map((m) => m[0]).sort();

describe('the page’s sentences', () => {
  it.each(LANGS)('in %s are the same as in French, with the same placeholders', (lang) => {
    expect(Object.keys(texts(lang))).toEqual(Object.keys(texts('fr')));
    for (const [key, sentence] of Object.entries(texts('fr')))
      expect(placeholders(texts(lang)[key]!), key).toEqual(placeholders(sentence));
  });

  it('are all there that the page names', () => {
    const folder = join(projectRoot, 'src', 'console', 'browser');
    const named = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.tsx'))
      .flatMap((name) =>
        [...readFileSync(join(folder, name), 'utf8').matchAll(/\bt\(\s*'([^']+)'/g)].map((m) => m[1]!),
      );
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((key) => texts('fr')[key] === undefined)).toEqual([]);
  });

  it('cover every kind, outcome, action and way of waiting that decide knows', () => {
    const keys = [
      ...['signalement', 'followup', 'prevention', 'ack', 'offtopic'].map((k) => `kind.${k}`),
      ...['passed', 'warned', 'asked', 'held', 'removed', 'observed', 'review', 'ignored'].map(
        (k) => `outcome.${k}`,
      ),
      ...['police-informed', 'authorisation', 'blur', 'review', 'never'].map((k) => `hold.${k}`),
      ...['confirmed', 'expired', 'withdrawn', 'released', 'refused', 'deleted'].map(
        (k) => `hold-closed.${k}`,
      ),
      ...['hold-expiry', 'ask-settle', 'ask-expiry', 'thread-idle'].flatMap((k) => [
        `timer.${k}`,
        `timer-done.${k}`,
      ]),
      ...['observed', 'warned', 'asked', 'held', 'removed'].map((k) => `response.${k}`),
      ...[
        'delete',
        'say',
        'tell',
        'notify',
        'repost',
        'restrict',
        'unrestrict',
        'remove-member',
        'readmit',
      ].map((k) => `did.${k}`),
    ];
    expect(keys.filter((key) => texts('fr')[key] === undefined)).toEqual([]);
  });

  it('tell every reason that decide gives in words', () => {
    const folder = join(projectRoot, 'src', 'domain', 'decide');
    const rules = new Set(['no-suspect-seen', 'off-topic', 'police-not-informed', 'urgent-forbidden']);
    const given = readdirSync(folder)
      .flatMap((name) => [
        ...readFileSync(join(folder, name), 'utf8').matchAll(/because\(\s*((?:'[a-z-]+'(?:,\s*)?)+)/g),
      ])
      .flatMap((m) => m[1]!.match(/[a-z-]+/g) ?? []);
    expect(given.length).toBeGreaterThan(20);
    expect(
      [...new Set(given)].filter((why) => !rules.has(why) && texts('fr')[`why.${why}`] === undefined),
    ).toEqual([]);
  });
});

describe('the language of a browser', () => {
  it.each([
    ['nl-BE,nl;q=0.9,fr;q=0.5', 'nl'],
    ['pt-BR,de;q=0.8', 'de'],
    ['pt', 'fr'],
    [undefined, 'fr'],
  ])('that asks for %s is %s', (asked, lang) => {
    expect(preferredLang(asked)).toBe(lang);
  });
});
