/**
 * Finds, among thousands of patterns, the few that a text could match. A pattern is filed under the rarest thing
 * it needs (a word, the first letters of a word, a concept, a number); everything is numbered, so that a text of
 * twenty words is done with in some microseconds.
 */
import type { Lang } from '../domain/vocabulary.js';
import type { ConceptEnds } from './pattern.js';
import type { Token } from './tokenise.js';

interface Filed<E> {
  readonly entry: E;
  /** Keys of tokens at which it may begin. */
  readonly first: readonly number[];
}

/** Ends a list of keys in `needs`. */
const END = -1;
/** Words whose keys are kept; beyond that the store starts anew. */
const KEPT = 20_000;

const LAST_ROUND = 0xffffffff;

/** Of one text: the keys it has, and for each the tokens where. */
interface Places {
  readonly seen: Uint32Array;
  /** `seen[key]` is this number for a key of this text. */
  readonly round: number;
  readonly keys: number[];
  readonly at: number[][];
}

export class PatternIndex<E> {
  private readonly numbers = new Map<string, number>();
  private readonly filed: Filed<E>[] = [];
  /** By language and key number: the numbers of the entries filed there. */
  private readonly byKey: Record<Lang, (number[] | undefined)[]> = { fr: [], nl: [], de: [], en: [] };
  /** What each entry needs, one after the other: lists of keys of which one must be in the text. */
  private readonly needs: number[] = [];
  /** By entry: where its needs begin; the next entry's are their end. */
  private readonly needsFrom: number[] = [0];
  /** By the first letter of a prefix: the lengths that occur, ascending. */
  private readonly prefixLengths = new Map<number, number[]>();
  private readonly keysOfWord = new Map<string, readonly number[]>();
  private readonly conceptKeys = new Map<string, number | undefined>();
  private seen = new Uint32Array(0);
  private tried = new Uint32Array(0);
  private readonly at: number[][] = [];
  private round = 0;

  /** Files an entry for texts in `langs`. */
  put(
    entry: E,
    langs: readonly Lang[],
    first: readonly string[],
    needs: readonly (readonly string[])[],
  ): void {
    const number = this.filed.length;
    const filed = { entry, first: first.map((k) => this.number(k)) };
    this.filed.push(filed);
    for (const keys of needs) this.needs.push(...keys.map((k) => this.number(k)), END);
    this.needsFrom.push(this.needs.length);
    for (const key of needs[0]?.map((k) => this.number(k)) ?? filed.first)
      for (const lang of langs) {
        const byKey = this.byKey[lang];
        const list = byKey[key];
        if (list) list.push(number);
        else byKey[key] = [number];
      }
  }

  private number(key: string): number {
    let n = this.numbers.get(key);
    if (n === undefined) {
      n = this.numbers.size;
      this.numbers.set(key, n);
      if (key.endsWith('*')) this.rememberLength(key.charCodeAt(0), key.length - 1);
    }
    return n;
  }

  private rememberLength(letter: number, length: number): void {
    const lengths = this.prefixLengths.get(letter) ?? [];
    if (lengths.includes(length)) return;
    this.prefixLengths.set(
      letter,
      [...lengths, length].sort((a, b) => a - b),
    );
  }

  /** Calls `visit` for each entry that the text could match and each token it may begin at, until it says true. */
  candidates(
    lang: Lang,
    tokens: readonly Token[],
    concepts: ConceptEnds,
    visit: (entry: E, start: number) => boolean,
  ): void {
    const places = this.placesIn(tokens, concepts);
    const { tried, round } = this.desk();
    const byKey = this.byKey[lang];
    for (const key of places.keys) {
      const list = byKey[key];
      if (!list) continue;
      for (const number of list) {
        if (tried[number] === round) continue;
        tried[number] = round;
        if (this.hasAll(number, places)) visitAll(this.filed[number]!, places, visit);
      }
    }
  }

  private hasAll(number: number, { seen, round }: Places): boolean {
    const { needs } = this;
    const end = this.needsFrom[number + 1]!;
    let found = false;
    for (let k = this.needsFrom[number]!; k < end; k++) {
      const key = needs[k]!;
      if (key === END) {
        if (!found) return false;
        found = false;
      } else if (!found) found = seen[key] === round;
    }
    return true;
  }

  /** Which filed keys the text has, and where. */
  private placesIn(tokens: readonly Token[], concepts: ConceptEnds): Places {
    const { seen, round } = this.nextRound();
    const places: Places = { seen, round, keys: [], at: this.at };
    for (let i = 0; i < tokens.length; i++) for (const key of this.wordKeys(tokens[i]!)) put(places, key, i);
    for (const [name, ends] of concepts) {
      const key = this.conceptKey(name);
      if (key !== undefined) for (const i of ends.keys()) put(places, key, i);
    }
    return places;
  }

  /** Tables as long as what is filed, made once: a round's number says what in them is of this text. */
  private desk(): { readonly seen: Uint32Array; readonly tried: Uint32Array; readonly round: number } {
    if (this.seen.length < this.numbers.size) this.seen = new Uint32Array(this.numbers.size);
    if (this.tried.length < this.filed.length) this.tried = new Uint32Array(this.filed.length);
    return { seen: this.seen, tried: this.tried, round: this.round };
  }

  private nextRound(): { readonly seen: Uint32Array; readonly round: number } {
    this.round++;
    if (this.round > LAST_ROUND) {
      this.seen.fill(0);
      this.tried.fill(0);
      this.round = 1;
    }
    return this.desk();
  }

  private conceptKey(name: string): number | undefined {
    if (!this.conceptKeys.has(name)) this.conceptKeys.set(name, this.numbers.get(`@${name}`));
    return this.conceptKeys.get(name);
  }

  /** The filed keys a token answers to: its text, its first letters, “a number”. */
  private wordKeys({ text, kind }: Token): readonly number[] {
    const known = this.keysOfWord.get(text);
    if (known) return known;
    const keys: number[] = [];
    const put = (key: string): void => {
      const n = this.numbers.get(key);
      if (n !== undefined) keys.push(n);
    };
    put(text);
    for (const n of this.prefixLengths.get(text.charCodeAt(0)) ?? []) {
      if (n > text.length) break;
      put(`${text.slice(0, n)}*`);
    }
    if (kind === 'number') put('#');
    if (this.keysOfWord.size >= KEPT) this.keysOfWord.clear();
    this.keysOfWord.set(text, keys);
    return keys;
  }
}

function put({ seen, round, keys, at }: Places, key: number, i: number): void {
  if (seen[key] === round) {
    at[key]!.push(i);
    return;
  }
  seen[key] = round;
  keys.push(key);
  const list = at[key];
  if (!list) at[key] = [i];
  else {
    list.length = 0;
    list.push(i);
  }
}

function visitAll<E>(
  { entry, first }: Filed<E>,
  { seen, round, at }: Places,
  visit: (entry: E, start: number) => boolean,
): void {
  for (const key of first)
    if (seen[key] === round) for (const start of at[key]!) if (visit(entry, start)) return;
}
