/** Documents of any content: charts that stay in their frame, pages that hold everything, no sign lost. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartShapes, niceMax } from '../../src/reports/document/chart-shapes.js';
import type { Block, Chart, Doc, Table } from '../../src/reports/document/document.js';
import { fontCoverage } from '../../src/reports/document/pdf/font-coverage.js';
import { fontBytes, printable } from '../../src/reports/document/pdf/fonts.js';
import { toHtml } from '../../src/reports/document/to-html.js';
import { toPdf } from '../../src/reports/document/to-pdf.js';
import { appointmentOf, dayOf, hourOf, momentOf } from '../../src/reports/report-dates.js';
import { loadReportTexts } from '../../src/reports/report-texts.js';
import { pageCount, tagsOf } from './pdf-text.js';

const document = (blocks: readonly Block[]): Doc => ({
  lang: 'nl',
  title: 'Titel',
  footer: 'Voet',
  pageOf: (page, pages) => `${page}/${pages}`,
  showTable: 'Tabel',
  at: 0,
  blocks,
});
const value = fc.option(fc.integer({ min: 0, max: 1_000_000 }), { nil: null });
const chart: fc.Arbitrary<Chart> = fc
  .record({
    kind: fc.constantFrom('columns' as const, 'bars' as const, 'line' as const),
    n: fc.integer({ min: 0, max: 40 }),
    s: fc.integer({ min: 1, max: 2 }),
  })
  .chain(({ kind, n, s }) =>
    fc.record({
      kind: fc.constant(kind),
      categories: fc.array(fc.string({ maxLength: 40 }), { minLength: n, maxLength: n }),
      series: fc.array(
        fc.record({
          name: fc.string({ maxLength: 20 }),
          values: fc.array(value, { minLength: n, maxLength: n }),
        }),
        { minLength: s, maxLength: s },
      ),
    }),
  );

describe('a chart', () => {
  it('stays in its frame, whatever it shows', () => {
    fc.assert(
      fc.property(chart, fc.boolean(), (c, labelsAbove) => {
        const { width, height, shapes } = chartShapes(c, 400, { size: 9, labelsAbove });
        for (const s of shapes) {
          const points =
            s.type === 'line'
              ? s.points
              : s.type === 'rect'
                ? [
                    [s.x, s.y],
                    [s.x + s.w, s.y + s.h],
                  ]
                : [[s.x, s.y]];
          for (const [x, y] of points) {
            expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
            expect(x).toBeGreaterThanOrEqual(-0.5);
            expect(x).toBeLessThanOrEqual(width + 0.5);
            expect(y).toBeGreaterThanOrEqual(-0.5);
            expect(y).toBeLessThanOrEqual(height + 0.5);
          }
          if (s.type === 'rect') expect(Math.min(s.w, s.h)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('has a scale that a person can read', () => {
    expect([0, 1, 3, 7, 11, 49, 51, 999].map(niceMax)).toEqual([1, 1, 5, 10, 20, 50, 100, 1000]);
  });

  it('tells what is not known from zero', () => {
    const line = (values: (number | null)[]) =>
      chartShapes(
        { kind: 'line', categories: ['a', 'b', 'c'], series: [{ name: '', values }] },
        300,
      ).shapes.filter((s) => s.type === 'dot').length;
    expect([line([1, 0, 2]), line([1, null, 2])]).toEqual([3, 2]);
  });
});

describe('a document', () => {
  const table = (rows: number): Table => ({
    caption: 'Tabel',
    head: ['A', 'B'],
    rows: Array.from({ length: rows }, (_, i) => [`rij ${i}`, String(i)]),
    numeric: [1],
  });

  it('repeats the head of a table on every page that it runs over', async () => {
    const file = await toPdf(document([{ type: 'table', table: table(120) }]));
    expect(pageCount(file)).toBeGreaterThan(2);
    expect(tagsOf(file, 'TR')).toBe(120 + pageCount(file));
  });

  it('is on paper and on the screen for any chart and any words, always the same', async () => {
    const block: fc.Arbitrary<Block> = fc.oneof(
      fc.record({
        type: fc.constant('paragraph' as const),
        text: fc.string({ unit: 'grapheme', maxLength: 400 }),
      }),
      fc.record({ type: fc.constant('heading' as const), text: fc.string({ maxLength: 100 }) }),
      fc.record({
        type: fc.constant('list' as const),
        items: fc.array(fc.string({ maxLength: 200 }), { maxLength: 5 }),
      }),
      fc.record({
        type: fc.constant('chart' as const),
        title: fc.string({ maxLength: 60 }),
        chart,
        table: fc.constant(table(3)),
      }),
      fc.record({
        type: fc.constant('evidence' as const),
        head: fc.string({ maxLength: 80 }),
        text: fc.string({ unit: 'grapheme', maxLength: 3000 }),
        foot: fc.string({ maxLength: 80 }),
      }),
      fc.record({
        type: fc.constant('facts' as const),
        rows: fc.array(fc.tuple(fc.string({ maxLength: 60 }), fc.string({ maxLength: 2000 })), {
          maxLength: 4,
        }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(block, { maxLength: 6 }), async (blocks) => {
        const doc = document(blocks);
        const [one, two] = [await toPdf(doc), await toPdf(doc)];
        const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
        expect(sha(one)).toBe(sha(two));
        expect(toHtml(doc)).not.toMatch(/<(?:script|iframe|object|img)\b|\son[a-z]+=/i);
      }),
      { numRuns: 12 },
    );
  });

  it('prints a word that is longer than a page', async () => {
    const file = await toPdf(
      document([{ type: 'table', table: { ...table(1), rows: [['x'.repeat(8000), 'y']] } }]),
    );
    expect(pageCount(file)).toBeLessThan(6);
  });
});

describe('the typeface', () => {
  it('knows the letters of names in Belgium and names what it cannot draw', () => {
    const has = fontCoverage(fontBytes('regular'));
    for (const sign of 'ÀàÇçÉéÈèÊêËëÎîÏïÔôÛûÙùŸÿÆæŒœÄäÖöÜüßŁłŻżŹźŚśŞşĞğİıČčŘřŠšŽžĐđȘșȚțАаЯяΑαΩω€«»„“”’–…')
      expect(has(sign.codePointAt(0)!), sign).toBe(true);
    expect(printable('Łódź 🚨 \u202Eevil')).toBe('Łódź [U+1F6A8] evil');
    expect(() => fontCoverage(Buffer.alloc(64))).toThrow('cmap');
  });

  it('loses no sign that can be seen', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const seen = [...text.normalize('NFC')].filter(
          (c) => !/\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\p{Variation_Selector}/u.test(c),
        ).length;
        expect([...printable(text).replace(/\[U\+[0-9A-F]{4,6}\]/g, '*')].length).toBeGreaterThanOrEqual(
          Math.min(seen, 1),
        );
      }),
    );
  });
});

describe('days and hours', () => {
  const summer = Date.UTC(2026, 6, 1, 19, 4);
  it('are Belgian, as each language writes them', () => {
    expect(momentOf(summer, 'fr')).toBe('1er juillet 2026 à 21\u00a0h\u00a004');
    expect(momentOf(summer, 'nl')).toBe('1 juli 2026 om 21.04\u00a0uur');
    expect(momentOf(summer, 'de')).toBe('1. Juli 2026 um 21.04\u00a0Uhr');
    expect(momentOf(summer, 'en')).toBe('1 July 2026 at 21:04');
    expect(appointmentOf(summer, 'nl')).toContain('woensdag 1 juli 2026');
    expect(dayOf(Date.UTC(2026, 11, 31, 23, 30), 'fr')).toBe('1er janvier 2027');
    expect(hourOf(Date.UTC(2026, 0, 1, 23, 0), 'en')).toBe('00:00');
  });
});

describe('report texts', () => {
  const texts = loadReportTexts();
  it('are asked for by keys that exist, and put in what people wrote as it is', () => {
    expect(() => texts('nothing.like.this', 'fr')).toThrow('no report text');
    expect(texts('digest.title', 'en', { group: '{number} <b>' })).toBe('What happened in “{number} <b>”');
  });
});
