/**
 * The shape of a one-time code: eight characters without vowels (no code is ever a word) and without look-alikes. People
 * write it in capitals or not, with blanks or dashes, with words around it; what looks alike is taken for what was meant.
 */

/** Each look-alike pair has one member here: 2 (Z), 5 (S), 8 (B), G (6); 0, O, Q, 1, I, L, U, Y are in no code. */
export const ALPHABET = '2345789CDFGHJKMNPRTVWX';
export const CODE_LENGTH = 8;
const MEANT: Readonly<Record<string, string>> = { Z: '2', S: '5', B: '8', '6': 'G' };

const SIGN = `[${ALPHABET}${ALPHABET.toLowerCase()}ZzSsBb6]`;
/** Between two signs of a code there may be a blank, a dash or a dot, and a dash between blanks. */
const GAP = '[\\s\\p{Pd}._·\\u00a0]{0,3}';
const SHAPE = new RegExp(`(?:${SIGN}${GAP}){${CODE_LENGTH - 1}}${SIGN}(?![\\p{L}\\p{N}])`, 'uy');
const BOUNDARY = new RegExp(`(?<![\\p{L}\\p{N}])(?=${SIGN})`, 'gu');
/** Nobody writes a novel around a code, and what is longer is not searched. */
const LONGEST = 600;
const MOST = 3;

/** Codes have letters and digits both, so a telephone number or a word is none. */
export const isCode = (code: string): boolean =>
  code.length === CODE_LENGTH &&
  [...code].every((c) => ALPHABET.includes(c)) &&
  (code.match(/\d/g)?.length ?? 0) >= 2 &&
  (code.match(/[A-Z]/g)?.length ?? 0) >= 2;

/** What can be codes in a text, in the one spelling, at most three. Pure and total. */
export function codesIn(text: string): string[] {
  if (text.length > LONGEST) return [];
  const found = new Set<string>();
  for (const { index } of text.matchAll(BOUNDARY)) {
    SHAPE.lastIndex = index;
    const hit = SHAPE.exec(text)?.[0];
    if (hit === undefined) continue;
    const code = [...hit.toUpperCase()]
      .map((c) => MEANT[c] ?? c)
      .filter((c) => ALPHABET.includes(c))
      .join('');
    if (isCode(code)) found.add(code);
    if (found.size === MOST) break;
  }
  return [...found];
}

/** `K7P3` `X9CD` with a dash: easier to read out and to copy. */
export const spelled = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;
