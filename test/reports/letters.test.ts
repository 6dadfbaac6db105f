import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LETTERS } from '../../src/domain/ladder/consequence.js';
import { LANGS } from '../../src/domain/vocabulary.js';
import { toHtml } from '../../src/reports/document/to-html.js';
import { toPdf } from '../../src/reports/document/to-pdf.js';
import { composeLetter } from '../../src/reports/letters/compose-letter.js';
import { LETTER_LANGS, PLACEHOLDERS } from '../../src/reports/letters/letter-schema.js';
import { lettersDir, loadLetters } from '../../src/reports/letters/load-letters.js';
import { loadReportTexts } from '../../src/reports/report-texts.js';
import { RulesError } from '../../src/rules/problem.js';
import { AT, letterData } from './letter-street.js';
import { hasSignsOf, pageCount, tagsOf } from './pdf-text.js';

const letters = loadLetters();
const texts = loadReportTexts();
const compose = (id: string, over: Parameters<typeof letterData>[0] = {}) =>
  composeLetter(letters.get(id)!, letterData(over), texts);
const htmlOf = (id: string, over: Parameters<typeof letterData>[0] = {}): string =>
  toHtml(compose(id, over).doc);
const slots = (id: string, over: Parameters<typeof letterData>[0] = {}) =>
  compose(id, over).doc.blocks.flatMap((b) => (b.type === 'signatures' ? b.slots : []));

describe('the letters of art. 8', () => {
  it('are there for everything that follows from an act on the ladder, and for the charter', () => {
    for (const kind of [...LETTERS, 'charter-change', 'registration-request'])
      expect(letters.has(kind)).toBe(true);
  });

  it('call whatever may be left open by a name that people know', () => {
    for (const lang of LANGS)
      for (const field of PLACEHOLDERS) expect(texts(`letter-field.${field}`, lang)).not.toBe('');
  });

  it.each([...letters.keys()])('%s is whole in three languages, for member and coordinator', (id) => {
    for (const lang of LETTER_LANGS)
      for (const side of ['member', 'coordinator'] as const) {
        const { doc, missing } = compose(id, { lang, side, holds: ['talked', 'social', 'confirmed'] });
        expect(missing).toEqual([]);
        const html = toHtml(doc);
        expect(html).not.toMatch(/\{[a-z]+\}|…{5}/);
        expect(html).toContain(`<html lang="${lang}">`);
        expect(html).toMatch(lang === 'fr' ? /circulaire/ : lang === 'nl' ? /omzendbrief/ : /Rundschreiben/);
      }
  });

  it('cite the article of the person whom they are for', () => {
    for (const id of ['talk-invitation', 'reprimand', 'exclusion']) {
      expect(htmlOf(id, { side: 'member' })).toContain('article 8 c');
      expect(htmlOf(id, { side: 'member' })).not.toContain('article 8 b');
      expect(htmlOf(id, { side: 'coordinator' })).toContain('article 8 b');
    }
  });

  it('a removal is signed by coordinator and mandatary and then seen by the chief, and says that no appeal is open', () => {
    expect(slots('removal').map((s) => [s.title, s.visa])).toEqual([
      ['La coordination du PLP', false],
      ['Le mandaté ou la mandatée de la police', false],
      ['Vu\u00a0: Le chef de corps', true],
    ]);
    expect(htmlOf('removal')).toContain('aucun recours n&#39;est possible');
  });

  it('a reprimand is the chief’s alone; a talk of a coordinator is the mandatary’s alone', () => {
    expect(slots('reprimand').map((s) => s.title)).toEqual(['Le chef de corps']);
    expect(slots('talk-invitation', { side: 'coordinator' })).toHaveLength(1);
    expect(slots('talk-invitation', { side: 'member' })).toHaveLength(2);
  });

  it('a dismissal names interview, advice, the three weeks, and that the appeal suspends nothing', () => {
    const html = htmlOf('dismissal', { side: 'coordinator' });
    for (const fact of [
      '28 février 2026',
      '1er mars 2026',
      '24 mars 2026',
      'trois semaines',
      '30 jours',
      'pas suspensif',
      'binplp@ibz.fgov.be',
    ])
      expect(html).toContain(fact);
    expect(html).toContain('SPF Intérieur');
  });

  it('show who signed and when; what is not signed stays open', () => {
    const signed = slots('removal', {
      signatures: { coordinator: { name: 'Anne', at: AT }, 'chef-de-corps': { name: 'Chris', at: null } },
    });
    expect(signed.map((s) => s.signed)).toEqual([
      'Signé dans Garde-fou le 3 mars 2026 à 21\u00a0h\u00a004',
      '',
      '',
    ]);
    expect(signed.map((s) => s.name)).toEqual(['Anne', '', 'Chris']);
  });

  it('where one of two may sign, the one who did stands there', () => {
    expect(slots('exclusion', { signatures: { 'chef-de-corps': { name: 'Chris', at: AT } } })[0]?.title).toBe(
      'Le chef de corps',
    );
    expect(slots('exclusion')[0]?.title).toBe('Le mandaté ou la mandatée de la police');
  });

  it('give the hour of evidence on Belgian clocks, in summer too, and say when a text is gone', () => {
    const html = htmlOf('removal');
    expect(html).toContain('1er juillet 2026 à 22\u00a0h\u00a004');
    const gone = letterData().evidence.map((e) => ({ ...e, excerpt: null }));
    expect(htmlOf('removal', { evidence: gone })).toContain('a été effacé');
  });

  it('leave open what nobody knows, and list it', () => {
    const { doc, missing } = compose('removal', { names: {}, moments: {} });
    expect(missing).toEqual(expect.arrayContaining(['group', 'decided']));
    expect(toHtml(doc)).toContain('……');
  });
});

