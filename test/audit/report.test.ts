import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AuditFileOptions, auditFile } from '../../src/audit/audit-file.js';
import { progressOn } from '../../src/audit/progress.js';
import { cell } from '../../src/audit/report/csv.js';
import { escapeHtml, html } from '../../src/audit/report/markup.js';
import { auditTextsDir, loadTexts } from '../../src/audit/texts.js';
import { LANGS } from '../../src/domain/vocabulary.js';
import { fakeAnalyser, fakeRules } from './fake-analyser.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'audit-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const CHAT = [
  '13/03/2024, 20:00 - Annick Peeters a ajouté Luc Dubois',
  '13/03/2024, 21:04 - Luc Dubois: Homme suspect <script>alert(1)</script> dit Annick',
  '13/03/2024, 21:09 - Luc Dubois: 101 prévenu',
  '14/03/2024, 10:00 - Annick Peeters: Verdacht voertuig 1-ABC-123, bel 0470 12 34 56, politie verwittigd',
  '14/03/2024, 11:00 - =1+1: Un plombier ?',
  '14/03/2024, 11:30 - Annick Peeters: <Médias omis>',
  '32/13/2024, 11:30 - perdu',
  '20/05/2024, 09:00 - Luc Dubois: peut-être',
].join('\n');

const audit = (over: Partial<AuditFileOptions> = {}, content = CHAT) => {
  const path = join(dir, 'PLP.txt');
  writeFileSync(path, content);
  return auditFile(path, {
    analyser: fakeAnalyser,
    rules: fakeRules,
    title: (rule, lang) => `${rule} (${lang})`,
    mode: 'hold',
    html: true,
    csv: true,
    now: Date.parse('2024-06-01T12:00:00Z'),
    ...over,
  });
};
const read = (name: string): string => readFileSync(join(dir, name), 'utf8');

describe('an audit of a file', () => {
  it('answers a summary and writes both reports next to the export', async () => {
    const result = await audit();
    expect(readdirSync(dir).sort()).toEqual(['PLP.garde-fou.csv', 'PLP.garde-fou.html', 'PLP.txt']);
    expect(result.malformed).toBe(1);
    expect(result.summary.replaceAll(dir, '…')).toMatchInlineSnapshot(`
      "PLP.txt · export WhatsApp · du 13 mars 2024 au 20 mai 2024 · retenir

      Audit d’une conversation exportée
        ─────────────────────────────────────────────────────────────────
        Messages                                                        6
        Membres qui ont écrit                                           3
        Signalements                                                    2
        Signalements disant d’emblée que la police est prévenue  1 (50 %)
        Dit plus tard                                            1 (50 %)
        Délai médian avant que les autres le disent                 5 min
        Constats                                                        3

      Messages par nature
        Nature                            Messages  Part
        ────────────────────────────────────────────────
        Signalement                              2  33 %
        Prévention                               2  33 %
        Hors sujet                               1  17 %
        Image, son ou fichier sans texte         1  17 %

      Constats par règle
        Règle                     Constats  À vérifier
        ──────────────────────────────────────────────
        off-topic (fr)                   1           0
        plate-in-text (fr)               1           0
        police-not-informed (fr)         1           0
        careless-language (fr)           0           1

      Messages au fil du temps (par mois)
        Période    Messages  Constats  Signalements  Dit d’emblée, en %
        ───────────────────────────────────────────────────────────────
        mars 2024         5         3             2                50 %
        avr. 2024         0         0             0                   –
        mai 2024          1         0             0                   –

      Heures les plus fréquentes
        Heure  Messages  Signalements
        ─────────────────────────────
        11:00         2             0
        21:00         2             1
        09:00         1             0
        10:00         1             1

      Décisions qui auraient été prises
        Décision                      Messages  Part
        ────────────────────────────────────────────
        Laissé                               1  17 %
        Laissé, auteur averti                1  17 %
        Retenu jusqu’à une condition         1  17 %
        Retiré                               1  17 %
        Confié à une personne                1  17 %
        Rien à lire                          1  17 %

      Ce que le bot aurait fait
        Action                                          Nombre
        ──────────────────────────────────────────────────────
        Messages retirés du groupe                           3
        Explications en privé                                4
        Signalements remis une fois la police prévenue       1
        Messages montrés au coordinateur ou au mandaté       1

      Arrivées 1, départs 0
      Lignes illisibles : 1 (les premières : 7)

      Écrit : …/PLP.garde-fou.html, …/PLP.garde-fou.csv
      "
    `);
  });

  it('keeps the reports for the eyes of their owner', async () => {
    await audit();
    expect(statSync(join(dir, 'PLP.garde-fou.html')).mode & 0o077).toBe(0);
  });

  it('writes only what was asked, where it was asked', async () => {
    await audit({ html: false, csv: join(dir, 'x.csv') });
    expect(readdirSync(dir).sort()).toEqual(['PLP.txt', 'x.csv']);
    await expect(audit({ html: join(dir, 'PLP.txt') })).rejects.toThrow(/names the export itself/);
    await expect(audit({ html: join(dir, 'nowhere', 'x.html') })).rejects.toThrow(
      /x\.html can't be written: its folder does not exist\.\n.*--html/,
    );
    expect(readdirSync(dir).sort()).toEqual(['PLP.txt', 'x.csv']);
  });

  it('leaves no half report behind when it fails', async () => {
    await expect(
      audit({
        analyser: {
          ...fakeAnalyser,
          analyse: () => {
            throw new Error('broken');
          },
        },
      }),
    ).rejects.toThrow('broken');
    expect(readdirSync(dir)).toEqual(['PLP.txt']);
  });

  it('speaks the language of the export unless told otherwise', async () => {
    expect((await audit()).summary).toContain('Signalements');
    expect((await audit({ lang: 'de' })).summary).toContain('Meldungen');
  });

  it('knows roles by name, and says when nobody has it', async () => {
    const { summary } = await audit({ lang: 'en', mandataries: ['luc dubois'] });
    expect(summary).not.toContain('Held until');
    await expect(audit({ coordinators: ['Jan'] })).rejects.toThrow(/Nobody named “Jan”/);
  });
});

