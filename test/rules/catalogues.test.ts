import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGS } from '../../src/domain/vocabulary.js';
import { projectRoot } from '../../src/root.js';
import { placeholdersOf } from '../../src/rules/catalogue.js';
import { loadRules } from '../../src/rules/load.js';

const { catalogue, files } = loadRules(undefined, { requireBuiltIn: false, examples: false });

const sourcesIn = (folder: string): string[] =>
  readdirSync(join(projectRoot, 'src', folder), { recursive: true, withFileTypes: true })
    .filter((f) => f.isFile() && /\.tsx?$/.test(f.name))
    .map((f) => readFileSync(join(f.parentPath, f.name), 'utf8'));

/** Every quoted word of the form `group.key`, and `call-101`: what decide can say. */
const keysIn = (source: string): string[] =>
  [...source.matchAll(/'((?:[a-z]+(?:-[a-z]+)*\.[a-z0-9-]+)|call-101)'/g)].map((m) => m[1]!);

const spoken = [...new Set(sourcesIn('domain').flatMap(keysIn))].filter((key) => !key.startsWith('rule.'));
const anywhere = sourcesIn('.').join('\n');

describe('the message catalogues', () => {
  it('have every sentence that decide says', () => {
    expect(spoken.length).toBeGreaterThan(30);
    expect(spoken.filter((key) => catalogue.fr[key] === undefined)).toEqual([]);
  });

  it('have none that nobody says', () => {
    const unused = Object.keys(catalogue.fr).filter(
      (key) => !/^(?:detail|action|cause)\./.test(key) && !anywhere.includes(`'${key}'`),
    );
    expect(unused).toEqual([]);
  });

  it('have the same keys and placeholders in every language', () => {
    const shape = (lang: (typeof LANGS)[number]) =>
      Object.entries(catalogue[lang])
        .map(([key, sentence]) => `${key} ${placeholdersOf(sentence).join(' ')}`)
        .sort();
    for (const lang of LANGS) expect(shape(lang)).toEqual(shape('fr'));
  });

  it('fit where they are shown: pressed buttons answer in 200 characters, buttons are short', () => {
    for (const lang of LANGS)
      for (const [key, sentence] of Object.entries(catalogue[lang])) {
        if (key.startsWith('press.')) expect(sentence.length, `${lang} ${key}`).toBeLessThanOrEqual(200);
        if (key.startsWith('button.')) expect(sentence.length, `${lang} ${key}`).toBeLessThanOrEqual(45);
        expect(sentence.length, `${lang} ${key}`).toBeLessThanOrEqual(220);
      }
  });

  it('name the button that hold.confirm tells to tap as it is labelled', () => {
    for (const lang of LANGS)
      for (const key of ['hold.confirm', 'ask.confirm'])
        expect(catalogue[lang][key]).toContain(catalogue[lang]['button.informed']);
  });

  it('send people to 101 first, and to 112 in mortal danger', () => {
    for (const lang of LANGS) expect(catalogue[lang]['call-101']).toMatch(/101.*112/);
  });

  it('address people in one way: vous, je, Sie', () => {
    const all = (lang: (typeof LANGS)[number]) =>
      [...Object.values(catalogue[lang]), ...files.map((f) => f.say[lang])].join('\n');
    expect(all('fr')).not.toMatch(/(?<!\p{L})(tu|toi|ton|tes)(?!\p{L})/iu);
    expect(all('nl')).not.toMatch(/\b(u|uw)\b/i);
    expect(all('de')).not.toMatch(/\b(du|dich|dir|deine?)\b/i);
  });
});
