/**
 * The grammar of plates: which row of letters (L) and digits (D) belongs to a series that is really issued, forgiving
 * what readers of any kind mix up (O/0, I/1, B/8, S/5, Z/2 …).
 */
import type { Sign } from './recognise.js';

export interface Match {
  /** Letters and digits, as the series wants them. */
  readonly text: string;
  /** 0…1: how unlikely it is that something else is written this way. */
  readonly strength: number;
  /** 0…1: mean probability of its characters, as Latin capitals and digits. */
  readonly sure: number;
  /** 0…1: share of its characters seen as small letters that no capital looks like. */
  readonly lowerCase: number;
  /** Signs read that do not belong to it. */
  readonly dropped: number;
  readonly series: string;
}

/** Series by how little else looks like them; a digit after a letter class repeats it up to that many times. */
const SERIES: readonly (readonly [name: string, strength: number, ...shapes: string[]])[] = [
  ['BE 2010', 1, 'DLLLDDD'],
  ['F 2009, I, SK', 0.95, 'LLDDDLL'],
  ['GB 2001, RO', 0.95, 'LLDDLLL'],
  ['F 1950', 0.85, 'DDDLLDD', 'DDDDLLDD', 'DDDLLLDD', 'DDLLLDD', 'DDDDLLLDD'],
  ['BE 1973, 2008', 0.85, 'LLLDDD', 'DDDLLL'],
  [
    'NL, P',
    0.85,
    ...['LLDDDD', 'DDDDLL', 'DDLLDD', 'LLDDLL', 'LLLLDD', 'DDLLLL', 'DDLLLD', 'DLLLDD'],
    ...['LLDDDL', 'LDDDLL', 'LLLDDL', 'LDDLLL', 'DLLDDD', 'DDDLLD'],
  ],
  ['E', 0.85, 'DDDDLLL', 'LDDDDLL', 'LLDDDDLL'],
  ['CZ', 0.85, 'DLDDDDD', 'DLLDDDD', 'DDLDDDD'],
  ['GB 1963, 1983', 0.75, 'LDLLL', 'LDDLLL', 'LDDDLLL', 'LLLDL', 'LLLDDL', 'LLLDDDL'],
  ['A, SI', 0.8, 'LDDDDL', 'LDDDDLL', 'LLDDDL', 'LLDDDLL', 'LDDDDDL', 'LLDLLL'],
  [
    'PL, DK, N, H, S',
    0.8,
    'LLDDDDD',
    'LLLDDDD',
    'LLLDDDDD',
    'LLLDDLL',
    'LLDDDDL',
    'LLLDDDL',
    'LLLDLDD',
    'LLLLDDD',
  ],
  ['D', 0.62, ...germanShapes(2, 4)],
  // A long word and a number look the same: many signs do.
  ['D, five letters', 0.45, ...germanShapes(5, 5)],
  ['CH', 0.62, 'LLDDD', 'LLDDDDDD'],
  ['BE 1953, 1962', 0.5, 'DLDDD', 'LDDDD', 'LLDDD', 'LDDDDD', 'DLDD'],
  ['L', 0.2, 'DDDD', 'DDDDD'],
];

function germanShapes(least: number, most: number): string[] {
  const shapes: string[] = [];
  for (let l = least; l <= most; l++)
    for (let d = 1; d <= 4; d++) if (l + d >= 5 && l + d <= 8) shapes.push('L'.repeat(l) + 'D'.repeat(d));
  return shapes;
}

const BY_LENGTH = new Map<number, { shape: string; strength: number; name: string }[]>();
for (const [name, strength, ...shapes] of SERIES)
  for (const shape of shapes) {
    const same = BY_LENGTH.get(shape.length) ?? [];
    same.push({ shape, strength, name });
    BY_LENGTH.set(shape.length, same);
  }

const AS_DIGIT: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  D: '0',
  U: '0',
  I: '1',
  L: '1',
  J: '1',
  T: '1',
  Z: '2',
  B: '8',
  S: '5',
  G: '6',
  A: '4',
};
const AS_LETTER: Readonly<Record<string, string>> = {
  '0': 'O',
  '1': 'I',
  '2': 'Z',
  '8': 'B',
  '5': 'S',
  '6': 'G',
  '4': 'A',
  '7': 'T',
};
/** Mixed up by everybody; the others cost more. */
const EASY = new Set(['O', '0', 'I', '1', 'B', '8', 'S', '5', 'Z', '2', 'Q', 'D']);
/** The same drawing on many plates. */
const SAME = new Set(['O', '0', 'I', '1', 'Q']);
/** Small letters that look like their capital at another size. */
const SAME_SHAPE = new Set('cosvwxzuiklpjm1'.split(''));

const isDigit = (c: string): boolean => c >= '0' && c <= '9';

