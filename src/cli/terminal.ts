/** Text for a terminal: colour where it is wanted, lines that fit, and nothing that could steer the terminal. */

export interface Terminal {
  readonly colour: boolean;
  /** Columns, at least 40. */
  readonly width: number;
}

/** NO_COLOR and FORCE_COLOR are honoured (no-color.org); a pipe gets no colour and 100 columns. */
export function terminalOf(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv = process.env): Terminal {
  const forced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== '';
  const refused = (env.NO_COLOR ?? '') !== '' || env.TERM === 'dumb';
  return {
    colour: !refused && (forced || stream.isTTY === true),
    width: Math.max(40, Math.min(stream.columns ?? 100, 120)),
  };
}

const CODES = { bold: 1, dim: 2, underline: 4, red: 31, green: 32, yellow: 33, cyan: 36 } as const;
export type Style = keyof typeof CODES;

export const paint = (t: Terminal, text: string, ...styles: Style[]): string =>
  t.colour && styles.length > 0 ? `\u001b[${styles.map((s) => CODES[s]).join(';')}m${text}\u001b[0m` : text;

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const WIDE =
  /\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60]/u;
const INVISIBLE = /^[\p{Mn}\p{Me}\p{Cf}\u200B]+$/u;

export interface Cell {
  /** What is shown: control and direction characters are replaced, they could steer the terminal. */
  readonly shown: string;
  readonly columns: number;
  /** Where it stands in the original text. */
  readonly start: number;
  readonly end: number;
}

export function cellsOf(text: string): Cell[] {
  const cells: Cell[] = [];
  for (const { segment, index } of segmenter.segment(text)) {
    const end = index + segment.length;
    if (/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u.test(segment))
      cells.push({ shown: ' ', columns: 1, start: index, end });
    else
      cells.push({
        shown: segment,
        columns: INVISIBLE.test(segment) ? 0 : WIDE.test(segment) ? 2 : 1,
        start: index,
        end,
      });
  }
  return cells;
}

export const columnsOf = (text: string): number => cellsOf(text).reduce((sum, c) => sum + c.columns, 0);

/** Breaks text into rows of at most `width` columns, between words where it can, and at line ends. */
export function rowsOf(text: string, width: number): Cell[][] {
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  let used = 0;
  let lastSpace = -1;
  const flush = (upTo: number): void => {
    rows.push(row.slice(0, upTo));
    row = row.slice(upTo);
    if (row[0]?.shown === ' ') row = row.slice(1);
    used = row.reduce((sum, c) => sum + c.columns, 0);
    lastSpace = row.findLastIndex((c) => c.shown === ' ');
  };
  for (const cell of cellsOf(text)) {
    if (/[\n\r]/.test(text.slice(cell.start, cell.end))) {
      rows.push(row);
      row = [];
      used = 0;
      lastSpace = -1;
      continue;
    }
    if (used + cell.columns > width && row.length > 0) {
      // A space that does not fit is itself the place to break.
      if (cell.shown === ' ') {
        flush(row.length);
        continue;
      }
      flush(lastSpace > 0 ? lastSpace : row.length);
    }
    if (cell.shown === ' ') lastSpace = row.length;
    row.push(cell);
    used += cell.columns;
  }
  rows.push(row);
  return rows;
}

/** Text as indented lines; `indent` counts columns. */
export const wrapped = (text: string, t: Terminal, indent = 0): string[] =>
  rowsOf(text, t.width - indent).map((row) => ' '.repeat(indent) + row.map((c) => c.shown).join(''));

/** Spaces after (or, for numbers, before) `text` up to `columns`. */
export const padded = (text: string, columns: number, side: 'left' | 'right' = 'left'): string => {
  const space = ' '.repeat(Math.max(0, columns - columnsOf(text)));
  return side === 'left' ? text + space : space + text;
};
