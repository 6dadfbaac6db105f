/** The findings as a table for a spreadsheet: one line each, whatever the excerpt holds. */

import { excerptText, type FindingRow } from '../finding-row.js';
import type { Format } from '../format.js';
import type { Texts } from '../texts.js';

/** A cell that starts like a formula would be run by the spreadsheet that opens it: an apostrophe makes it text. */
const FORMULA = /^[\s\u00a0\u200b-\u200f\ufeff]*[=+\-@\t\r|%＝＋－＠]/u;

/** Belgian spreadsheets in French, Dutch and German separate with semicolons, because the comma is their decimal mark. */
export const separatorFor = (lang: Texts['lang']): string => (lang === 'en' ? ',' : ';');

/** One cell: on one line, quoted where needed, never a formula. */
export function cell(value: string): string {
  const line = value.replace(/[\r\n\u2028\u2029\u0085]+/gu, ' ').replace(/\0/gu, '');
  const safe = FORMULA.test(line) ? `'${line}` : line;
  return /[",;\t']/u.test(safe) || safe !== safe.trim() ? `"${safe.replace(/"/gu, '""')}"` : safe;
}

export class CsvWriter {
  private readonly separator: string;

  constructor(
    private readonly texts: Texts,
    private readonly format: Format,
    private readonly titles: (rule: string) => string,
  ) {
    this.separator = separatorFor(texts.lang);
  }

  /** With the mark by which spreadsheets recognise UTF-8. */
  head(): string {
    const { texts } = this;
    return `\ufeff${this.join([
      texts('col.line'),
      texts('col.date'),
      texts('col.time'),
      texts('col.member'),
      texts('col.kind'),
      texts('col.lang'),
      'rule',
      texts('col.rule'),
      texts('col.clause'),
      texts('col.confidence'),
      texts('col.response'),
      texts('col.excerpt'),
    ])}`;
  }

  row(row: FindingRow): string {
    const { texts, format } = this;
    return this.join([
      row.line,
      format.isoDay(row.at),
      format.time(row.at),
      row.member,
      texts(`kind.${row.kind}`),
      row.lang,
      row.rule,
      this.titles(row.rule),
      row.clause,
      Math.round(row.confidence * 100) / 100,
      texts(`response.${row.response}`),
      row.excerpt === null ? texts('hidden') : excerptText(row.excerpt),
    ]);
  }

  /** With the decimal mark that goes with the separator. */
  private number(n: number): string {
    return this.separator === ';' ? String(n).replace('.', ',') : String(n);
  }

  private join(cells: readonly (string | number)[]): string {
    return `${cells.map((c) => (typeof c === 'number' ? this.number(c) : cell(c))).join(this.separator)}\r\n`;
  }
}
