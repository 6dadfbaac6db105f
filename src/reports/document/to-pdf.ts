/** A document as a PDF: tagged for screen readers, with its typeface inside, and the same bytes for the same document. */
import { chartShapes } from './chart-shapes.js';
import type { Block, Doc, SignatureSlot } from './document.js';
import { SOFT, TONE } from './palette.js';
import { drawChart } from './pdf/draw-chart.js';
import { drawTable } from './pdf/draw-table.js';
import { LEFT, Sheet } from './pdf/sheet.js';

/** Height of a row of signatures, in points. */
const SLOT = 94;

/** The file's bytes. Rejects only for a fault of the program. */
export async function toPdf(doc: Doc): Promise<Uint8Array> {
  const sheet = new Sheet(doc);
  for (const [i, block] of doc.blocks.entries()) {
    const next = doc.blocks[i + 1];
    if (block.type === 'heading') sheet.need(roomFor(next, sheet.width));
    // The closing words never stand on another page than the first who signs.
    if (block.type === 'paragraph' && next?.type === 'signatures')
      sheet.need(sheet.heightOf(block.text, {}) + 26 + SLOT);
    draw(sheet, block);
  }
  return sheet.end();
}

/** A heading stays with what it heads. */
function roomFor(next: Block | undefined, width: number): number {
  if (next?.type === 'chart') return chartShapes(next.chart, width).height + 110;
  return next?.type === 'table' || next?.type === 'figures' ? 130 : 80;
}

function draw(sheet: Sheet, b: Block): void {
  switch (b.type) {
    case 'letterhead':
      letterhead(sheet, b);
      break;
    case 'title':
      sheet.write('H1', b.text, { face: 'strong', size: 19, after: 3 });
      if (b.under !== undefined) sheet.write('P', b.under, { colour: SOFT, after: 4 });
      sheet.space(10);
      break;
    case 'heading':
      sheet.space(12);
      sheet.rule(sheet.y);
      sheet.space(8);
      sheet.write('H2', b.text, { face: 'strong', size: 13.5, after: 5 });
      break;
    case 'subject':
      sheet.space(16);
      sheet.write('H1', `${b.label} ${b.text}`, { face: 'strong', size: 11.5, after: 14 });
      break;
    case 'paragraph':
      sheet.need(30);
      sheet.write('P', b.text, b.soft ? { size: 9.5, colour: SOFT, after: 8 } : { after: 8 });
      break;
    case 'list':
      list(sheet, b.items);
      break;
    case 'facts':
      facts(sheet, b.rows);
      break;
    case 'figures':
      figures(sheet, b.items);
      break;
    case 'evidence':
      evidence(sheet, b);
      break;
    case 'table':
      drawTable(sheet, b.table);
      break;
    case 'chart':
      drawChart(sheet, b);
      break;
    case 'signatures':
      signatures(sheet, b.slots);
      break;
    case 'page':
      sheet.newPage();
  }
}

function list(sheet: Sheet, items: readonly string[]): void {
  sheet.within('L', () => {
    for (const item of items) {
      sheet.need(20);
      const y = sheet.y;
      sheet.ornament(() => sheet.pdf.circle(LEFT + 6, y + 7, 1.6).fill(SOFT));
      sheet.write('LI', item, { x: LEFT + 18, width: sheet.width - 18, after: 4 });
    }
  });
  sheet.space(5);
}

function letterhead(sheet: Sheet, b: Extract<Block, { type: 'letterhead' }>): void {
  const half = sheet.width / 2 - 8;
  for (const [i, line] of b.sender.entries())
    sheet.write('P', line, {
      width: half,
      after: 0,
      gap: 1,
      ...(i === 0 ? { face: 'strong', colour: TONE.first, size: 12 } : { size: 10 }),
    });
  // Behind the window of a Belgian envelope: on the right, about 5 cm from the top.
  sheet.y = Math.max(sheet.y + 14, 142);
  const x = LEFT + sheet.width / 2 + 8;
  for (const line of b.addressee) sheet.write('P', line, { x, width: half, after: 0, gap: 1 });
  sheet.space(24);
  sheet.write('P', b.placeAndDate, { x, width: half, after: 14 });
  if (b.references.length > 0)
    sheet.write(
      'P',
      b.references
        .map(([label, value]) => `${label}${sheet.doc.lang === 'fr' ? ' ' : ''}: ${value}`)
        .join('     '),
      { size: 9, colour: SOFT },
    );
}

