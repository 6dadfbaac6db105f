/** A chart on paper: the shapes of `chartShapes`, with the table behind it beneath it. */
import { chartShapes, type Shape } from '../chart-shapes.js';
import type { Block } from '../document.js';
import { INK, SOFT, TONE } from '../palette.js';
import { drawTable } from './draw-table.js';
import { printable } from './fonts.js';
import { LEFT, type Sheet } from './sheet.js';

export function drawChart(sheet: Sheet, block: Extract<Block, { type: 'chart' }>): void {
  const drawing = chartShapes(block.chart, sheet.width);
  sheet.need(drawing.height + 50);
  sheet.write('H3', block.title, { face: 'strong', size: 11, after: 6 });
  const top = sheet.y;
  sheet.tag(
    'Figure',
    () => {
      for (const shape of drawing.shapes) drawShape(sheet, shape, top);
    },
    { alt: block.title },
  );
  sheet.y = top + drawing.height;
  sheet.space(10);
  const { table } = block;
  drawTable(sheet, table.caption === block.title ? { ...table, caption: '' } : table);
}

function drawShape({ pdf }: Sheet, s: Shape, top: number): void {
  switch (s.type) {
    case 'rect':
      pdf.rect(LEFT + s.x, top + s.y, s.w, s.h).fill(TONE[s.tone]);
      return;
    case 'dot':
      pdf.circle(LEFT + s.x, top + s.y, s.r).fill(TONE[s.tone]);
      return;
    case 'line': {
      pdf.save().lineWidth(s.width).strokeColor(TONE[s.tone]);
      for (const [i, [x, y]] of s.points.entries())
        if (i === 0) pdf.moveTo(LEFT + x, top + y);
        else pdf.lineTo(LEFT + x, top + y);
      pdf.stroke().restore();
      return;
    }
    case 'text': {
      pdf
        .font('regular')
        .fontSize(s.size)
        .fillColor(s.anchor === 'start' ? INK : SOFT);
      const text = fitted(pdf, printable(s.text).replace(/\n/g, ' '), s.max);
      const wide = pdf.widthOfString(text);
      const left = s.anchor === 'start' ? 0 : s.anchor === 'end' ? wide : wide / 2;
      pdf.text(text, LEFT + s.x - left, top + s.y - s.size * 0.98, { lineBreak: false });
    }
  }
}

function fitted(pdf: PDFKit.PDFDocument, text: string, max: number | undefined): string {
  if (max === undefined || pdf.widthOfString(text) <= max) return text;
  const signs = [...text];
  while (signs.length > 1 && pdf.widthOfString(`${signs.join('')}…`) > max) signs.pop();
  return `${signs.join('').trimEnd()}…`;
}
