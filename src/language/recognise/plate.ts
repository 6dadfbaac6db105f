/**
 * Registration plates written in a text (Annex 4 §5): Belgian of every generation, and those of the neighbours,
 * also with spaces, in lower case or spelled out. A candidate is not yet a finding: the model weighs it with
 * what stands around it.
 */
import type { Token } from '../tokenise.js';
import {
  DIGIT_WORDS,
  LETTER_WORDS,
  LIKE_WORDS,
  SEPARATOR_WORDS,
  SHORT_WORDS,
  spelledNumber,
} from './spelling.js';

export interface PlateCandidate {
  readonly from: number;
  readonly to: number;
  /** `strong`: the form alone is telling; `weak`: also the form of other things. */
  readonly strength: 'strong' | 'middle' | 'weak';
  readonly country: string;
}

/** Forms over the joined characters, and how they are cut into blocks (by length). */
interface Form {
  readonly country: string;
  readonly joined: RegExp;
  readonly blocks: readonly (readonly number[])[];
  readonly strength: PlateCandidate['strength'];
}

const FORMS: readonly Form[] = [
  {
    country: 'BE',
    joined: /^[1-9][a-z]{3}\d{3}$/,
    blocks: [
      [1, 3, 3],
      [4, 3],
      [7],
      [1, 6],
      [1, 3, 1, 1, 1],
      [1, 1, 1, 1, 3],
      [1, 1, 1, 1, 1, 1, 1],
      [1, 3, 1, 2],
      [1, 3, 2, 1],
    ],
    strength: 'strong',
  },
  { country: 'BE', joined: /^[1-9][a-z]{3}\d{2}$/, blocks: [[1, 3, 2], [6], [4, 2]], strength: 'middle' },
  {
    country: 'BE',
    joined: /^[a-z]{3}\d{3}$/,
    blocks: [[3, 3], [6], [1, 1, 1, 3], [1, 1, 1, 1, 1, 1]],
    strength: 'middle',
  },
  {
    country: 'BE',
    joined: /^\d{3}[a-z]{3}$/,
    blocks: [[3, 3], [6], [1, 1, 1, 1, 1, 1], [3, 1, 1, 1]],
    strength: 'middle',
  },
  {
    country: 'BE',
    joined: /^(?:s|q|u|t|o|m|w|x|p|z)[a-z]{2,3}\d{2,3}$/,
    blocks: [
      [1, 3, 3],
      [1, 2, 3],
      [1, 3, 2],
      [1, 2, 2],
    ],
    strength: 'middle',
  },
  {
    country: 'BE',
    joined: /^cd[a-z]{0,2}\d{3,4}$/,
    blocks: [[2, 3], [2, 4], [2, 2, 3], [4, 3], [7], [2, 1, 3], [5], [6]],
    strength: 'middle',
  },
  {
    country: 'FR',
    joined: /^[a-hj-np-tv-z]{2}\d{3}[a-hj-np-tv-z]{2}$/,
    blocks: [[2, 3, 2], [7], [1, 1, 1, 1, 1, 1, 1], [1, 1, 3, 1, 1]],
    strength: 'strong',
  },
  {
    country: 'FR',
    joined: /^\d{3,4}[a-z]{2,3}\d{2}$/,
    blocks: [[4, 2, 2], [3, 3, 2], [8], [3, 2, 2]],
    strength: 'strong',
  },
  {
    country: 'NL',
    joined: /^(?:[a-z]{2}\d{2}[a-z]{2}|\d{2}[a-z]{4}|[a-z]{4}\d{2}|[a-z]{2}\d{4})$/,
    blocks: [[2, 2, 2]],
    strength: 'strong',
  },
  {
    country: 'NL',
    joined:
      /^(?:\d{2}[a-z]{3}\d|\d[a-z]{3}\d{2}|[a-z]{2}\d{3}[a-z]|[a-z]\d{3}[a-z]{2}|[a-z]{3}\d{2}[a-z]|[a-z]\d{2}[a-z]{3}|\d[a-z]{2}\d{3}|\d{3}[a-z]{2}\d)$/,
    blocks: [[2, 3, 1], [1, 3, 2], [3, 2, 1], [1, 2, 3], [6]],
    strength: 'strong',
  },
  { country: 'UK', joined: /^[a-z]{2}\d{2}[a-z]{3}$/, blocks: [[4, 3], [7], [2, 2, 3]], strength: 'strong' },
  {
    country: 'DE',
    joined:
      /^(?:ac|eu|dn|k|d|bn|bm|su|tr|bit|dau|pru|eif|wil|hs|mg|kr|ne|me|e|do|bo|du|ob|w|wes|kle|bor|ms|f|m|b|hh|s|ko|myk|aw|nr|ak|ww|sb|mzg|mz|sls|kl|ka|ha|gm|gl|lev|euskirchen|mon|sle|jul|gk)[a-z]{1,2}\d{1,4}[eh]?$/,
    blocks: [
      [1, 1, 1],
      [1, 1, 2],
      [1, 1, 3],
      [1, 1, 4],
      [1, 2, 1],
      [1, 2, 2],
      [1, 2, 3],
      [1, 2, 4],
      [2, 1, 2],
      [2, 1, 3],
      [2, 1, 4],
      [2, 2, 1],
      [2, 2, 2],
      [2, 2, 3],
      [2, 2, 4],
      [3, 1, 2],
      [3, 1, 3],
      [3, 1, 4],
      [3, 2, 1],
      [3, 2, 2],
      [3, 2, 3],
      [3, 2, 4],
      [2, 5],
      [2, 4],
      [2, 6],
      [1, 5],
      [1, 6],
    ],
    strength: 'middle',
  },
  { country: 'LU', joined: /^[a-z]{2}\d{4}$/, blocks: [[2, 4], [6], [2, 2, 2]], strength: 'middle' },
  {
    country: 'PL',
    joined: /^[a-z]{2,3}[0-9][a-z0-9]{4}$/,
    blocks: [
      [2, 5],
      [3, 5],
      [3, 4],
    ],
    strength: 'weak',
  },
  {
    country: 'RO',
    joined: /^[a-z]{1,2}\d{2,3}[a-z]{3}$/,
    blocks: [
      [2, 2, 3],
      [1, 3, 3],
      [1, 2, 3],
    ],
    strength: 'middle',
  },
];
const LONGEST = 8;
/** Roads, bus lines, models, postcodes: the form of a plate, the meaning of something else. */
const UNITS =
  /^\d+(?:h|u|km|kg|cm|mm|m|e|er|eur|euro|min|ans|jr|gb|mb|go|mo|ml|cl|l|x\d+|w|kw|v|cv|pk|hp|th|st|nd|rd)\d*$/;

