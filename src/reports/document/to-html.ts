/**
 * A document as one HTML page that stands alone: no script, no picture from elsewhere, a policy that lets in its own style
 * only. It prints like the PDF. Every text is escaped.
 */
import { createHash } from 'node:crypto';
import { html, Markup } from '../../audit/report/markup.js';
import { chartShapes, type Drawing, type Shape } from './chart-shapes.js';
import type { Block, Doc, SignatureSlot, Table } from './document.js';
import { STYLE } from './html-style.js';
import { TONE } from './palette.js';

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');
/** What a page that shows a document may do: show its own style, nothing else. */
export const DOCUMENT_POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'`;

/** The whole page. */
export function toHtml(doc: Doc): string {
  const page = html`<!doctype html>
<html lang="${doc.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="${DOCUMENT_POLICY}">
<title>${doc.title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<main>
${doc.blocks.map((b) => block(b, doc))}
</main>
<footer>${doc.footer}</footer>
</body>
</html>
`;
  return page.text;
}

/** Lines that people wrote stay lines. */
const lines = (text: string): Markup =>
  html`${text.split('\n').map((line, i) => (i === 0 ? html`${line}` : html`<br>${line}`))}`;

function block(b: Block, doc: Doc): Markup {
  switch (b.type) {
    case 'letterhead':
      return html`<header class="letterhead"><address class="sender">${b.sender.map((l) => html`<span>${l}</span>`)}</address><address class="addressee">${b.addressee.map((l) => html`<span>${l}</span>`)}</address><p class="place">${b.placeAndDate}</p><dl class="refs">${b.references.map(([k, v]) => html`<div><dt>${k}</dt><dd>${v}</dd></div>`)}</dl></header>`;
    case 'title':
      return html`<h1>${b.text}</h1>${b.under === undefined ? null : html`<p class="under">${b.under}</p>`}`;
    case 'heading':
      return html`<h2>${b.text}</h2>`;
    case 'subject':
      return html`<h1 class="subject"><span class="label">${b.label}</span> ${b.text}</h1>`;
    case 'paragraph':
      return html`<p${b.soft ? new Markup(' class="soft"') : null}>${lines(b.text)}</p>`;
    case 'list':
      return html`<ul>${b.items.map((i) => html`<li>${lines(i)}</li>`)}</ul>`;
    case 'facts':
      return html`<dl class="facts">${b.rows.map(([k, v]) => html`<div><dt>${k}</dt><dd>${lines(v)}</dd></div>`)}</dl>`;
    case 'figures':
      return html`<dl class="figures">${b.items.map((f) => html`<div><dt>${f.label}</dt><dd>${f.value}${f.change === undefined ? null : html` <small>${f.change}</small>`}</dd></div>`)}</dl>`;
    case 'evidence':
      return html`<figure class="evidence"><figcaption>${b.head}</figcaption><blockquote>${lines(b.text)}</blockquote><p>${b.foot}</p></figure>`;
    case 'table':
      return table(b.table);
    case 'chart':
      return html`<section class="chart"><h3>${b.title}</h3>${svg(chartShapes(b.chart, 400, { size: 10.5, labelsAbove: true }))}<details><summary>${doc.showTable}</summary>${table(b.table)}</details></section>`;
    case 'signatures':
      return html`<div class="signatures">${b.slots.map(signature)}</div>`;
    case 'page':
      return html`<div class="page"></div>`;
  }
}

const signature = (s: SignatureSlot): Markup =>
  html`<div class="${s.visa ? 'slot visa' : 'slot'}"><p class="role">${s.title}</p><p class="mark">${s.signed}</p><p class="name">${s.name}</p></div>`;

function table(t: Table): Markup {
  const cls = (column: number): Markup | null =>
    t.numeric.includes(column)
      ? new Markup(' class="n"')
      : t.hashes?.includes(column)
        ? new Markup(' class="hash"')
        : null;
  return html`<div class="scroll"><table><caption>${t.caption}</caption><thead><tr>${t.head.map((h, i) => html`<th scope="col"${cls(i)}>${h}</th>`)}</tr></thead><tbody>${t.rows.map((row) => html`<tr>${row.map((c, i) => (i === 0 ? html`<th scope="row"${cls(i)}>${lines(c)}</th>` : html`<td${cls(i)}>${lines(c)}</td>`))}</tr>`)}</tbody></table></div>`;
}

/** Rough width of a text, to cut what would run into its neighbour. */
const fitted = (text: string, size: number, max: number | undefined): string => {
  if (max === undefined) return text;
  const most = Math.max(2, Math.floor(max / (size * 0.5)));
  const signs = [...text];
  return signs.length <= most
    ? text
    : `${signs
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
};

const shape = (s: Shape): Markup => {
  switch (s.type) {
    case 'rect':
      return html`<rect x="${s.x}" y="${s.y}" width="${s.w}" height="${s.h}" rx="1.5" fill="${TONE[s.tone]}"/>`;
    case 'line':
      return html`<polyline points="${s.points.map((p) => p.join(',')).join(' ')}" fill="none" stroke="${TONE[s.tone]}" stroke-width="${s.width}"/>`;
    case 'dot':
      return html`<circle cx="${s.x}" cy="${s.y}" r="${s.r}" fill="${TONE[s.tone]}"/>`;
    case 'text':
      return html`<text x="${s.x}" y="${s.y}" font-size="${s.size}" text-anchor="${s.anchor}">${fitted(s.text, s.size, s.max)}</text>`;
  }
};

/** Without words for screen readers: the table behind it says the same. */
const svg = (d: Drawing): Markup =>
  html`<svg viewBox="0 0 ${d.width} ${d.height}" width="${d.width}" height="${d.height}" aria-hidden="true" focusable="false">${d.shapes.map(shape)}</svg>`;
