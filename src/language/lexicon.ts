/**
 * The lexicons of rules/lexicons, ready to be looked up: which concepts stand at which tokens. A word of the
 * text's own language always counts; a word of another language only when it is long enough to be no
 * coincidence, since Belgians mix.
 */
import type { Lang } from '../domain/vocabulary.js';
import { foldText } from './fold.js';
import type { Token } from './tokenise.js';

export type Concepts = Readonly<
  Record<
    string,
    { readonly about?: string | undefined } & {
      readonly [lang in Lang | 'any']?: readonly string[] | undefined;
    }
  >
>;

export interface Mention {
  /** Number of the concept in `Lexicon.names`. */
  readonly concept: number;
  /** Tokens [from, to). */
  readonly from: number;
  readonly to: number;
}

interface Entry {
  readonly concept: number;
  /** Bit per language; -1: any. */
  readonly langs: number;
  /** Long enough to count in a text of another language. */
  readonly foreign: boolean;
  /** Words after the first; a trailing `*` means any ending. */
  readonly rest: readonly string[];
  /** Place in the order of the files. */
  readonly order: number;
}

/** Everything that begins with one word. */
interface Filed {
  readonly exact: readonly Entry[] | undefined;
  readonly pairs: ReadonlyMap<string, readonly Entry[]> | undefined;
  readonly prefixes: readonly (readonly Entry[])[];
}

/** Both lists as one, in the order of the files. */
function inOrder(
  a: readonly Entry[] | undefined,
  b: readonly Entry[] | undefined,
): readonly Entry[] | undefined {
  return a && b ? [...a, ...b].sort((x, y) => x.order - y.order) : (a ?? b);
}

const BIT: Readonly<Record<Lang, number>> = { fr: 1, nl: 2, de: 4, en: 8 };
const FOREIGN_LENGTH = 6;
/** Words whose entries are kept at hand; beyond that the store starts anew. */
const KEPT = 20_000;

/** The words of a lexicon entry or pattern as the tokeniser would cut them; `*` kept at the end of a word. */
export function wordsOf(entry: string): string[] {
  if (/^[a-z0-9]+\*?$/.test(entry)) return [entry];
  return foldText(entry)
    .split(/[^a-z0-9*€\p{Extended_Pictographic}]+/u)
    .flatMap((w) => (w.includes('€') ? w.split(/(€)/) : w))
    .filter((w) => w !== '');
}

const PARTICIPLE = /é\*(?=\s|$)/;
const ENDINGS = ['é', 'ée', 'és', 'ées'] as const;

/**
 * `appelé*` means appelé, appelée, appelés, appelées: without their accents, any ending would make it `appeler` and
 * `appelez` too, which say the opposite of done.
 */
export function participles(entry: string): string[] {
  return PARTICIPLE.test(entry)
    ? ENDINGS.flatMap((ending) => participles(entry.replace(PARTICIPLE, ending)))
    : [entry];
}

export class Lexicon {
  readonly names: readonly string[];
  private readonly numbers: ReadonlyMap<string, number>;
  private readonly exact = new Map<string, Entry[]>();
  private count = 0;
  /** By the first word, then by the second. */
  private readonly pairs = new Map<string, Map<string, Entry[]>>();
  private readonly prefix = new Map<string, Entry[]>();

  private readonly filed = new Map<string, Filed>();

  /** By the first two letters of a prefix: the lengths that occur, ascending. */
  private readonly prefixLengths = new Map<string, number[]>();

  constructor(concepts: Concepts) {
    this.names = Object.keys(concepts).sort();
    this.numbers = new Map(this.names.map((name, i) => [name, i]));
    for (const [number, name] of this.names.entries())
      for (const [lang, entries] of Object.entries(concepts[name]!))
        if (lang !== 'about')
          for (const entry of (entries ?? []) as readonly string[])
            this.put(number, lang as Lang | 'any', entry);
  }

