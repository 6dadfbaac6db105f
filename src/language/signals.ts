/** The signals of the rule files, compiled, and where they stand in a text. */
import { LANGS, type Lang } from '../domain/vocabulary.js';
import type { Signal } from '../rules/schema.js';
import type { Lexicon, Mention } from './lexicon.js';
import { compilePattern, conceptsIn, firstKeys, matchAt, neededKeys, type Pattern } from './pattern.js';
import type { Token } from './tokenise.js';

export interface SignalHit {
  /** `rule/signal` */
  readonly id: string;
  readonly rule: string;
  readonly from: number;
  readonly to: number;
  /** A negation stands just before it (`negatable`). */
  readonly opposite: boolean;
  readonly weight: number | null;
}

interface Compiled {
  readonly id: string;
  readonly rule: string;
  readonly negatable: boolean;
  readonly weight: number | null;
  readonly patterns: readonly { readonly lang: Lang | 'any'; readonly pattern: Pattern }[];
  readonly unless: readonly { readonly lang: Lang | 'any'; readonly pattern: Pattern }[];
}

/** Words before a signal in which a negation turns it round. */
const BEFORE = 3;
const FOREIGN_LETTERS = 12;

interface Entry {
  readonly signal: number;
  readonly pattern: Pattern;
  /** Keys of the tokens at which it may begin. */
  readonly first: readonly string[];
  /** Of each list one must be somewhere in the text, or the pattern need not be tried. */
  readonly needs: readonly (readonly string[])[];
}

export class SignalSet {
  private readonly signals: readonly Compiled[];
  /** Patterns by their rarest word (or the first three letters of it, or `@concept`), so that few are tried at all. */
  private readonly index: Readonly<Record<Lang, Map<string, Entry[]>>>;
  private readonly conceptNames: ReadonlySet<string>;

  /** Throws Error for a pattern that does not compile or names an unknown concept. */
  constructor(
    rules: readonly { readonly id: string; readonly signals: readonly Signal[] }[],
    private readonly lexicon: Lexicon,
  ) {
    const compile = (table: Partial<Record<Lang | 'any', readonly string[] | undefined>>) =>
      [...LANGS, 'any' as const].flatMap((lang) =>
        (table[lang] ?? []).map((source) => ({ lang, pattern: compilePattern(source) })),
      );
    this.signals = rules.flatMap((rule) =>
      rule.signals.map((s) => ({
        id: `${rule.id}/${s.name}`,
        rule: rule.id,
        negatable: s.negatable,
        weight: s.weight ?? null,
        patterns: compile(s.patterns),
        unless: s.unless ? compile(s.unless) : [],
      })),
    );
    this.index = { fr: new Map(), nl: new Map(), de: new Map(), en: new Map() };
    const used = new Set<string>();
    for (const [number, signal] of this.signals.entries()) {
      for (const { lang, pattern } of signal.patterns) {
        const foreign = pattern.source.replace(/[^a-z]/gi, '').length >= FOREIGN_LETTERS;
        const entry: Entry = {
          signal: number,
          pattern,
          first: firstKeys(pattern),
          needs: neededKeys(pattern),
        };
        const keys = entry.needs[0] ?? entry.first;
        for (const textLang of LANGS) {
          if (!(lang === 'any' || lang === textLang || foreign)) continue;
          for (const key of keys) {
            const list = this.index[textLang].get(key);
            if (list) list.push(entry);
            else this.index[textLang].set(key, [entry]);
          }
        }
      }
      for (const { pattern } of [...signal.patterns, ...signal.unless])
        for (const c of conceptsIn(pattern)) used.add(c);
    }
    for (const c of used)
      if (lexicon.numberOf(c) === -1)
        throw new Error(`@${c} is in no file of rules/lexicons: write one of its concepts`);
    this.conceptNames = used;
  }

