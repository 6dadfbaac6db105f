/**
 * What the model weighs: words and their pairs, pieces of words, concepts and their pairs within a clause, the
 * signals of the rule files, how the police are spoken of, and a few figures of the text. Each feature is a
 * 32-bit hash with a value; groups are scaled so that a long text doesn't shout.
 */

import type { Lexicon, Mention } from './lexicon.js';
import { forEachPiece, hasPieces, WordPieces } from './model/word-pieces.js';
import type { PoliceSentence } from './police-scope.js';
import type { IdentityCandidate } from './recognise/identity.js';
import type { PlateCandidate } from './recognise/plate.js';
import type { SignalHit } from './signals.js';
import type { Token } from './tokenise.js';

/** Collected features, as parallel arrays. `from`/`to` are the tokens a feature came from (to = 0: the whole text). */
export class FeatureList {
  readonly hash: number[] = [];
  readonly value: number[] = [];
  readonly from: number[] = [];
  readonly to: number[] = [];
  /** Row in the model, once it was looked up; -1: the model doesn't know it. */
  readonly row: number[] = [];
  /** Readable name, only when `named` (explanations). */
  readonly name: string[] = [];

  constructor(readonly named = false) {}

  add(hash: number, value: number, from = 0, to = 0, name = ''): void {
    this.hash.push(hash);
    this.value.push(value);
    this.from.push(from);
    this.to.push(to);
    if (this.named) this.name.push(name);
  }
}

/** FNV-1a, continued from a seed. */
export function hashText(text: string, seed: number): number {
  let h = seed;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}
const mix = (a: number, b: number): number =>
  Math.imul(Math.imul(a ^ (b + 0x9e3779b9), 0x85ebca6b) ^ (a >>> 13), 0xc2b2ae35) >>> 0;

const SEED = {
  word: 0x811c9dc5,
  pair: 0x1000193,
  skip: 0x2345671,
  concept: 0x4567891,
  both: 0x5678912,
  order: 0x6789123,
  police: 0x7891234,
  signal: 0x8912345,
  figure: 0x9123456,
  edge: 0xa234567,
} as const;

export interface Read {
  readonly raw: string;
  readonly tokens: readonly Token[];
  readonly sentences: number;
  readonly mentions: readonly Mention[];
  readonly police: readonly PoliceSentence[];
  readonly plates: readonly PlateCandidate[];
  readonly identities: readonly IdentityCandidate[];
  readonly signals: readonly SignalHit[];
  readonly names: readonly number[];
  readonly isAnswer: boolean;
}

/** Words and their pairs: with the pieces of words all that is needed to recognise the language. */
export function surfaceFeatures(tokens: readonly Token[], out: FeatureList): void {
  const n = tokens.length;
  if (n === 0) return;
  const wordValue = 1.6 / Math.sqrt(n + 2);
  const pairValue = 1.3 / Math.sqrt(n + 2);
  let previous: number = SEED.edge;
  let before: number = SEED.edge;
  for (let i = 0; i < n; i++) {
    const token = tokens[i]!;
    // Numbers are one word, but the emergency numbers.
    const text =
      token.kind === 'number' && token.text !== '101' && token.text !== '112'
        ? `#${Math.min(token.text.length, 5)}`
        : token.text;
    const h = hashText(text, SEED.word);
    out.add(h, wordValue, i, i + 1, text);
    out.add(
      mix(mix(previous, h), SEED.pair),
      pairValue,
      Math.max(0, i - 1),
      i + 1,
      out.named ? `${tokens[i - 1]?.text ?? '^'} ${text}` : '',
    );
    if (i > 1)
      out.add(
        mix(mix(before, h), SEED.skip),
        pairValue * 0.7,
        i - 2,
        i + 1,
        out.named ? `${tokens[i - 2]?.text ?? '^'} … ${text}` : '',
      );
    before = previous;
    previous = h;
  }
  out.add(mix(mix(previous, SEED.edge), SEED.pair), pairValue, n - 1, n, '$');
}

/** The pieces of words one by one, as training learns them; `Model.accumulatePieces` is the fast way to the same. */
export function pieceFeatures(tokens: readonly Token[], out: FeatureList): void {
  const value = WordPieces.scale(tokens);
  tokens.forEach((token, i) => {
    if (hasPieces(token))
      forEachPiece(token.text, (hash, piece) => out.add(hash, value, i, i + 1, `~${piece}`));
  });
}

const flag = (out: FeatureList, name: string, value = 0.8, from = 0, to = 0): void =>
  out.add(hashText(name, SEED.figure), value, from, to, name);

/** The rest: everything that was understood about the text. */
export function meaningFeatures(read: Read, lexicon: Lexicon, out: FeatureList): void {
  conceptFeatures(read, lexicon, out);
  discourseFeatures(read, lexicon, out);
  policeFeatures(read, out);
  for (const hit of read.signals)
    out.add(
      hashText(hit.opposite ? `${hit.id}:not` : hit.id, SEED.signal),
      1,
      hit.from,
      hit.to,
      hit.opposite ? `${hit.id}:not` : hit.id,
    );
  figures(read, lexicon, out);
}