describe('privacy', () => {
  it('shows neither names, numbers nor plates', async () => {
    await audit();
    for (const file of ['PLP.garde-fou.html', 'PLP.garde-fou.csv']) {
      const text = read(file);
      for (const secret of ['Annick', 'Dubois', '1-ABC-123', '0470']) expect(text).not.toContain(secret);
      expect(text).toContain('Membre 1');
    }
  });
  it('shows names, but still no number or plate, with showNames', async () => {
    await audit({ showNames: true });
    const text = read('PLP.garde-fou.html');
    expect(text).toContain('Luc Dubois');
    for (const secret of ['1-ABC-123', '0470']) expect(text).not.toContain(secret);
  });
});

describe('the HTML report', () => {
  it('needs and runs nothing from elsewhere', async () => {
    await audit();
    const text = read('PLP.garde-fou.html');
    expect(text).toMatch(
      /Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-/,
    );
    expect(text).not.toMatch(/<script|<link|<img|<iframe|src=|url\(|@import|\son\w+="|style="/i);
    expect(text).toContain('&lt;script&gt;');
    expect(text.match(/<section/g)!.length).toBe(text.match(/<\/section>/g)!.length);
  });
  it('has a table for every chart', async () => {
    await audit();
    const text = read('PLP.garde-fou.html');
    const sections = text.split('<section').slice(1);
    const charts = sections.filter((s) => /class="(bars|columns)/.test(s));
    expect(charts.length).toBeGreaterThanOrEqual(6);
    for (const chart of charts) expect(chart).toMatch(/<details><summary>[^<]+<\/summary>[\s\S]*<table>/);
  });
  it('holds for a chat without messages', async () => {
    const { summary } = await audit(
      {},
      '13/03/2024, 20:00 - Les messages et les appels sont chiffrés de bout en bout.',
    );
    expect(summary).toContain('Messages');
    expect(read('PLP.garde-fou.html')).toContain('Aucune règle');
  });
});

describe('the CSV file', () => {
  it('has one line for each finding, and no formula', async () => {
    await audit({ lang: 'en', showNames: true });
    const lines = read('PLP.garde-fou.csv').trimEnd().split('\r\n');
    expect(lines[0]).toBe(
      '\ufeffLine,Date,Time,Member,Kind,Language,rule,Rule,Clause,Confidence,Response,Excerpt',
    );
    expect(lines.slice(1).map((l) => l.split(',').slice(0, 7).join(','))).toEqual([
      '2,2024-03-13,21:04,Luc Dubois,Report,fr,police-not-informed',
      '4,2024-03-14,10:00,Annick Peeters,Report,nl,plate-in-text',
      `5,2024-03-14,11:00,"'=1+1",Off topic,fr,off-topic`,
      '8,2024-05-20,09:00,Luc Dubois,Prevention,fr,careless-language',
    ]);
    expect(lines.at(-1)).toContain('to be looked at');
  });
  it('suits Belgian spreadsheets in French, Dutch and German', async () => {
    await audit({ lang: 'nl' });
    expect(read('PLP.garde-fou.csv')).toMatch(/;police-not-informed;.*;0,97;/);
  });
  it('neutralises whatever a spreadsheet would run', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n=', ' =', '\u200b=', '＝'),
        fc.string(),
        (start, rest) => {
          const written = cell(start + rest);
          const value = written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written;
          expect(value.trimStart()).not.toMatch(/^[=+\-@＝]/u);
          expect(written).not.toMatch(/[\r\n]/);
        },
      ),
    );
  });
});

