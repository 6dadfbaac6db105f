/** The signals of the rule files, compiled, and where they stand in a text. */
import { LANGS, type Lang } from '../domain/vocabulary.js';
import type { Signal } from '../rules/schema.js';
import type { Lexicon, Mention } from './lexicon.js';
import {
  type ConceptEnds,
  compilePattern,
  conceptsIn,
  firstKeys,
  matchAt,
  neededKeys,
  type Pattern,
} from './pattern.js';
import { PatternIndex } from './pattern-index.js';
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
  readonly number: number;
  readonly id: string;
  readonly rule: string;
  readonly negatable: boolean;
  readonly weight: number | null;
  readonly unless: readonly Pattern[];
}

interface Entry {
  readonly signal: Compiled;
  readonly pattern: Pattern;
}

/** Words before a signal in which a negation turns it round. */
const BEFORE = 3;
/** A pattern with so many letters is no coincidence in a text of another language. */
const FOREIGN_LETTERS = 12;

type ByLang = Partial<Record<Lang | 'any', readonly string[] | undefined>>;

export class SignalSet {
  private readonly index = new PatternIndex<Entry>();
  private readonly conceptNames = new Set<string>();
  private readonly negation: number;
  private readonly count: number;

  /** Throws Error for a pattern that does not compile or names an unknown concept. */
  constructor(
    rules: readonly { readonly id: string; readonly signals: readonly Signal[] }[],
    private readonly lexicon: Lexicon,
  ) {
    this.negation = lexicon.numberOf('negation');
    let number = 0;
    for (const rule of rules) for (const signal of rule.signals) this.put(rule.id, signal, number++);
    this.count = number;
    for (const name of this.conceptNames)
      if (lexicon.numberOf(name) === -1)
        throw new Error(`@${name} is in no file of rules/lexicons: write one of its concepts`);
  }

  private put(rule: string, { name, negatable, weight, patterns, unless }: Signal, number: number): void {
    const signal: Compiled = {
      number,
      id: `${rule}/${name}`,
      rule,
      negatable,
      weight: weight ?? null,
      unless: compileAll(unless ?? {}).map((u) => u.pattern),
    };
    for (const pattern of signal.unless) this.remember(pattern);
    for (const { lang, pattern } of compileAll(patterns)) {
      this.remember(pattern);
      const foreign = pattern.source.replace(/[^a-z]/gi, '').length >= FOREIGN_LETTERS;
      const langs = LANGS.filter((l) => lang === 'any' || lang === l || foreign);
      this.index.put({ signal, pattern }, langs, firstKeys(pattern), neededKeys(pattern));
    }
  }

  private remember(pattern: Pattern): void {
    for (const concept of conceptsIn(pattern)) this.conceptNames.add(concept);
  }

  /** Each signal at most once, in the order of the text. */
  find(tokens: readonly Token[], mentions: readonly Mention[], lang: Lang): SignalHit[] {
    if (this.count === 0) return [];
    const ends = new Map<string, Map<number, number>>();
    const negations = new Set<number>();
    for (const m of mentions) {
      if (m.concept === this.negation) negations.add(m.from);
      const name = this.lexicon.names[m.concept]!;
      if (!this.conceptNames.has(name)) continue;
      let map = ends.get(name);
      if (!map) {
        map = new Map();
        ends.set(name, map);
      }
      if ((map.get(m.from) ?? 0) < m.to) map.set(m.from, m.to);
    }
    const found = new Uint8Array(this.count);
    const hits: SignalHit[] = [];
    this.index.candidates(lang, tokens, ends, ({ signal, pattern }, i) => {
      if (found[signal.number] === 1) return true;
      const end = matchAt(pattern, tokens, i, ends);
      if (end === -1 || excused(signal, tokens, tokens[i]!.sentence, ends)) return false;
      found[signal.number] = 1;
      const { id, rule, weight } = signal;
      const opposite = signal.negatable && deniedBefore(i, tokens, negations);
      hits.push({ id, rule, from: i, to: end, opposite, weight });
      return true;
    });
    return hits.sort((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1));
  }
}

const compileAll = (table: ByLang): { lang: Lang | 'any'; pattern: Pattern }[] =>
  [...LANGS, 'any' as const].flatMap((lang) =>
    (table[lang] ?? []).map((source) => ({ lang, pattern: compilePattern(source) })),
  );

function excused(signal: Compiled, tokens: readonly Token[], sentence: number, ends: ConceptEnds): boolean {
  if (signal.unless.length === 0) return false;
  for (let i = 0; i < tokens.length; i++) {
    if (tokens[i]!.sentence !== sentence) continue;
    for (const pattern of signal.unless) if (matchAt(pattern, tokens, i, ends) !== -1) return true;
  }
  return false;
}

/** True when a negation stands up to three words before token `i`, in the same clause. */
function deniedBefore(i: number, tokens: readonly Token[], negations: ReadonlySet<number>): boolean {
  const { sentence, clause } = tokens[i]!;
  for (let k = Math.max(0, i - BEFORE); k < i; k++)
    if (negations.has(k) && tokens[k]!.sentence === sentence && tokens[k]!.clause === clause) return true;
  return false;
}