/** Hashes and the like: one long word, set small so that it stays on a line. */
const isLongWord = (text: string): boolean => text.length > 48 && !/\s/.test(text);

function facts(sheet: Sheet, rows: readonly (readonly [string, string])[]): void {
  const narrow = rows.some(([, text]) => isLongWord(text));
  const label = sheet.width * (narrow ? 0.24 : 0.32);
  const width = sheet.width - label - 12;
  sheet.rule(sheet.y);
  for (const [name, text] of rows) {
    const size = isLongWord(text) ? 8.5 : 10;
    const height =
      Math.max(sheet.heightOf(name, { width: label, size: 10 }), sheet.heightOf(text, { width, size })) + 8;
    if (height < sheet.bottom - 80) sheet.need(height);
    const top = sheet.y + 4;
    sheet.put('P', name, LEFT, top, { width: label, size: 10, colour: SOFT });
    sheet.y = top;
    sheet.write('P', text, { x: LEFT + label + 12, width, size });
    sheet.y = Math.max(sheet.y, Math.min(top - 4 + height, sheet.bottom));
    sheet.rule(sheet.y);
  }
  sheet.space(12);
}

function figures(sheet: Sheet, items: Extract<Block, { type: 'figures' }>['items']): void {
  const columns = Math.min(4, items.length);
  const gap = 10;
  const width = (sheet.width - gap * (columns - 1)) / Math.max(1, columns);
  for (let at = 0; at < items.length; at += columns) {
    const row = items.slice(at, at + columns);
    const tall =
      44 + Math.max(...row.map((f) => sheet.heightOf(f.label, { width: width - 16, size: 8.5, gap: 0 })));
    sheet.need(tall + 10);
    const top = sheet.y;
    for (const [i, f] of row.entries()) {
      const x = LEFT + i * (width + gap);
      sheet.ornament(() => sheet.pdf.roundedRect(x, top, width, tall, 4).lineWidth(0.7).stroke('#c2c9d3'));
      sheet.put('P', f.value, x + 8, top + 7, { width: width - 16, face: 'strong', size: 18 });
      if (f.change !== undefined) {
        const beside = sheet.widthOf(f.value, { face: 'strong', size: 18 }) + 6;
        sheet.put('P', f.change, x + 8 + beside, top + 15, {
          width: Math.max(20, width - 16 - beside),
          size: 8.5,
          colour: SOFT,
        });
      }
      sheet.put('P', f.label, x + 8, top + 33, { width: width - 16, size: 8.5, colour: SOFT, gap: 0 });
    }
    sheet.y = top + tall;
    sheet.space(10);
  }
  sheet.space(4);
}

function evidence(sheet: Sheet, b: Extract<Block, { type: 'evidence' }>): void {
  const x = LEFT + 12;
  const width = sheet.width - 12;
  const height = sheet.heightOf(b.text, { width }) + 34;
  if (height < 400) sheet.need(height);
  const top = sheet.y;
  const page = sheet.pdf.page;
  sheet.within('BlockQuote', () => {
    sheet.write('P', b.head, { x, width, face: 'strong', size: 10, after: 1 });
    sheet.write('P', b.text, { x, width, after: 1 });
    sheet.write('P', b.foot, { x, width, size: 8.5, colour: SOFT });
  });
  // A bar beside it, where it did not run over to the next page.
  if (sheet.pdf.page === page)
    sheet.ornament(() => sheet.pdf.rect(LEFT, top, 2.2, sheet.y - top).fill(TONE.first));
  sheet.space(10);
}

function signatures(sheet: Sheet, slots: readonly SignatureSlot[]): void {
  const width = (sheet.width - 36) / 2;
  sheet.space(18);
  for (let at = 0; at < slots.length; at += 2) {
    sheet.need(SLOT);
    const top = sheet.y;
    for (const [i, slot] of slots.slice(at, at + 2).entries()) {
      const x = LEFT + i * (width + 36);
      const role = sheet.heightOf(slot.title, { width, face: 'strong', size: 10, gap: 0 });
      sheet.put('P', slot.title, x, top, { width, face: 'strong', size: 10, gap: 0 });
      sheet.put('P', slot.signed, x, top + Math.max(46, role + 22), { width, size: 8.5, colour: SOFT });
      const line = top + Math.max(64, role + 40);
      sheet.rule(line, x, x + width, SOFT, slot.visa);
      sheet.put('P', slot.name, x, line + 4, { width, size: 10 });
    }
    sheet.y = top + SLOT;
  }
}