interface Piece {
  readonly text: string;
  /** It was written as letters and digits, not spelled as words. */
  readonly written: boolean;
}

function pieceOf(token: Token): Piece | null {
  const { text } = token;
  if (token.kind === 'number') return text.length <= 4 ? { text, written: true } : null;
  if (token.kind !== 'word') return null;
  if (text.length === 1) return { text, written: true };
  const digit = DIGIT_WORDS.get(text);
  if (digit !== undefined) return { text: digit, written: false };
  const letter = LETTER_WORDS.get(text);
  if (letter !== undefined) return { text: letter, written: false };
  if (/^[a-z]{2,4}$/.test(text)) return { text, written: true };
  if (text.length <= LONGEST && /\d/.test(text) && /[a-z]/.test(text) && !UNITS.test(text))
    return { text, written: true };
  return null;
}

/**
 * Plate-like sequences. `raw` is the original text (for the signs in between). At most one candidate per place,
 * the longest; a sequence is read over spaces, hyphens, dots and the word for “hyphen”, never over a comma.
 */
export function findPlates(tokens: readonly Token[], raw: string): PlateCandidate[] {
  if (!tokens.some((t) => /\d/.test(t.text) || DIGIT_WORDS.has(t.text))) return [];
  const found: PlateCandidate[] = [];
  const words = tokens.map((t) => t.text);
  for (let i = 0; i < tokens.length; i++) {
    const best = longestAt(tokens, words, raw, i);
    if (best) {
      found.push(best);
      i = best.to - 1;
    }
  }
  return found;
}