  private put(concept: number, lang: Lang | 'any', text: string): void {
    for (const form of participles(text)) this.putForm(concept, lang, form);
  }

  private putForm(concept: number, lang: Lang | 'any', text: string): void {
    const words = wordsOf(text);
    const first = words[0];
    if (first === undefined) return;
    const starred = first.endsWith('*');
    const entry: Entry = {
      concept,
      langs: lang === 'any' ? -1 : BIT[lang],
      foreign: words.join('').replace(/\*/g, '').length >= FOREIGN_LENGTH,
      rest: words.slice(1),
      order: this.count++,
    };
    // A phrase is filed under its first two words: thousands begin with “de” or “je”.
    const second = entry.rest[0];
    const paired = !starred && second !== undefined && !second.endsWith('*');
    let map = starred ? this.prefix : this.exact;
    if (paired) {
      map = this.pairs.get(first) ?? new Map();
      this.pairs.set(first, map);
    }
    const key = starred ? first.slice(0, -1) : paired ? second : first;
    const list = map.get(key);
    if (list) list.push(entry);
    else map.set(key, [entry]);
    if (!starred) return;
    const lengths = this.prefixLengths.get(key.slice(0, 2)) ?? [];
    if (!lengths.includes(key.length)) lengths.push(key.length);
    this.prefixLengths.set(
      key.slice(0, 2),
      lengths.sort((a, b) => a - b),
    );
  }

  /** Number of a concept, or -1. */
  numberOf(name: string): number {
    return this.numbers.get(name) ?? -1;
  }

  /** Every concept mentioned, in the order of the text; one mention a concept and place. */
  find(tokens: readonly Token[], lang: Lang): Mention[] {
    const found: Mention[] = [];
    const bit = BIT[lang];
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i]!;
      if (token.kind === 'mark') continue;
      const begin = found.length;
      const word = this.lookUp(token.text);
      const next = tokens[i + 1];
      const phrases = next && word.pairs?.get(next.text);
      this.collect(inOrder(word.exact, phrases), tokens, i, bit, found, begin);
      for (const list of word.prefixes) this.collect(list, tokens, i, bit, found, begin);
    }
    return found;
  }

  /** What is filed under a word or its beginnings. Kept: people use the same words over and over. */
  private lookUp(word: string): Filed {
    const known = this.filed.get(word);
    if (known) return known;
    const prefixes: Entry[][] = [];
    // Only the lengths at which a prefix with these first two letters exists.
    for (const n of this.prefixLengths.get(word.slice(0, 2)) ?? []) {
      if (n > word.length) break;
      const list = this.prefix.get(word.slice(0, n));
      if (list) prefixes.push(list);
    }
    const filed = { exact: this.exact.get(word), pairs: this.pairs.get(word), prefixes };
    if (this.filed.size >= KEPT) this.filed.clear();
    this.filed.set(word, filed);
    return filed;
  }

  private collect(
    list: readonly Entry[] | undefined,
    tokens: readonly Token[],
    i: number,
    bit: number,
    found: Mention[],
    begin: number,
  ): void {
    if (!list) return;
    for (const entry of list) {
      if (!(entry.langs === -1 || (entry.langs & bit) !== 0 || entry.foreign)) continue;
      let ok = true;
      for (let k = 0; k < entry.rest.length; k++) {
        const next = tokens[i + 1 + k];
        const want = entry.rest[k]!;
        if (
          !next ||
          next.kind === 'mark' ||
          !(want.endsWith('*') ? next.text.startsWith(want.slice(0, -1)) : next.text === want)
        ) {
          ok = false;
          break;
        }
      }
      if (!ok) continue;
      const to = i + 1 + entry.rest.length;
      let known = false;
      for (let k = begin; k < found.length; k++)
        if (found[k]!.concept === entry.concept && found[k]!.to >= to) known = true;
      if (!known) found.push({ concept: entry.concept, from: i, to });
    }
  }
}
