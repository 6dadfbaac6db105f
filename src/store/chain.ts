/** Lines of which each carries the hash of the one before: how a line is put into one string, and how a chain is walked. */
import { createHash, randomBytes } from 'node:crypto';

/** The `prev` of the first line. */
export const GENESIS = '0'.repeat(64);

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** JSON with the keys in alphabetical order and no blanks, so that anybody can compute it again. */
export const canonical = (entry: object): string =>
  JSON.stringify(Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1))));

/** SHA-256 of the canonical entry, a line feed, and the hash of the line before. */
export const hashOf = (entry: object, prev: string): string => sha256(`${canonical(entry)}\n${prev}`);

/** Once salt and words are erased, nobody can find the words again by trying. */
export const saltedDigest = (salt: string, words: string): string => sha256(`${salt}\n${words}`);

/** Kept beside the words, and erased with them. */
export const newSalt = (): string => randomBytes(16).toString('hex');

/** An entry as the line that follows `before`; undefined: it is the first. */
export function follow<E extends object>(
  before: Pick<ChainLine, 'seq' | 'hash'> | undefined,
  entry: E,
): E & Omit<ChainLine, 'at'> {
  const numbered = { ...entry, seq: (before?.seq ?? 0) + 1 };
  const prev = before?.hash ?? GENESIS;
  return { ...numbered, prev, hash: hashOf(numbered, prev) };
}

export interface ChainLine {
  readonly seq: number;
  /** ms since 1970. */
  readonly at: number;
  readonly prev: string;
  readonly hash: string;
}

export interface ChainBreak<P extends string = never> {
  readonly ok: false;
  /** First line that doesn't hold; null when the chain as a whole doesn't. */
  readonly seq: number | null;
  readonly at: number | null;
  readonly problem: 'gap' | 'chain' | 'content' | 'cut-tail' | 'expected-head' | P;
  readonly explanation: string;
  /** Lines before it that hold. */
  readonly good: number;
}

export interface WholeChain {
  readonly ok: true;
  readonly entries: number;
  /** ms since 1970; null for an empty chain. */
  readonly first: number | null;
  readonly last: number | null;
  /** Hash of the last line: note it elsewhere, and a chain rewritten from end to end shows too. */
  readonly head: string;
  /** Line whose hash is the expected one, if one was asked for. */
  readonly expectedAt: number | null;
}

/** What a line's own check found. */
export interface Fault<P extends string> {
  readonly problem: P;
  readonly explanation: string;
}

/**
 * Walks a chain. What it can't see: a chain rewritten from end to end by somebody who also knows that
 * no head was noted.
 * @param after the line behind which to begin, instead of at the first; what stands before it is taken as it is
 * @param name how the chain is called in an explanation
 * @param highest the highest number that was ever given: a tail that was cut off shows
 * @param entryOf what was hashed
 * @param faultOf what else is wrong with the line
 */
export function walkChain<R extends ChainLine, P extends string>(
  rows: Iterable<R>,
  {
    after = { seq: 0, hash: GENESIS },
    name,
    highest,
    entryOf,
    faultOf,
    expected,
  }: {
    readonly after?: Pick<ChainLine, 'seq' | 'hash'>;
    readonly name: string;
    readonly highest: number;
    readonly entryOf: (row: R) => object;
    readonly faultOf: (row: R) => Fault<P> | null;
    readonly expected?: string | undefined;
  },
): WholeChain | ChainBreak<P> {
  let { seq, hash: prev } = after;
  let first: number | null = null;
  let last: number | null = null;
  let expectedAt: number | null = null;
  for (const row of rows) {
    const bad = (problem: ChainBreak<P>['problem'], explanation: string): ChainBreak<P> => ({
      ok: false,
      seq: row.seq,
      at: row.at,
      problem,
      explanation,
      good: seq,
    });
    if (row.seq !== seq + 1) return bad('gap', `Line ${seq + 1} is missing: a line was deleted.`);
    if (row.prev !== prev) return bad('chain', `Line ${row.seq} does not continue line ${seq}.`);
    if (hashOf(entryOf(row), prev) !== row.hash)
      return bad('content', `The content of line ${row.seq} is not what was hashed when it was written.`);
    const fault = faultOf(row);
    if (fault) return bad(fault.problem, fault.explanation);
    if (row.hash === expected) expectedAt = row.seq;
    prev = row.hash;
    seq = row.seq;
    first ??= row.at;
    last = row.at;
  }
  if (highest > seq)
    return {
      ok: false,
      seq: seq + 1,
      at: null,
      problem: 'cut-tail',
      explanation: `${name} once had ${highest} lines; those after line ${seq} were deleted.`,
      good: seq,
    };
  if (expected !== undefined && expectedAt === null)
    return {
      ok: false,
      seq: null,
      at: null,
      problem: 'expected-head',
      explanation:
        'The chain is whole in itself, but the hash that you noted is not in it: it was rewritten.',
      good: seq,
    };
  return { ok: true, entries: seq, first, last, head: prev, expectedAt };
}