/** Cost of taking `part` for `shape`, and the text so taken. Each further change costs more: words are no plates. */
function takenFor(part: readonly Sign[], shape: string): { cost: number; taken: string } | undefined {
  let cost = 0;
  let changed = 0;
  let taken = '';
  for (let i = 0; i < shape.length; i++) {
    const { plate: c, sure } = part[i]!;
    const wantsDigit = shape[i] === 'D';
    if (isDigit(c) === wantsDigit) {
      taken += c;
      continue;
    }
    const other = (wantsDigit ? AS_DIGIT : AS_LETTER)[c];
    if (other === undefined) return undefined;
    // O and I are read for 0 and 1 with full conviction; of the others a sure reader is believed.
    cost +=
      (SAME.has(c) ? 0.04 : EASY.has(c) && sure < 0.9 ? 0.08 : sure < 0.6 ? 0.12 : 0.25) + 0.05 * changed++;
    taken += other;
  }
  return { cost, taken };
}

/** 540x960, 12,50 €, 14:30, 24-03-2027, “seen it?”: what people write about things. */
function isMeasure(signs: readonly Sign[]): boolean {
  const seen = signs
    .map((s) => s.seen)
    .join('')
    .trim();
  return (
    /^\d+\s?[x×*]\s?\d+/i.test(seen) ||
    /[€$£%@©°?!？！]/.test(seen) ||
    /^\d+[.,:]\d\d$/.test(seen) ||
    /^\d\d[-/.]\d\d[-/.](?:19|20)?\d\d$/.test(seen)
  );
}

/** A country's letters in its band, read along with the plate: those whose own name is another than in SERIES. */
const ALSO: Readonly<Record<string, string>> = { B: 'BE', UK: 'GB' };

/**
 * Cost of leaving out what was read before or behind: the series' own country, bolts and edges cost little, what was
 * read surely a lot: a longer word that only ends like a plate is no plate.
 */
const dropCost = (before: readonly Sign[], behind: readonly Sign[], series: string): number => {
  const letters = before.map((s) => s.seen).join('');
  const own = series.split(/[ ,]+/).includes(ALSO[letters] ?? letters);
  return (own ? 0.06 : costOf(before)) + costOf(behind);
};
const costOf = (left: readonly Sign[]): number =>
  left.reduce((sum, s) => sum + (s.sure > 0.8 ? 0.3 : 0.12), 0);

/** Short words that stand before numbers everywhere. */
const WORDS =
  /^(?:BUS|BAR|TRAM|LOT|RUE|APP|TEL|FAX|MAX|MIN|ANNO|ZONE|ROUTE|VAN|CAFE|CLUB|LIJN|TOUR|EURO|NR|NO|KM)\d+$/;

const MOST_DROPPED = 3;

/** The series that a row of signs fits best, with up to three signs at its ends left out. Undefined when none does. */
export function matchSeries(signs: readonly Sign[]): Match | undefined {
  if (isMeasure(signs)) return undefined;
  const row = signs.filter((s) => /[\p{L}\p{N}]/u.test(s.seen) && s.plate !== '');
  const word = WORDS.test(row.map((s) => s.plate).join('')) ? 0.5 : 0;
  let best: Match | undefined;
  const consider = (from: number, to: number, text: string, strength: number, series: string): void => {
    const part = row.slice(from, to);
    const value = strength - word - dropCost(row.slice(0, from), row.slice(to), series);
    if (value <= 0 || (best && best.strength >= value)) return;
    const sure = part.reduce(
      (sum, s) => sum + Math.max(s.plateSure, s.seen.toUpperCase() === s.plate ? s.sure : 0),
      0,
    );
    const lowerCase = part.filter((s) => /\p{Ll}/u.test(s.seen) && !SAME_SHAPE.has(s.seen)).length;
    best = {
      text,
      strength: value,
      sure: sure / part.length,
      lowerCase: lowerCase / part.length,
      dropped: row.length - part.length,
      series,
    };
  };
  for (let from = 0; from <= Math.min(MOST_DROPPED, row.length); from++)
    for (let to = row.length; to > from && row.length - (to - from) <= MOST_DROPPED; to--) {
      const part = row.slice(from, to);
      const text = part.map((s) => s.plate).join('');
      // Letters that could be digits are in every word; where not one digit was seen it is a word.
      if (!/\d/.test(text)) continue;
      for (const { shape, strength, name } of BY_LENGTH.get(text.length) ?? []) {
        const fitted = takenFor(part, shape);
        if (fitted) consider(from, to, fitted.taken, strength - fitted.cost, name);
      }
      // Not a series we know, but mixed as only plates are; or one of a partly hidden plate.
      const digits = [...text].filter(isDigit).length;
      if (text.length >= 5 && text.length <= 8 && digits > 0 && digits < text.length)
        consider(from, to, text, 0.4, 'mixed');
    }
  return best;
}
