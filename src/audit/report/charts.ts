/**
 * Charts as inline SVG. Sizes are shares of the width, and words are never scaled, so that a chart reads as well
 * on a telephone as on paper. Behind each chart stands its table (`figure`), for those who can't see it.
 */
import { html, type Markup } from './markup.js';

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** What is written at its end. */
  readonly shown: string;
  /** A smaller part, drawn darker inside. */
  readonly part?: number;
}

export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

const pct = (x: number): string => `${Math.round(x * 10_000) / 100}%`;

/** Horizontal bars: one row each, label above on a telephone, beside it elsewhere. */
export function bars(rows: readonly Bar[], tone: string): Markup {
  const max = Math.max(1, ...rows.map((r) => r.value));
  return html`<div class="bars ${tone}" aria-hidden="true">${rows.map(
    (r) =>
      html`<div class="bar"><span class="label">${r.label}</span><svg class="track" width="100%" height="16" focusable="false"><rect class="base" width="100%" height="16" rx="4"/><rect class="value" width="${pct(r.value / max)}" height="16" rx="4"/></svg><span class="shown">${r.shown}</span></div>`,
  )}</div>`;
}

export interface Column {
  readonly label: string;
  readonly value: number;
  /** Second, darker column inside the first (0…value). */
  readonly inner?: number;
  /** For the pointer. */
  readonly title: string;
  /** True: nothing to show here (no report in that month), which isn't the same as zero. */
  readonly blank?: boolean;
}

const HEIGHT = 190;
const TOP = 14;
const FOOT = 22;
const MOST_LABELS = 8;

/** Columns over time. `max`: the top of the scale; `topLabel`: how it is written. */
export function columns(list: readonly Column[], max: number, topLabel: string, tone: string): Markup {
  const count = Math.max(1, list.length);
  const scale = Math.max(max, 1e-9);
  const height = HEIGHT - TOP - FOOT;
  const every = Math.ceil(count / MOST_LABELS);
  const width = 1 / count;
  const y = (value: number): number =>
    Math.round(10 * (TOP + height * (1 - Math.min(1, value / scale)))) / 10;
  const tall = (value: number): number => Math.round(10 * (TOP + height - y(value))) / 10;
  return html`<svg class="columns ${tone}" width="100%" height="${HEIGHT}" aria-hidden="true" focusable="false"><line class="grid" x1="0" x2="100%" y1="${TOP}" y2="${TOP}"/><line class="grid" x1="0" x2="100%" y1="${TOP + height / 2}" y2="${TOP + height / 2}"/><text class="scale" x="0" y="${TOP - 3}">${topLabel}</text>${list.map(
    (c, i) => {
      const x = pct((i + 0.14) * width);
      const w = pct(Math.min(0.72 * width, 0.09));
      return html`<g><title>${c.title}</title>${
        c.blank
          ? html`<rect class="blank" x="${x}" y="${TOP + height - 3}" width="${w}" height="3"/>`
          : html`<rect class="value" x="${x}" y="${y(c.value)}" width="${w}" height="${tall(c.value)}" rx="2"/>${
              c.inner !== undefined && c.inner > 0
                ? html`<rect class="inner" x="${x}" y="${y(c.inner)}" width="${w}" height="${tall(c.inner)}" rx="2"/>`
                : null
            }`
      }${i % every === 0 ? html`<text x="${pct((i + 0.14) * width)}" y="${HEIGHT - 6}">${c.label}</text>` : null}</g>`;
    },
  )}<line class="axis" x1="0" x2="100%" y1="${TOP + height}" y2="${TOP + height}"/></svg>`;
}

/** Rule by month: a table whose cells are the darker the more there is. It is its own table. */
export function heatmap(
  corner: string,
  periods: readonly string[],
  rows: readonly { readonly label: string; readonly counts: readonly number[] }[],
): Markup {
  // One finding in a quiet chat isn't alarming: the scale starts at five.
  const max = Math.max(5, ...rows.flatMap((r) => r.counts));
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${corner}"><table class="heat"><thead><tr><th scope="col">${corner}</th>${periods.map(
    (p) => html`<th scope="col"><span>${p}</span></th>`,
  )}</tr></thead><tbody>${rows.map(
    (r) =>
      html`<tr><th scope="row">${r.label}</th>${r.counts.map(
        (n) =>
          html`<td class="h${n === 0 ? 0 : Math.max(1, Math.ceil((5 * n) / max))}">${n === 0 ? '' : n}</td>`,
      )}</tr>`,
  )}</tbody></table></div>`;
}

/** A chart with its heading, its explanation and the table behind it. */
export function figure(
  title: string,
  note: string | null,
  chart: Markup,
  table: Table | null,
  showTable: string,
): Markup {
  return html`<section class="card"><h2>${title}</h2>${note === null ? null : html`<p class="note">${note}</p>`}${chart}${
    table === null ? null : html`<details><summary>${showTable}</summary>${dataTable(table, title)}</details>`
  }</section>`;
}

export const dataTable = (table: Table, caption: string): Markup =>
  html`<div class="scroll"><table><caption>${caption}</caption><thead><tr>${table.head.map(
    (h, i) => html`<th scope="col"${i === 0 ? null : NUMERIC}>${h}</th>`,
  )}</tr></thead><tbody>${table.rows.map(
    (row) =>
      html`<tr>${row.map((c, i) =>
        i === 0 ? html`<th scope="row">${c}</th>` : html`<td class="n">${c}</td>`,
      )}</tr>`,
  )}</tbody></table></div>`;

const NUMERIC = html` class="n"`;
