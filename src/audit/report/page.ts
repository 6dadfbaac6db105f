/** The report as one HTML file that needs nothing else: no script, no request, no font. */
import { createHash } from 'node:crypto';
import type { Mode } from '../../domain/vocabulary.js';
import type { FindingRow } from '../finding-row.js';
import type { Format } from '../format.js';
import { type Periods, periodsOf } from '../periods.js';
import type { Tally } from '../tally.js';
import type { Texts } from '../texts.js';
import { bars, columns, dataTable, figure, heatmap } from './charts.js';
import { html, Markup } from './markup.js';
import { STYLE } from './style.js';
import { doneRows, hourLabel, kindRows, outcomeRows, ruleRows } from './summary.js';

export interface ReportInput {
  readonly tally: Tally;
  readonly texts: Texts;
  readonly format: Format;
  readonly titles: (rule: string) => string;
  readonly clauses: (rule: string) => string;
  readonly source: 'whatsapp' | 'telegram';
  readonly mode: Mode;
  /** Rule → its latest findings, oldest first. */
  readonly excerpts: ReadonlyMap<string, readonly FindingRow[]>;
  readonly excerptLimit: number;
  /** When the report is made, ms. */
  readonly now: number;
}

/** Nothing may be loaded, sent or run; the one style is let in by its fingerprint. */
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'`;

export function page(input: ReportInput): string {
  const { texts, format, tally } = input;
  const periods = periodsOf(tally);
  const title = texts('title');
  return html`<!doctype html>
<html lang="${texts.lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<header class="top"><h1>${title}</h1>
<p class="meta">${texts(`source.${input.source}`)}${
    tally.messages > 0
      ? html` · ${texts('period', { from: format.day(tally.first), to: format.day(tally.last) })}`
      : null
  }</p>
<p class="lead">${texts('intro', { mode: texts(`mode.${input.mode}`) })}</p></header>
<main>
${figures(input)}
<div class="grid2">${kinds(input)}${rules(input)}</div>
${rulesByPeriod(input, periods)}
<div class="grid2">${informed(input, periods)}${hours(input)}</div>
<div class="grid2">${decisions(input)}${done(input)}</div>
${messagesByPeriod(input, periods)}
${excerpts(input)}
${malformed(input)}
</main>
<footer><p>${texts('footer', { date: format.day(input.now) })}</p></footer>
</body>
</html>
`.text;
}

