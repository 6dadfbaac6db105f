/** How the time of a regular expression grows with what it is given. */

/** What a hostile writer would repeat: pieces that expressions for text, dates, numbers and addresses look for. */
const UNITS = [
  ...'aAé1 -.@/:,;_\'"\n\t(+\u00a0\u200b😀<&[%=',
  ...[
    'a ',
    'a-',
    'a.',
    'a@',
    "a'",
    'aA',
    '1 ',
    '1-',
    '1.',
    '1,',
    '1:',
    '1a',
    'A1',
    'é ',
    ' \n',
    '\n ',
    '- ',
    '. ',
    './',
  ],
  ...['a, ', '1/1/', 'AB-12', 'www.', '  \t', 'a\u0301'],
];
/** What makes a match fail at the very end. */
const ENDS = ['', '!'];

/** The plain words in an expression's source: repeating them leads deepest into it. */
export const wordsIn = (regex: RegExp): string[] => [
  ...new Set(
    regex.source
      .replace(/\\u\{?[\dA-Fa-f]+\}?|\\p\{[^}]*\}|\\x[\dA-Fa-f]{2}|\\[a-zA-Z]/g, ' ')
      .match(/[\p{L}\d@:/-]{2,}/gu)
      ?.slice(0, 6) ?? [],
  ),
];

/** In ms of the processor, not of the clock: while others have their turn, nothing grows. */
const timeOf = (regex: RegExp, text: string): number => {
  const began = process.cpuUsage();
  text.replace(regex, '');
  return process.cpuUsage(began).user / 1000;
};
/** The quickest of four: the others were interrupted. */
const best = (regex: RegExp, text: string): number =>
  Math.min(...Array.from({ length: 4 }, () => timeOf(regex, text)));

/** Below this, in ms, a time says nothing. */
const TELLING = 8;
const SMALL = [16, 24, 32];
const LARGE = [64, 512, 4096, 16_384];

export interface Growth {
  readonly text: string;
  /** Time for four times the text over that for the text: 4 is linear, 16 quadratic, more than that explodes. */
  readonly ratio: number;
}

/** The first growth above `limit` that a hostile text brings about, else the worst; 0 where none takes a telling time. */
export function worstGrowth(regex: RegExp, limit: number): Growth {
  let worst: Growth = { text: '', ratio: 0 };
  for (const unit of [...UNITS, ...wordsIn(regex)])
    for (const end of ENDS) {
      const text = (n: number): string => unit.repeat(Math.max(1, Math.floor(n / unit.length))) + end;
      const times = (big: number, small: number): number =>
        best(regex, text(big)) / Math.max(best(regex, text(small)), 0.001);
      for (const n of [...SMALL, ...LARGE]) {
        if (timeOf(regex, text(n)) < TELLING || best(regex, text(n)) < TELLING) continue;
        // Measured twice, with other lengths: what only the machine's mood did is not there the second time. A
        // short text that takes so long needs no second look, and twice its length might never end.
        const ratio = n <= 32 ? times(n, n / 4) : Math.min(times(n, n / 4), times(2 * n, n / 2));
        if (ratio > worst.ratio)
          worst = { text: `${JSON.stringify(unit)} × ${n}${end && ` + ${JSON.stringify(end)}`}`, ratio };
        break;
      }
      if (worst.ratio > limit) return worst;
    }
  return worst;
}