describe('what strangers wrote', () => {
  const nasty = '<script>alert(1)</script><img src=x onerror=alert(2)> {person} \u202Egnp.exe "\' &amp;';

  it('is shown as it is and never becomes markup or a placeholder', () => {
    const html = htmlOf('removal', {
      reasons: [nasty],
      evidence: letterData().evidence.map((e) => ({ ...e, excerpt: nasty, rule: nasty })),
      names: { ...letterData().names, person: nasty, group: nasty },
    });
    expect(html).not.toMatch(/<script|<img|\u202E/);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).toContain('{person}');
    expect(html).toMatch(/Content-Security-Policy" content="default-src &#39;none&#39;/);
  });

  it('never breaks a letter, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
        const over = {
          reasons: [text],
          evidence: letterData().evidence.map((e) => ({ ...e, excerpt: text })),
        };
        expect(htmlOf('reprimand', over).match(/<(?:script|img|iframe|style)\b/g)).toEqual(['<style']);
        expect(pageCount(await toPdf(compose('reprimand', over).doc))).toBeGreaterThan(0);
      }),
      { numRuns: 8 },
    );
  });
});

describe('a letter on paper', () => {
  const pdf = (over: Parameters<typeof letterData>[0] = {}) => toPdf(compose('removal', over).doc);
  const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

  it('is the same file for the same letter, and another one for another', async () => {
    expect(sha(await pdf())).toBe(sha(await pdf()));
    expect(sha(await pdf())).not.toBe(sha(await pdf({ reasons: ['autre'] })));
  });

  it('carries the letters of every name, and is tagged for screen readers', async () => {
    const file = await pdf();
    for (const sign of 'ŁŻć') expect(hasSignsOf(file, sign), sign).toBe(true);
    expect(Buffer.from(file).toString('latin1')).toContain('/Lang (fr)');
    expect(tagsOf(file, 'H1')).toBe(1);
  });

  it('runs over as many pages as it needs', async () => {
    const long = Array.from({ length: 60 }, (_, i) => `Motif ${i} : ${'un fait bien décrit '.repeat(12)}`);
    expect(pageCount(await pdf())).toBeLessThanOrEqual(2);
    expect(pageCount(await pdf({ reasons: long }))).toBeGreaterThan(3);
  });
});

describe('a template with a mistake', () => {
  const broken = (change: (yaml: string) => string) => {
    const dir = mkdtempSync(join(tmpdir(), 'letters-'));
    for (const name of readdirSync(lettersDir)) {
      const yaml = readFileSync(join(lettersDir, name), 'utf8');
      writeFileSync(join(dir, name), name === 'removal.yaml' ? change(yaml) : yaml);
    }
    try {
      loadLetters(dir);
    } catch (error) {
      if (error instanceof RulesError) return error.problems[0]!;
    }
    throw new Error('nothing was wrong');
  };

  it.each([
    ['an unknown placeholder', (y: string) => y.replace('{decided}', '{decidd}'), 'did you mean {decided}'],
    ['a brace without its partner', (y: string) => y.replace('{decided}', '{decided'), 'write {name}'],
    [
      'an unknown signer',
      (y: string) => y.replace('role: mandatary', 'role: mandatory'),
      'did you mean “mandatary”',
    ],
    [
      'a paragraph missing in one language',
      (y: string) => y.replace(/ {4}- "Bel in noodgevallen.*\n/, ''),
      'same paragraphs',
    ],
    ['a condition that is none', (y: string) => y.replace('when: talked', 'when: talkd'), ''],
  ])('%s is told with its line', (_, change, remedy) => {
    const problem = broken(change);
    expect(problem.file).toBe('letters/removal.yaml');
    expect(problem.line).toBeGreaterThan(3);
    expect(problem.remedy).toContain(remedy);
  });
});