/** Hash of each concept's name, by its number in that lexicon. */
const conceptHashes = new WeakMap<Lexicon, readonly number[]>();
function hashesOf(lexicon: Lexicon): readonly number[] {
  let hashes = conceptHashes.get(lexicon);
  if (!hashes) {
    hashes = lexicon.names.map((name) => hashText(name, SEED.concept));
    conceptHashes.set(lexicon, hashes);
  }
  return hashes;
}

function conceptFeatures(read: Read, lexicon: Lexicon, out: FeatureList): void {
  const { tokens } = read;
  const mentions = read.mentions.filter((m) => !isGrammar(lexicon, m.concept));
  if (mentions.length === 0) return;
  const names = lexicon.names;
  const hashes = hashesOf(lexicon);
  const negation = lexicon.numberOf('negation');
  const seen = new Map<number, Mention>();
  const bySentence = new Map<number, Map<number, Mention>>();
  for (const m of mentions) {
    if (!seen.has(m.concept)) seen.set(m.concept, m);
    const s = tokens[m.from]!.sentence;
    let set = bySentence.get(s);
    if (!set) {
      set = new Map();
      bySentence.set(s, set);
    }
    if (!set.has(m.concept)) set.set(m.concept, m);
  }
  const single = 1.7 / Math.sqrt(seen.size + 2);
  for (const [concept, m] of seen)
    out.add(hashes[concept]!, single, m.from, m.to, out.named ? `@${names[concept]}` : '');
  // Concept followed by concept, in the order of the text, a few words apart.
  const chain = mentions.filter((m) => m.concept !== negation);
  const orders = new Map<number, [Mention, Mention]>();
  for (let i = 0; i < chain.length; i++)
    for (let j = i + 1; j < chain.length && j <= i + 6; j++) {
      const a = chain[i]!;
      const b = chain[j]!;
      if (b.from < a.to || b.from - a.to > 5 || tokens[a.from]!.sentence !== tokens[b.from]!.sentence)
        continue;
      const h = mix(mix(hashes[a.concept]!, hashes[b.concept]!), SEED.order);
      if (!orders.has(h)) orders.set(h, [a, b]);
    }
  const orderValue = 1.2 / Math.sqrt(orders.size + 2);
  for (const [h, [a, b]] of orders)
    out.add(h, orderValue, a.from, b.to, out.named ? `@${names[a.concept]} @${names[b.concept]}` : '');
  // Both in one sentence, whatever the order.
  const both = new Map<number, [Mention, Mention]>();
  for (const set of bySentence.values()) {
    const list = [...set.values()].sort((a, b) => a.concept - b.concept);
    for (let i = 0; i < list.length && i < 24; i++)
      for (let j = i + 1; j < list.length && j < 24; j++) {
        const h = mix(mix(hashes[list[i]!.concept]!, hashes[list[j]!.concept]!), SEED.both);
        if (!both.has(h)) both.set(h, [list[i]!, list[j]!]);
      }
  }
  const bothValue = 1.4 / Math.sqrt(both.size + 4);
  for (const [h, [a, b]] of both)
    out.add(
      h,
      bothValue,
      Math.min(a.from, b.from),
      Math.max(a.to, b.to),
      out.named ? `@${names[a.concept]} + @${names[b.concept]}` : '',
    );
}

/** Concepts of grammar.yaml: everywhere, so they only count where they stand. */
const isGrammar = (lexicon: Lexicon, concept: number): boolean => lexicon.names[concept]!.startsWith('g-');
/** Of whom or what it matters whether they are new. */
const NEW_OR_KNOWN = ['person', 'vehicle', 'brand', 'police', 'noise', 'alarm'] as const;
const OPENING = 3;

/** Is something new told or something known gone on with: articles, pronouns, how the message begins. */
function discourseFeatures(read: Read, lexicon: Lexicon, out: FeatureList): void {
  const { tokens, mentions } = read;
  const grammarAt = new Map<number, string[]>();
  for (const m of mentions) {
    const name = lexicon.names[m.concept]!;
    if (!name.startsWith('g-')) continue;
    const list = grammarAt.get(m.from);
    if (list) list.push(name);
    else grammarAt.set(m.from, [name]);
  }
  const seen = new Set<string>();
  const emit = (name: string, value: number, from: number, to: number): void => {
    if (seen.has(name)) return;
    seen.add(name);
    flag(out, name, value, from, to);
  };
  for (const m of mentions) {
    const name = lexicon.names[m.concept]!;
    if (!(NEW_OR_KNOWN as readonly string[]).includes(name)) continue;
    const before = [...(grammarAt.get(m.from - 1) ?? []), ...(grammarAt.get(m.from - 2) ?? [])];
    const how = before.includes('g-indefinite') ? 'new' : before.includes('g-definite') ? 'known' : 'bare';
    emit(`${how}:${name}`, 0.6, m.from, m.to);
    emit(`${how}:one`, 0.4, m.from, m.to);
    if (m.from <= OPENING) emit(`opens:${how}:${name}`, 0.6, m.from, m.to);
  }
  let starts = true;
  tokens.forEach((token, i) => {
    const first = i === 0 || token.sentence !== tokens[i - 1]!.sentence;
    if (!first) return;
    for (const name of grammarAt.get(i) ?? [])
      emit(`${starts ? 'opens' : 'sentence'}:${name}`, 0.6, i, i + 1);
    starts = false;
  });
  for (const m of mentions) {
    const name = lexicon.names[m.concept]!;
    if (m.from < OPENING && !name.startsWith('g-')) emit(`opens:@${name}`, 0.5, m.from, m.to);
    const last = tokens.length - m.to;
    if (last < OPENING && !name.startsWith('g-')) emit(`ends:@${name}`, 0.3, m.from, m.to);
  }
}