function longestAt(
  tokens: readonly Token[],
  words: readonly string[],
  raw: string,
  i: number,
): PlateCandidate | null {
  let joined = '';
  const lengths: number[] = [];
  const blocks: string[] = [];
  let spelled = 0;
  let hyphens = 0;
  let spaces = 0;
  let best: PlateCandidate | null = null;
  for (let j = i; j < tokens.length && lengths.length < 9; j++) {
    const token = tokens[j]!;
    if (j > i) {
      const between = raw.slice(tokens[j - 1]!.end, token.start);
      if (SEPARATOR_WORDS.has(token.text) && between.trim() === '') {
        hyphens++;
        // “trait d'union”
        if (token.text === 'trait' && words[j + 2] === 'union') j += 2;
        continue;
      }
      if (!/^\s{0,3}[-–—‑.·•_/]?\s{0,3}$/.test(between) || between.includes('\n')) break;
      if (/[-–—‑·•_]/.test(between)) hyphens++;
      else if (between !== '') spaces++;
    }
    // “A comme Anatole”: the name says the letter again.
    if (LIKE_WORDS.has(token.text) && lengths.at(-1) === 1) {
      let name = j + 1;
      while (tokens[name] && LIKE_WORDS.has(tokens[name]!.text)) name++;
      if (tokens[name]?.text.startsWith(joined.at(-1)!)) {
        spelled++;
        j = name;
        continue;
      }
    }
    const number = joined !== '' ? spelledNumber(words, j) : null;
    const piece = number ? { text: number.digits, written: false } : pieceOf(token);
    if (!piece) break;
    if (number) j += number.length - 1;
    joined += piece.text;
    if (joined.length > LONGEST) break;
    lengths.push(piece.text.length);
    blocks.push(piece.text);
    if (!piece.written) spelled++;
    if (joined.length < 5) continue;
    for (const form of FORMS) {
      if (!form.joined.test(joined)) continue;
      const usual = form.blocks.some(
        (b) => b.length === lengths.length && b.every((n, k) => n === lengths[k]),
      );
      const single = lengths.filter((n) => n === 1).length >= lengths.length - 1;
      if (!usual && !single && spelled === 0) continue;
      const written = raw.slice(tokens[i]!.start, tokens[j]!.end);
      const shouted = /[A-Z]/.test(written) && !/[a-z]/.test(written);
      const ordinary =
        blocks.some((b) => /^[a-z]{2,4}$/.test(b) && SHORT_WORDS.has(b)) && !(shouted && hyphens > 0);
      let strength = form.strength;
      if (strength === 'middle' && shouted && hyphens > 0 && !ordinary) strength = 'strong';
      // “1 des 123” is hardly ever a sentence: the newest Belgian form keeps some of its weight.
      const newest = form.country === 'BE' && form.strength === 'strong';
      if (ordinary || (form.country === 'DE' && !shouted)) strength = newest ? 'middle' : 'weak';
      if (strength === 'strong' && !shouted && hyphens === 0 && spaces > 0 && form.country !== 'BE')
        strength = 'middle';
      if (!best || rank(strength) >= rank(best.strength))
        best = { from: i, to: j + 1, strength, country: form.country };
    }
  }
  return best;
}

const rank = (s: PlateCandidate['strength']): number => (s === 'strong' ? 2 : s === 'middle' ? 1 : 0);
