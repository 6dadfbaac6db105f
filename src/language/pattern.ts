/**
 * The little language in which rule files say what they look for.
 *
 *   `on monte la garde`        these words in this order (capitals and accents do not matter)
 *   `patrouill*`               any ending (after é only those of a participle: appelé* is not appeler)
 *   `(ronde|patrouille|garde)` one of them; each may be several words
 *   `la?`                      may be missing
 *   `...`                      up to three words of any kind in between
 *   `@weapon`                  a word of the concept of that name in rules/lexicons
 *   `#`                        any number
 *
 * A pattern stays within one sentence. Matching is bounded: pattern length times three words of gap.
 */

import { participles, wordsOf } from './lexicon.js';
import type { Token } from './tokenise.js';

type Element =
  | { readonly kind: 'word'; readonly text: string; readonly starred: boolean; readonly optional: boolean }
  | {
      readonly kind: 'words';
      readonly exact: ReadonlySet<string>;
      readonly prefixes: readonly string[];
      readonly optional: boolean;
    }
  | { readonly kind: 'concept'; readonly name: string; readonly optional: boolean }
  | { readonly kind: 'number'; readonly optional: boolean }
  | { readonly kind: 'either'; readonly options: readonly (readonly Element[])[]; readonly optional: boolean }
  | { readonly kind: 'gap' };

export interface Pattern {
  readonly source: string;
  readonly elements: readonly Element[];
}

const GAP = 3;

