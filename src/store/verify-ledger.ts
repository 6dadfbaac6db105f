/** Proves that nobody changed the ledger after the fact. Reads only. */
import type { Database } from 'better-sqlite3';
import { type ChainedEntry, excerptDigest, GENESIS, hashOf } from './ledger-hash.js';

export type LedgerProof =
  | {
      readonly ok: true;
      readonly entries: number;
      /** ms since 1970; null for an empty ledger. */
      readonly first: number | null;
      readonly last: number | null;
      /** Hash of the last line: note it elsewhere, and a ledger rewritten from end to end shows too. */
      readonly head: string;
      /** Excerpts that are still kept and agree with their digest. */
      readonly excerpts: number;
      readonly erased: number;
      /** Line whose hash is the expected one, if one was asked for. */
      readonly expectedAt: number | null;
    }
  | {
      readonly ok: false;
      /** First line that doesn't hold; null when the chain as a whole doesn't. */
      readonly seq: number | null;
      readonly at: number | null;
      readonly problem: 'gap' | 'chain' | 'content' | 'excerpt' | 'cut-tail' | 'expected-head';
      readonly explanation: string;
      /** Lines before it that hold. */
      readonly good: number;
    };

type Row = ChainedEntry & {
  prev: string;
  hash: string;
  salt: string | null;
  excerpt: string | null;
  kept: number | null;
};

/**
 * Walks the chain from its first line. `expected` is a head hash noted earlier: it must still be in the chain.
 * What it can't see: a ledger rewritten from end to end by somebody who also knows no head was noted.
 */
export function verifyLedger(db: Database, expected?: string): LedgerProof {
  const rows = db.prepare<[], Row>(`
    SELECT l.*, e.salt, e.excerpt, e.seq AS kept FROM ledger l LEFT JOIN ledger_evidence e ON e.seq = l.seq
    ORDER BY l.seq`);
  let prev = GENESIS;
  let seq = 0;
  let first: number | null = null;
  let last: number | null = null;
  let excerpts = 0;
  let erased = 0;
  let expectedAt: number | null = null;
  for (const row of rows.iterate()) {
    const bad = (problem: 'gap' | 'chain' | 'content' | 'excerpt', explanation: string): LedgerProof => ({
      ok: false,
      seq: row.seq,
      at: row.at,
      problem,
      explanation,
      good: seq,
    });
    if (row.seq !== seq + 1) return bad('gap', `Line ${seq + 1} is missing: a line was deleted.`);
    if (row.prev !== prev) return bad('chain', `Line ${row.seq} does not continue line ${seq}.`);
    const { prev: _, hash, salt, excerpt, kept, ...entry } = row;
    if (hashOf(entry, prev) !== hash)
      return bad('content', `The content of line ${row.seq} is not what was hashed when it was written.`);
    if (kept !== null && salt !== null) {
      if (excerptDigest(salt, excerpt ?? '') !== row.digest)
        return bad('excerpt', `The excerpt kept for line ${row.seq} is not the one that was recorded.`);
      excerpts++;
    } else erased++;
    if (hash === expected) expectedAt = row.seq;
    prev = hash;
    seq = row.seq;
    first ??= row.at;
    last = row.at;
  }
  const highest = db
    .prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'ledger'")
    .pluck()
    .get();
  if ((highest ?? 0) > seq)
    return {
      ok: false,
      seq: seq + 1,
      at: null,
      problem: 'cut-tail',
      explanation: `The ledger once had ${highest} lines; those after line ${seq} were deleted.`,
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
  return { ok: true, entries: seq, first, last, head: prev, excerpts, erased, expectedAt };
}
