import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sentence } from '../../src/domain/action.js';
import { NO_DESCRIPTION } from '../../src/domain/finding.js';
import { missingDetails } from '../../src/domain/report-thread.js';
import { LANGS } from '../../src/domain/vocabulary.js';
import { loadRules } from '../../src/rules/load.js';
import { createTranslator } from '../../src/rules/messages.js';

const rules = loadRules(undefined, { requireBuiltIn: false, examples: false });
const translate = createTranslator(rules);
const at = (iso: string) => Date.parse(iso);

describe('sentences in words', () => {
  it('give times on the Belgian clock, in summer and in winter, as each language writes them', () => {
    const summer: Sentence = { key: 'thread.police-informed', params: { at: at('2026-07-01T19:04:59Z') } };
    expect(LANGS.map((lang) => /\d\d.\d\d( [uU][a-z]+)?/.exec(translate(summer, lang))?.[0])).toEqual([
      '21h04',
      '21.04 uur',
      '21.04 Uhr',
      '21:04',
    ]);
    const winter: Sentence = { key: 'thread.police-informed', params: { at: at('2026-12-31T23:30:00Z') } };
    expect(translate(winter, 'fr')).toContain('00h30');
  });

  it('ask for what is missing as people would', () => {
    const ask = (missing: string[], lang: 'fr' | 'nl') =>
      translate({ key: 'thread.ask-details', params: { missing } }, lang);
    expect(ask(['direction'], 'fr')).toMatch(/ajoutez : la direction prise\.$/);
    expect(ask(['where', 'clothes', 'when'], 'nl')).toMatch(/: de plaats, de kleding en het uur\.$/);
    expect(ask(['person', 'vehicle', 'direction'], 'fr')).toMatch(
      /: à quoi ressemble la personne ou le véhicule et la direction prise\.$/,
    );
  });

  it('never ask for a plate', () => {
    for (const lang of LANGS)
      expect(
        translate({ key: 'thread.ask-details', params: { missing: missingDetails(NO_DESCRIPTION) } }, lang),
      ).not.toMatch(/plaque|nummerplaat|kennzeichen|plate/i);
  });

  it('name rules by their titles', () => {
    expect(
      translate({ key: 'police.exposes', params: { rules: ['face-photo', 'plate-photo'] } }, 'fr'),
    ).toMatch(/: Visage reconnaissable sur une image; Plaque lisible sur une image\.$/);
  });

  it('say what a rule file says, and something general for a rule that is gone', () => {
    const file = rules.files.find((f) => f.id === 'face-photo')!;
    expect(translate({ key: 'rule.face-photo' }, 'de')).toBe(file.say.de);
    expect(translate({ key: 'rule.taken-away' }, 'de')).toBe(rules.catalogue.de['rule-unknown']);
  });

  it('show what people wrote exactly as they wrote it', () => {
    const name = 'Zoë {at} {name} $& {{reason}} \\';
    expect(translate({ key: 'repost.plain', params: { name } }, 'fr')).toBe(`De la part de ${name} :`);
    const reason = 'voir {name}';
    expect(translate({ key: 'hold.refused-because', params: { reason, name: 'X' } }, 'en')).toBe(
      'Your message was read and not posted. The reason: voir {name}',
    );
  });
});

describe('for any sentence at all', () => {
  const keys = [...Object.keys(rules.catalogue.fr), ...rules.files.map((f) => `rule.${f.id}`)];
  const value = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.double(),
    fc.array(fc.string(), { maxLength: 4 }),
  );
  const params = fc.dictionary(
    fc.constantFrom('at', 'name', 'missing', 'rules', 'reason', 'minutes', 'hour', 'x'),
    value,
  );
  const lang = fc.constantFrom(...LANGS);

  it('the translator never throws, and answers something', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...keys), fc.string()), params, lang, (key, p, l) => {
        expect(typeof translate({ key, params: p }, l)).toBe('string');
      }),
    );
  });

  it('no placeholder is left, even when the caller forgot its value', () => {
    fc.assert(
      fc.property(fc.constantFrom(...keys), lang, (key, l) => {
        expect(translate({ key }, l)).not.toMatch(/[{}]/);
      }),
    );
  });

  it('a name stands in the sentence unchanged, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), lang, (name, l) => {
        expect(translate({ key: 'notify.review', params: { name } }, l)).toBe(
          rules.catalogue[l]['notify.review']!.split('{name}').join(name),
        );
      }),
    );
  });
});
