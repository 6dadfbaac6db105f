/** A table that may run over pages: its head comes again on each, and a row is never torn unless it is taller than a page. */
import type { Table } from '../document.js';
import { SOFT } from '../palette.js';
import { LEFT, type Sheet, type TextStyle } from './sheet.js';

const GAP = 10;
const PAD = 4;
/** Tables lower than this (in points) stay on one page. */
const UNTORN = 230;

export function drawTable(sheet: Sheet, table: Table): void {
  const columns = table.head.length;
  const shares = table.widths ?? table.head.map(() => 1);
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const room = sheet.width - GAP * (columns - 1);
  const widths = shares.map((share) => (room * share) / whole);
  const x = widths.map((_, i) => LEFT + widths.slice(0, i).reduce((sum, w) => sum + w + GAP, 0));
  const styleOf = (column: number, head: boolean): TextStyle => ({
    width: widths[column] ?? room,
    size: head ? 8.5 : table.hashes?.includes(column) ? 7 : 9.5,
    face: head ? 'strong' : 'regular',
    align: table.numeric.includes(column) ? 'right' : 'left',
    gap: 0.8,
    ...(head ? { colour: SOFT } : {}),
  });
  const heightOf = (row: readonly string[], head: boolean): number =>
    2 * PAD + Math.max(10, ...row.map((cell, i) => sheet.heightOf(cell, styleOf(i, head))));
  const drawRow = (row: readonly string[], head: boolean): void => {
    const height = heightOf(row, head);
    const top = sheet.y;
    sheet.within('TR', () => {
      for (const [i, cell] of row.entries())
        sheet.put(head || i === 0 ? 'TH' : 'TD', cell, x[i]!, top + PAD, styleOf(i, head));
    });
    sheet.y = top + height;
    sheet.rule(sheet.y);
  };

  const most = sheet.bottom - 120;
  const rows = table.rows.map((row) => row.map((cell, i) => shortened(sheet, cell, styleOf(i, false), most)));
  // A short table is not torn; a long one begins where there is room for a few rows.
  const tall = rows.reduce((sum, row) => sum + heightOf(row, false), heightOf(table.head, true) + 20);
  sheet.need(table.caption !== '' && tall < UNTORN ? tall : 90);
  sheet.within('Table', () => {
    if (table.caption !== '') sheet.write('Caption', table.caption, { face: 'strong', size: 10.5, after: 4 });
    drawRow(table.head, true);
    for (const row of rows) {
      const height = heightOf(row, false);
      if (sheet.y + height > sheet.bottom) {
        sheet.newPage();
        drawRow(table.head, true);
      }
      drawRow(row, false);
    }
  });
  sheet.space(14);
}

/** A cell that alone would not fit on a page is cut, and says so. */
function shortened(sheet: Sheet, cell: string, style: TextStyle, most: number): string {
  let text = cell;
  while (text.length > 100 && sheet.heightOf(text, style) > most) text = `${text.slice(0, text.length / 2)}…`;
  return text;
}