  /** Each signal at most once, at its first place. */
  find(tokens: readonly Token[], mentions: readonly Mention[], lang: Lang): SignalHit[] {
    if (this.signals.length === 0) return [];
    const ends = new Map<string, Map<number, number>>();
    const negations = new Set<number>();
    const negation = this.lexicon.numberOf('negation');
    for (const m of mentions) {
      if (m.concept === negation) negations.add(m.from);
      const name = this.lexicon.names[m.concept]!;
      if (!this.conceptNames.has(name)) continue;
      let map = ends.get(name);
      if (!map) {
        map = new Map();
        ends.set(name, map);
      }
      if ((map.get(m.from) ?? 0) < m.to) map.set(m.from, m.to);
    }
    const hits = new Map<number, SignalHit>();
    const index = this.index[lang];
    const present = keysOf(tokens, ends);
    const tried = new Set<Entry>();
    for (const key of present.keys()) {
      for (const entry of index.get(key) ?? []) {
        if (hits.has(entry.signal) || tried.has(entry)) continue;
        tried.add(entry);
        if (!hasAll(entry.needs, present)) continue;
        const hit = this.firstHit(entry, tokens, present, ends, negations);
        if (hit) hits.set(entry.signal, hit);
      }
    }
    return [...hits.values()].sort((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1));
  }

  private firstHit(
    entry: Entry,
    tokens: readonly Token[],
    present: ReadonlyMap<string, readonly number[]>,
    ends: ReadonlyMap<string, ReadonlyMap<number, number>>,
    negations: ReadonlySet<number>,
  ): SignalHit | null {
    const signal = this.signals[entry.signal]!;
    for (const key of entry.first)
      for (const i of present.get(key) ?? []) {
        const end = matchAt(entry.pattern, tokens, i, ends);
        if (end === -1) continue;
        if (signal.unless.length > 0 && this.excused(signal, tokens, tokens[i]!.sentence, ends)) continue;
        const { id, rule, weight } = signal;
        const opposite = signal.negatable && deniedBefore(i, tokens, negations);
        return { id, rule, from: i, to: end, opposite, weight };
      }
    return null;
  }

  private excused(
    signal: Compiled,
    tokens: readonly Token[],
    sentence: number,
    ends: ReadonlyMap<string, ReadonlyMap<number, number>>,
  ): boolean {
    for (let i = 0; i < tokens.length; i++) {
      if (tokens[i]!.sentence !== sentence) continue;
      for (const { pattern } of signal.unless) if (matchAt(pattern, tokens, i, ends) !== -1) return true;
    }
    return false;
  }
}

/** Everything a pattern can be looked up by in this text, with the tokens at which it stands. */
function keysOf(
  tokens: readonly Token[],
  concepts: ReadonlyMap<string, ReadonlyMap<number, number>>,
): Map<string, number[]> {
  const keys = new Map<string, number[]>();
  const put = (key: string, i: number): void => {
    const list = keys.get(key);
    if (list) list.push(i);
    else keys.set(key, [i]);
  };
  tokens.forEach(({ text, kind }, i) => {
    put(text, i);
    for (const key of prefixesOf(text)) put(key, i);
    if (kind === 'number') put('#', i);
  });
  for (const [name, places] of concepts) keys.set(`@${name}`, [...places.keys()]);
  return keys;
}

function hasAll(needs: readonly (readonly string[])[], present: ReadonlyMap<string, unknown>): boolean {
  for (const keys of needs) {
    let found = false;
    for (const key of keys)
      if (present.has(key)) {
        found = true;
        break;
      }
    if (!found) return false;
  }
  return true;
}

/** True when a negation stands up to three words before token `i`, in the same clause. */
function deniedBefore(i: number, tokens: readonly Token[], negations: ReadonlySet<number>): boolean {
  const { sentence, clause } = tokens[i]!;
  for (let k = Math.max(0, i - BEFORE); k < i; k++)
    if (negations.has(k) && tokens[k]!.sentence === sentence && tokens[k]!.clause === clause) return true;
  return false;
}

const KEPT = 20_000;
const prefixes = new Map<string, readonly string[]>();

/** `p*`, `po*`, `pol*` for “police”. */
function prefixesOf(text: string): readonly string[] {
  let list = prefixes.get(text);
  if (!list) {
    if (prefixes.size >= KEPT) prefixes.clear();
    list = [1, 2, 3].filter((n) => n <= text.length).map((n) => `${text.slice(0, n)}*`);
    prefixes.set(text, list);
  }
  return list;
}
