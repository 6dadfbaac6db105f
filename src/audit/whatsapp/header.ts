/**
 * The head of a message: date, time and what follows. Android writes `12/03/2024, 21:04 - Name: text`, iOS
 * `[12/03/2024, 21:04:55] Name: text`; order, separators, clock and spaces follow the phone's language.
 */

export type Layout = 'dash' | 'brackets';

export interface Header {
  readonly layout: Layout;
  /** The three numbers of the date in the order in which they stand, as written. */
  readonly date: readonly [string, string, string];
  /** What stands between them: `/`, `.` or `-`. */
  readonly separator: string;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly half: 'am' | 'pm' | null;
  /** All that follows the head: `Name: text`, or a line of the program's own. Marks of direction still in it. */
  readonly rest: string;
}

const SPACE = '[ \\t\\u00a0\\u2009\\u202f]';
const DATE = `(\\d{1,4})([./-])${SPACE}?(\\d{1,2})\\2${SPACE}?(\\d{1,4})\\.?`;
const BETWEEN = `(?:,?${SPACE}+(?:(?:à|at|om|um)${SPACE}+)?|,)`;
const HALF = `(?:([ap])\\.?${SPACE}?m\\.?|(vorm|nachm)\\.?)`;
const TIME = `(\\d{1,2})(?::|\\.|${SPACE}?h${SPACE}?)(\\d{2})(?:[:.](\\d{2}))?(?:${SPACE}*${HALF}|${SPACE}?Uhr)?`;
const DASH = new RegExp(`^${DATE}${BETWEEN}${TIME}${SPACE}[-–]${SPACE}(.*)$`, 'iu');
const BRACKETS = new RegExp(`^\\[${DATE}${BETWEEN}${TIME}\\]${SPACE}?(.*)$`, 'iu');

/** Invisible marks that exports put around names, times and placeholders. */
export const MARKS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const LEADING_MARKS = /^[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/;

/** The head of a line, or null for a line that continues the message before. Any date order is accepted here. */
export function headerOf(line: string): Header | null {
  let text = line;
  let first = text.charCodeAt(0);
  if (first > 0x2000) {
    text = text.replace(LEADING_MARKS, '');
    first = text.charCodeAt(0);
  }
  const brackets = first === 0x5b;
  if (!brackets && !(first >= 0x30 && first <= 0x39)) return null;
  const m = (brackets ? BRACKETS : DASH).exec(text);
  const found = m ?? again(text, brackets);
  if (!found) return null;
  const letter = (found[8] ?? found[9]?.[0] ?? '').toLowerCase();
  return {
    layout: brackets ? 'brackets' : 'dash',
    date: [found[1]!, found[3]!, found[4]!],
    separator: found[2]!,
    hour: Number(found[5]),
    minute: Number(found[6]),
    second: Number(found[7] ?? 0),
    half: letter === '' ? null : letter === 'p' || letter === 'n' ? 'pm' : 'am',
    rest: found[10]!,
  };
}

/** Some exports put marks inside the head too (around the time); they are only looked for where the plain reading failed. */
function again(text: string, brackets: boolean): RegExpExecArray | null {
  const head = text.slice(0, 60);
  if (!MARKS.test(head)) return null;
  MARKS.lastIndex = 0;
  return (brackets ? BRACKETS : DASH).exec(head.replace(MARKS, '') + text.slice(60));
}