describe('markup', () => {
  it('escapes every value but its own markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", 'a', '\u202e') }), (text) => {
        expect(html`<p title="${text}">${[text]}</p>`.text.replace(/^<p title="|">|<\/p>$/g, '')).not.toMatch(
          /[<>"'\u202e]/,
        );
        expect(html`${html`<b>${text}</b>`}`.text).toBe(`<b>${escapeHtml(text)}</b>`);
      }),
    );
  });
});

describe('the texts', () => {
  it.each(LANGS)('are complete in %s and fill in every parameter', (lang) => {
    const texts = loadTexts(lang);
    expect(texts('member', { n: 3 })).toContain('3');
    expect(texts('period', { from: 'A', to: 'B' })).toMatch(/A.*B/);
    expect(texts('note.excerpts', { n: 7 })).toContain('7');
  });
  it('have the same parameters in the four languages', () => {
    const parameters = (lang: string) =>
      readFileSync(join(auditTextsDir, `${lang}.yaml`), 'utf8')
        .split('\n')
        .filter((l) => !l.startsWith('#'))
        .map((l) => `${l.split(':')[0]} ${(l.match(/\{\w+\}/g) ?? []).sort().join(' ')}`);
    for (const lang of LANGS) expect(parameters(lang)).toEqual(parameters('fr'));
  });
  it('name the file and the key that is wrong', () => {
    writeFileSync(join(dir, 'fr.yaml'), read0('fr').replace(/^title:.*$/m, 'titel: x'));
    expect(() => loadTexts('fr', dir)).toThrow(/fr\.yaml: .*title/);
  });
});

const read0 = (lang: string): string => readFileSync(join(auditTextsDir, `${lang}.yaml`), 'utf8');

describe('the progress bar', () => {
  it('shows on a terminal only, and goes away', () => {
    const written: string[] = [];
    let now = 0;
    const bar = progressOn({ isTTY: true, write: (t) => written.push(t) }, 'audit', () => now);
    bar.update(0.5);
    bar.update(0.51);
    now = 1000;
    bar.update(1);
    bar.done();
    expect(written.map((t) => /(\d+) %/.exec(t)?.[1])).toEqual(['50', '100', undefined]);
    const pipe = progressOn({ write: () => written.push('!') }, 'audit');
    pipe.update(1);
    pipe.done();
    expect(written).not.toContain('!');
  });
});