function figures({ tally, texts, format }: ReportInput): Markup {
  const list: [string, string][] = [
    [texts('figure.messages'), format.number(tally.messages)],
    [texts('figure.members'), format.number(tally.members)],
    [texts('figure.findings'), format.number(tally.findings)],
    [texts('figure.reports'), format.number(tally.reports.total)],
    [texts('figure.informed'), format.share(tally.reports.atOnce, tally.reports.total)],
    [texts('figure.median'), format.minutes(tally.medianMinutes)],
  ];
  return html`<dl class="figures">${list.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function kinds({ tally, texts, format }: ReportInput): Markup {
  const rows = kindRows(tally, texts);
  return figure(
    texts('section.kinds'),
    texts('note.kinds'),
    bars(
      rows.map(([label, value]) => ({ label, value, shown: format.number(value) })),
      'blue',
    ),
    {
      head: [texts('col.kind'), texts('col.messages'), texts('col.share')],
      rows: rows.map(([label, n]) => [label, format.number(n), format.share(n, tally.messages)]),
    },
    texts('show-table'),
  );
}

function rules({ tally, texts, format, titles, clauses }: ReportInput): Markup {
  const rows = ruleRows(tally);
  if (rows.length === 0) return figure(texts('section.rules'), texts('note.no-findings'), html``, null, '');
  return figure(
    texts('section.rules'),
    null,
    bars(
      rows.map(([rule, c]) => ({ label: titles(rule), value: c.found, shown: format.number(c.found) })),
      'red',
    ),
    {
      head: [texts('col.rule'), texts('col.clause'), texts('col.findings'), texts('col.review')],
      rows: rows.map(([rule, c]) => [
        titles(rule),
        clauses(rule),
        format.number(c.found),
        format.number(c.review),
      ]),
    },
    texts('show-table'),
  );
}

/** “(by month)”, or by quarter or year where months would be too many. */
const unitNote = (texts: Texts, periods: Periods): string => ` (${texts(`by-${periods.unit}`)})`;

function rulesByPeriod({ tally, texts, titles, format }: ReportInput, periods: Periods): Markup | null {
  const rows = ruleRows(tally).filter(([, c]) => c.found > 0);
  if (rows.length === 0) return null;
  const title = texts('section.rules-by-month') + unitNote(texts, periods);
  return figure(
    title,
    null,
    heatmap(
      texts('col.rule'),
      periods.list.map((p) => format.period(p.key)),
      rows.map(([rule]) => ({
        label: titles(rule),
        counts: periods.list.map((p) => p.findings.get(rule) ?? 0),
      })),
    ),
    null,
    '',
  );
}

function informed({ tally, texts, format }: ReportInput, periods: Periods): Markup {
  const title = texts('section.informed') + unitNote(texts, periods);
  if (tally.reports.total === 0) return figure(title, texts('note.no-reports'), html``, null, '');
  return figure(
    title,
    texts('note.informed'),
    html`${columns(
      periods.list.map((p) => ({
        label: format.period(p.key),
        value: p.reports === 0 ? 0 : (p.atOnce + p.later) / p.reports,
        inner: p.reports === 0 ? 0 : p.atOnce / p.reports,
        blank: p.reports === 0,
        title: `${format.period(p.key)}: ${format.share(p.atOnce, p.reports)} · ${texts('col.reports')}: ${p.reports}`,
      })),
      1,
      format.share(1, 1),
      'two',
    )}${legend([
      ['inner', texts('col.at-once')],
      ['value', texts('col.later')],
    ])}`,
    {
      head: [
        texts('col.month'),
        texts('col.reports'),
        texts('col.at-once'),
        texts('col.later'),
        texts('col.never'),
        texts('col.rate'),
      ],
      rows: periods.list.map((p) => [
        format.period(p.key),
        p.reports,
        p.atOnce,
        p.later,
        p.reports - p.atOnce - p.later,
        format.share(p.atOnce, p.reports),
      ]),
    },
    texts('show-table'),
  );
}

const legend = (items: readonly (readonly [string, string])[]): Markup =>
  html`<ul class="legend">${items.map(
    ([tone, label]) =>
      html`<li><svg width="11" height="11" aria-hidden="true" focusable="false"><rect class="${tone}" width="11" height="11" rx="2"/></svg>${label}</li>`,
  )}</ul>`;

function messagesByPeriod({ texts, format }: ReportInput, periods: Periods): Markup {
  const max = Math.max(1, ...periods.list.map((p) => p.messages));
  return figure(
    texts('section.months') + unitNote(texts, periods),
    null,
    columns(
      periods.list.map((p) => ({
        label: format.period(p.key),
        value: p.messages,
        title: `${format.period(p.key)}: ${format.number(p.messages)}`,
      })),
      max,
      format.number(max),
      'blue',
    ),
    {
      head: [texts('col.month'), texts('col.messages'), texts('col.reports')],
      rows: periods.list.map((p) => [
        format.period(p.key),
        format.number(p.messages),
        format.number(p.reports),
      ]),
    },
    texts('show-table'),
  );
}

function hours({ tally, texts, format }: ReportInput): Markup {
  const max = Math.max(1, ...tally.hours.map((h) => h.messages));
  return figure(
    texts('section.hours'),
    texts('note.hours'),
    html`${columns(
      tally.hours.map((h, hour) => ({
        label: String(hour),
        value: h.messages,
        inner: h.reports,
        title: `${hourLabel(hour)} · ${format.number(h.messages)} · ${texts('col.reports')}: ${h.reports}`,
      })),
      max,
      format.number(max),
      'two',
    )}${legend([
      ['value', texts('col.messages')],
      ['inner', texts('col.reports')],
    ])}`,
    {
      head: [texts('col.hour'), texts('col.messages'), texts('col.reports')],
      rows: tally.hours.map((h, hour) => [
        hourLabel(hour),
        format.number(h.messages),
        format.number(h.reports),
      ]),
    },
    texts('show-table'),
  );
}

function decisions({ tally, texts, format }: ReportInput): Markup {
  const rows = outcomeRows(tally, texts);
  return figure(
    texts('section.decisions'),
    texts('note.decisions'),
    bars(
      rows.map(([label, value]) => ({ label, value, shown: format.number(value) })),
      'violet',
    ),
    {
      head: [texts('col.decision'), texts('col.messages'), texts('col.share')],
      rows: rows.map(([label, n]) => [label, format.number(n), format.share(n, tally.messages)]),
    },
    texts('show-table'),
  );
}

function done({ tally, texts, format }: ReportInput): Markup {
  const rows = doneRows(tally, texts).map(([label, n]) => [label, format.number(n)]);
  const title = texts('section.done');
  const table = dataTable({ head: [texts('col.done'), texts('col.times')], rows }, title);
  return figure(
    title,
    null,
    rows.length === 0 ? html`<p class="note">${texts('none')}</p>` : table,
    null,
    '',
  );
}

function excerpts({
  tally,
  texts,
  format,
  titles,
  clauses,
  excerpts: byRule,
  excerptLimit,
}: ReportInput): Markup | null {
  if (byRule.size === 0) return null;
  const order = ruleRows(tally).map(([rule]) => rule);
  const shownOf = (rule: string, shown: number): string => {
    const count = tally.rules.get(rule);
    const all = count ? count.found + count.review : shown;
    return all > shown ? `${format.number(shown)} / ${format.number(all)}` : format.number(all);
  };
  const list = [...byRule].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  return html`<section class="card long"><h2>${texts('section.excerpts')}</h2><p class="note">${texts('note.excerpts', { n: excerptLimit })}</p>${list.map(
    ([rule, rows]) =>
      html`<details class="rule"><summary><b>${titles(rule)}</b> <span class="clause">${clauses(rule)}</span> <span class="tag">${shownOf(rule, rows.length)}</span></summary><ol class="excerpts">${rows.map(
        (r) =>
          html`<li><span class="when">${format.isoDay(r.at)} ${format.time(r.at)} · ${r.member} · <span class="tag">${texts(`response.${r.response}`)}</span></span><p lang="${r.lang}">${
            r.excerpt === null
              ? html`<em>${texts('hidden')}</em>`
              : html`${r.excerpt.before}${r.excerpt.proof === '' ? null : html`<mark>${r.excerpt.proof}</mark>`}${r.excerpt.after}`
          }</p></li>`,
      )}</ol></details>`,
  )}</section>`;
}

function malformed({ tally, texts, format }: ReportInput): Markup {
  const title = texts('section.malformed');
  if (tally.malformed === 0) return figure(title, texts('note.no-malformed'), html``, null, '');
  const more = tally.malformed - tally.malformedLines.length;
  return html`<section class="card long"><h2>${title}</h2><p class="note">${texts('note.malformed', { n: format.number(tally.malformed) })}</p><details><summary>${texts('show-table')}</summary><table><thead><tr><th scope="col">${texts('col.line')}</th><th scope="col">${texts('col.reason')}</th></tr></thead><tbody>${tally.malformedLines.map(
    (l) => html`<tr><th scope="row">${l.line}</th><td>${texts(`reason.${l.reason}`)}</td></tr>`,
  )}</tbody></table>${more > 0 ? html`<p class="note">${texts('note.more-lines', { n: format.number(more) })}</p>` : null}</details></section>`;
}