/** Compiles a pattern. Throws Error with a sentence that says what is wrong and how to mend it. */
export function compilePattern(source: string): Pattern {
  const pieces = source.trim().match(/\([^()]*\)\??|\.\.\.|[^\s()]+/g);
  if (!pieces) throw new Error('the pattern is empty: write the words to look for');
  const opened = (source.match(/\(/g) ?? []).length;
  if (opened !== (source.match(/\)/g) ?? []).length || /\([^)]*\(/.test(source))
    throw new Error('brackets must be closed and cannot stand within one another: write (a|b)');
  const elements = pieces.flatMap((p) => elementsOf(p));
  if (elements.every((e) => e.kind === 'gap' || ('optional' in e && e.optional)))
    throw new Error(
      'every word may be missing, so it would fire on anything: leave at least one word without ?',
    );
  if (elements[0]!.kind === 'gap' || elements.at(-1)!.kind === 'gap')
    throw new Error('a pattern cannot begin or end with “...”: remove it there');
  return { source, elements };
}

function elementsOf(piece: string): Element[] {
  if (piece === '...') return [{ kind: 'gap' }];
  const optional = piece.endsWith('?');
  const body = optional ? piece.slice(0, -1) : piece;
  if (body.startsWith('(')) {
    const options = body
      .slice(1, -1)
      .split('|')
      .map((o) => (o.trim().match(/\.\.\.|[^\s]+/g) ?? []).flatMap((p) => elementsOf(p)));
    if (options.some((o) => o.length === 0))
      throw new Error(`${piece} has an empty alternative: remove the extra |`);
    const single = options.flatMap((o) => {
      const only = o.length === 1 ? o[0]! : null;
      return (only?.kind === 'word' || only?.kind === 'words') && !only.optional ? [only] : [];
    });
    if (single.length === options.length)
      return [
        {
          kind: 'words',
          exact: new Set(
            single.flatMap((w) => (w.kind === 'words' ? [...w.exact] : w.starred ? [] : [w.text])),
          ),
          prefixes: single.flatMap((w) => (w.kind === 'words' ? w.prefixes : w.starred ? [w.text] : [])),
          optional,
        },
      ];
    return [{ kind: 'either', options, optional }];
  }
  if (body === '#') return [{ kind: 'number', optional }];
  if (body.startsWith('@')) {
    if (!/^@[a-z0-9]+(-[a-z0-9]+)*$/.test(body))
      throw new Error(`${body} is no concept's name: write @ and a name of rules/lexicons, e.g. @weapon`);
    return [{ kind: 'concept', name: body.slice(1), optional }];
  }
  const forms = participles(body);
  if (forms.length > 1 && !/[\s'-]/.test(body))
    return [{ kind: 'words', exact: new Set(forms.flatMap(wordsOf)), prefixes: [], optional }];
  const words = wordsOf(body);
  if (words.length === 0) throw new Error(`${piece} has no letters or digits: remove it`);
  return words.map((w) => ({
    kind: 'word' as const,
    text: w.replace(/\*$/, ''),
    starred: w.endsWith('*'),
    optional,
  }));
}

/** For `rules check`: null when the pattern is right, else what is wrong with it. */
export function checkPattern(source: string): string | null {
  try {
    compilePattern(source);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

/** The concepts that a pattern refers to. */
export const conceptsIn = (pattern: Pattern): string[] => {
  const walk = (e: Element): string[] =>
    e.kind === 'concept' ? [e.name] : e.kind === 'either' ? e.options.flatMap((o) => o.flatMap(walk)) : [];
  return pattern.elements.flatMap(walk);
};

/** For each concept name, at which token one of its mentions starts and where that ends. */
export type ConceptEnds = ReadonlyMap<string, ReadonlyMap<number, number>>;

/** End (exclusive) of the match that starts at token `i`, or -1. */
export function matchAt(
  pattern: Pattern,
  tokens: readonly Token[],
  i: number,
  concepts: ConceptEnds,
): number {
  return match(pattern.elements, 0, tokens, i, tokens[i]?.sentence ?? -1, concepts);
}

function match(
  elements: readonly Element[],
  k: number,
  tokens: readonly Token[],
  i: number,
  sentence: number,
  concepts: ConceptEnds,
): number {
  if (k === elements.length) return i;
  const element = elements[k]!;
  if (element.kind === 'gap') {
    for (let skip = 0; skip <= GAP && i + skip < tokens.length; skip++) {
      const end = match(elements, k + 1, tokens, i + skip, sentence, concepts);
      if (end !== -1) return end;
    }
    return -1;
  }
  const token = tokens[i];
  if (token !== undefined && token.sentence === sentence) {
    if (element.kind === 'either') {
      for (const option of element.options) {
        const end = match(option, 0, tokens, i, sentence, concepts);
        if (end === -1) continue;
        const last = match(elements, k + 1, tokens, end, sentence, concepts);
        if (last !== -1) return last;
      }
    } else {
      const end = endOf(element, token, i, concepts);
      if (end !== -1) {
        const last = match(elements, k + 1, tokens, end, sentence, concepts);
        if (last !== -1) return last;
      }
    }
  }
  return element.optional ? match(elements, k + 1, tokens, i, sentence, concepts) : -1;
}

function endOf(
  element: Exclude<Element, { kind: 'gap' | 'either' }>,
  token: Token,
  i: number,
  concepts: ConceptEnds,
): number {
  switch (element.kind) {
    case 'word':
      return (element.starred ? token.text.startsWith(element.text) : token.text === element.text)
        ? i + 1
        : -1;
    case 'words':
      if (element.exact.has(token.text)) return i + 1;
      for (const prefix of element.prefixes) if (token.text.startsWith(prefix)) return i + 1;
      return -1;
    case 'number':
      return token.kind === 'number' ? i + 1 : -1;
    case 'concept':
      return concepts.get(element.name)?.get(i) ?? -1;
  }
}

/** A key of the index for one element: what must be looked up for it to match. Null: it may match under several. */
function keyOf(element: Element): string | null {
  if (element.kind === 'word') return element.starred ? `${element.text}*` : element.text;
  if (element.kind === 'number') return '#';
  return element.kind === 'concept' ? `@${element.name}` : null;
}

/** Under which keys a pattern is looked up: its first element, and the next ones while those before may be missing. */
export function firstKeys(pattern: Pattern): string[] {
  const keys = new Set<string>();
  addFirstKeys(pattern.elements, keys);
  return [...keys];
}

function addFirstKeys(from: readonly Element[], keys: Set<string>): void {
  const walk = (elements: readonly Element[]): void => {
    for (const e of elements) {
      if (e.kind === 'gap') continue;
      const key = keyOf(e);
      if (key !== null) keys.add(key);
      else if (e.kind === 'words') {
        for (const w of e.exact) keys.add(w);
        for (const p of e.prefixes) keys.add(`${p}*`);
      } else if (e.kind === 'either') for (const o of e.options) walk(o);
      if (!e.optional) return;
    }
  };
  walk(from);
}

/** A concept has many words: it is met as often as a word of so many letters. */
const CONCEPT_RARITY = 3;

/** What a text must have somewhere for the pattern to match at all: each entry is a list of keys, one of which suffices. */
export function neededKeys(pattern: Pattern): string[][] {
  const needed: string[][] = [];
  for (const e of pattern.elements) {
    if (e.kind === 'gap' || e.optional) continue;
    const keys = new Set<string>();
    addFirstKeys([e], keys);
    needed.push([...keys]);
    // Of alternatives that are several words long, any word may be asked for: the longest of each.
    if (e.kind === 'either') needed[needed.length - 1] = e.options.flatMap((o) => longestKeys(o));
  }
  // Long words are rare: asked first, they rule most patterns out at once.
  const lengthOf = (key: string): number => (key.startsWith('@') ? CONCEPT_RARITY : key.length);
  const rarity = (keys: string[]): number => Math.min(...keys.map(lengthOf)) / keys.length;
  return needed.sort((a, b) => rarity(b) - rarity(a)).slice(0, 4);
}

/** Keys of which a sequence needs at least one. */
function longestKeys(elements: readonly Element[]): string[] {
  const needed = neededKeys({ source: '', elements });
  if (needed.length > 0) return needed[0]!;
  const keys = new Set<string>();
  addFirstKeys(elements, keys);
  return [...keys];
}