function policeFeatures(read: Read, out: FeatureList): void {
  const emit = (name: string, value: number, p?: PoliceSentence): void =>
    out.add(hashText(name, SEED.police), value, p?.from ?? 0, p?.to ?? 0, `police:${name}`);
  if (read.police.length === 0) {
    emit('none', 1);
    return;
  }
  const statuses = [...new Set(read.police.map((p) => p.status))];
  for (const status of statuses)
    emit(
      status,
      1,
      read.police.find((p) => p.status === status),
    );
  emit(`all:${statuses.sort().join('+')}`, 0.8, read.police[0]);
  emit(`last:${read.police.at(-1)!.status}`, 0.5, read.police.at(-1));
  const done = new Set<string>();
  for (const p of read.police) {
    for (const a of p.aspects)
      if (!done.has(a)) {
        done.add(a);
        emit(`a:${a}`, 0.5, p);
      }
    for (let i = 0; i < p.aspects.length; i++)
      for (let j = i + 1; j < p.aspects.length; j++) {
        const pair = `${p.aspects[i]}&${p.aspects[j]}`;
        if (!done.has(pair)) {
          done.add(pair);
          emit(`p:${pair}`, 0.25, p);
        }
      }
    const key = `${p.status}|${p.aspects.join(',')}`;
    if (!done.has(key)) {
      done.add(key);
      emit(key, 0.5, p);
    }
  }
}

function figures(read: Read, lexicon: Lexicon, out: FeatureList): void {
  const { tokens, raw } = read;
  const words = tokens.filter((t) => t.kind === 'word');
  const n = tokens.length;
  flag(
    out,
    `length:${n <= 2 ? n : n <= 4 ? '3-4' : n <= 8 ? '5-8' : n <= 16 ? '9-16' : n <= 32 ? '17-32' : n <= 64 ? '33-64' : '65+'}`,
    0.7,
  );
  flag(out, `sentences:${Math.min(read.sentences, 5)}`, 0.4);
  const questions = tokens.filter((t) => t.text === '?').length;
  const shouts = tokens.filter((t) => t.text === '!').length;
  if (questions > 0) flag(out, questions > 1 ? 'questions' : 'question', 0.7);
  if (tokens.at(-1)?.text === '?') flag(out, 'ends-with-question', 0.7);
  if (shouts > 0) flag(out, shouts > 2 ? 'shouts' : 'shout', 0.6);
  const shouted = words.filter((t) => t.shouted && t.text.length > 2).length;
  if (words.length > 3 && shouted / words.length > 0.6) flag(out, 'capitals', 1);
  else if (shouted > 1) flag(out, 'some-capitals', 0.5);
  if (tokens.some((t) => t.text === '"')) flag(out, 'quotes', 0.7);
  if (read.isAnswer) flag(out, 'answers', 0.7);
  if (/\b\d{1,2}\s?(?:h|u|:)\s?\d{0,2}\b|\d{1,2}[.:]\d{2}\s?(?:uhr|uur|am|pm)?\b/i.test(raw))
    flag(out, 'time', 0.6);
  if (/€|\beur(?:o|os)?\b|\d,-/i.test(raw)) flag(out, 'price', 0.6);
  if (/https?:|www\./i.test(raw)) flag(out, 'link', 0.6);
  for (const kind of new Set(read.identities.map((x) => x.kind))) {
    flag(out, `id:${kind}`, 1.5);
    flag(out, 'id', 1);
  }
  const plateWord = lexicon.numberOf('plate-word');
  const vehicle = lexicon.numberOf('vehicle');
  for (const p of read.plates) {
    const s = tokens[p.from]!.sentence;
    const near = read.mentions.some((m) => m.concept === plateWord && tokens[m.from]!.sentence === s);
    const car = read.mentions.some((m) => m.concept === vehicle);
    flag(out, `plate:${p.strength}`, 2, p.from, p.to);
    flag(out, `plate:${p.strength}:${near ? 'word' : car ? 'vehicle' : 'bare'}`, 1.5, p.from, p.to);
    break;
  }
  if (read.plates.length === 0) flag(out, 'plate:none', 0.5);
  for (const at of read.names) {
    flag(out, 'name', 1, at, Math.min(at + 2, n));
    break;
  }
  if (read.names.length > 1) flag(out, 'names', 0.7);
}
