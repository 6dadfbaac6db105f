/** Words, numbers, emoji and sentence ends of a folded text. */
import { type Folded, fold } from './fold.js';

export type TokenKind = 'word' | 'number' | 'emoji' | 'mark';

export interface Token {
  readonly kind: TokenKind;
  /** Folded; leetspeak and spaced-out letters undone. */
  readonly text: string;
  /** Where it stands in the original: [start, end). */
  readonly start: number;
  readonly end: number;
  /** Number of the sentence (ended by . ! ? ; or a new line) and of the clause within (also by comma or colon). */
  readonly sentence: number;
  readonly clause: number;
  /** Written with a capital first letter / all capitals in the original. */
  readonly capital: boolean;
  readonly shouted: boolean;
}

const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '€': 'e',
};
const EMOJI = /\p{Extended_Pictographic}|[\u{1F1E6}-\u{1F1FF}]/u;
/** Numbers with a letter behind that are no leetspeak: 21h, 3x, 2e, 10u, 4x4, i20, 1m80, 4e. */
const MEASURE = /^\d+(?:h|u|x|e|er|eme|ste|de|km|m|min|kg|cm|ans|j)?\d*$|^[a-z]\d{1,3}$/;

const isLetter = (c: number): boolean => c >= 97 && c <= 122;
const isDigit = (c: number): boolean => c >= 48 && c <= 57;

/** “v0leur” → “voleur”, “p0l1ce” → “police”; plates, times and measures stay as they are. */
function unleet(word: string): string {
  if (MEASURE.test(word) || !/[a-z]/.test(word) || !/[0-9@$€]/.test(word)) return word;
  const letters = word.replace(/[^a-z]/g, '').length;
  // More signs than letters, or letters and digits in separate blocks, is a plate or a reference.
  if (letters < word.length - letters || /^[a-z]+\d{2,}$|^\d+[a-z]+\d*$/.test(word)) return word;
  return word.replace(/[0134570@$€]/g, (c) => LEET[c] ?? c);
}

/**
 * “allooooo” → “allo”: three of the same letter never stand in a word of these languages. A word that is nothing
 * else (the AAA of a plate) stays, and so does one with digits and just three (1AAA123).
 */
function shorten(word: string): string {
  if (word.length < 4 || (/\d/.test(word) && !/([a-z])\1{3}/.test(word))) return word;
  return /([a-z])\1\1/.test(word) && !/^(.)\1+$/.test(word) ? word.replace(/([a-z])\1{2,}/g, '$1') : word;
}

/** Longest text that is read whole; of a longer one the beginning and the end are (a report says it early). */
const LIMIT = 6000;
const TAIL = 1500;

/** Tokens of a text. At most about 7,500 characters are read, so that no message can hold the engine up. */
export function tokenise(raw: string): { tokens: Token[]; folded: Folded; sentences: number } {
  if (raw.length > LIMIT + TAIL) {
    const head = tokeniseFolded(raw.slice(0, LIMIT), 0, 0);
    const offset = raw.length - TAIL;
    const tail = tokeniseFolded(raw.slice(offset), offset, head.sentences);
    return { tokens: [...head.tokens, ...tail.tokens], folded: head.folded, sentences: tail.sentences };
  }
  return tokeniseFolded(raw, 0, 0);
}

function tokeniseFolded(
  raw: string,
  offset: number,
  firstSentence: number,
): { tokens: Token[]; folded: Folded; sentences: number } {
  const folded = fold(raw);
  const { text, at } = folded;
  const tokens: Token[] = [];
  let sentence = firstSentence;
  let clause = 0;
  const push = (kind: TokenKind, word: string, from: number, to: number): void => {
    const start = at[from]!;
    const end = at[to - 1]! === at[to]! ? at[to]! + 1 : endOf(raw, at[to - 1]!);
    const first = raw[start] ?? '';
    const original = raw.slice(start, end);
    const capital = kind === 'word' && first !== first.toLowerCase();
    tokens.push({
      kind,
      text: word,
      start: start + offset,
      end: end + offset,
      sentence,
      clause,
      capital,
      shouted: capital && original.length > 1 && original === original.toUpperCase(),
    });
  };
  for (let i = 0; i < text.length; ) {
    const c = text.charCodeAt(i);
    if (
      isLetter(c) ||
      isDigit(c) ||
      ((c === 64 || c === 36) && i + 1 < text.length && isLetter(text.charCodeAt(i + 1)))
    ) {
      let j = i + 1;
      while (j < text.length) {
        const d = text.charCodeAt(j);
        if (isLetter(d) || isDigit(d)) j++;
        else if (
          (d === 64 || d === 36) &&
          j + 1 < text.length &&
          isLetter(text.charCodeAt(j + 1)) &&
          isLetter(text.charCodeAt(j - 1)) &&
          !/[a-z]{3}@[a-z]{3,}\.[a-z]/.test(text.slice(Math.max(0, j - 3), j + 25))
        )
          j++;
        else break;
      }
      const word = text.slice(i, j);
      push(/^\d+$/.test(word) ? 'number' : 'word', shorten(unleet(word)), i, j);
      i = j;
      continue;
    }
    const ch = text[i]!;
    if (ch === '.' || ch === '\n' || ch === ';' || ch === '!' || ch === '?') {
      // “12.30”, “d.” in an abbreviation: only a stop before a space or an end closes a sentence.
      const next = text[i + 1];
      if (ch !== '.' || next === undefined || next === ' ' || next === '\n' || next === '.') {
        if (ch === '!' || ch === '?') push('mark', ch, i, i + 1);
        if (tokens.length > 0 && tokens[tokens.length - 1]!.sentence === sentence) {
          sentence++;
          clause = 0;
        }
      }
      i++;
      continue;
    }
    if (ch === ',' || ch === ':' || ch === '(' || ch === ')') {
      clause++;
      i++;
      continue;
    }
    if (ch === '"') {
      push('mark', '"', i, i + 1);
      i++;
      continue;
    }
    if (ch === '€') {
      push('word', ch, i, i + 1);
      i++;
      continue;
    }
    if (c > 127 && EMOJI.test(String.fromCodePoint(text.codePointAt(i)!))) {
      const width = text.codePointAt(i)! > 0xffff ? 2 : 1;
      push('emoji', String.fromCodePoint(text.codePointAt(i)!), i, i + width);
      i += width;
      continue;
    }
    i++;
  }
  return { tokens: joinSpacedLetters(tokens), folded, sentences: sentence + 1 };
}

const endOf = (raw: string, start: number): number => start + (raw.codePointAt(start)! > 0xffff ? 2 : 1);

/** “c o n n a r d” → one word: five single letters in a row, as nobody writes them but to slip through. */
function joinSpacedLetters(tokens: Token[]): Token[] {
  const out: Token[] = [];
  for (let i = 0; i < tokens.length; ) {
    let j = i;
    while (
      j < tokens.length &&
      tokens[j]!.kind === 'word' &&
      tokens[j]!.text.length === 1 &&
      (j === i || tokens[j]!.start - tokens[j - 1]!.end <= 2)
    )
      j++;
    if (j - i >= 4) {
      const first = tokens[i]!;
      out.push({
        ...first,
        text: tokens
          .slice(i, j)
          .map((t) => t.text)
          .join(''),
        end: tokens[j - 1]!.end,
      });
      i = j;
    } else {
      out.push(tokens[i]!);
      i++;
    }
  }
  return out;
}
