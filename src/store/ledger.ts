/** The ledger of infractions, approvals, contests and annulments: append-only, chained (Annex 4 §4, X-3). */
import type { Database } from 'better-sqlite3';
import { wellFormed } from '../domain/well-formed.js';
import { follow, newSalt, saltedDigest } from './chain.js';

/** What the chain covers: everything that may never be erased. No name, no identity, no text. */
export interface ChainedEntry {
  readonly seq: number;
  readonly at: number;
  readonly grp: number;
  readonly kind: 'infraction' | 'approved' | 'contest' | 'annulment';
  readonly person: number;
  readonly actor: number | null;
  readonly rule: string;
  readonly clause: string;
  readonly mode: string;
  readonly response: string;
  readonly confidence: number;
  readonly span_from: number | null;
  readonly span_to: number | null;
  readonly message: string;
  readonly ref: number | null;
  readonly digest: string;
}

export type NewLedgerEntry = Omit<ChainedEntry, 'seq' | 'digest'> & { readonly excerpt: string };
export interface LedgerRow extends ChainedEntry {
  readonly hash: string;
  readonly excerpt: string | null;
  readonly identity: string;
  readonly name: string;
}

/** Condition on a line `l` of the ledger, for every count and list: no later line annuls it. */
export const STANDS = `NOT EXISTS (SELECT 1 FROM ledger a WHERE a.grp = l.grp AND a.person = l.person AND a.rule = l.rule
  AND a.kind = 'annulment' AND a.ref = l.seq)`;

export function ledgerRepository(db: Database, salt: () => string = newSalt) {
  const last = db.prepare<[], { seq: number; hash: string }>(
    'SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1',
  );
  const insert = db.prepare(`INSERT INTO ledger
    (seq, at, grp, kind, person, actor, rule, clause, mode, response, confidence, span_from, span_to, message, ref,
     digest, prev, hash)
    VALUES (@seq, @at, @grp, @kind, @person, @actor, @rule, @clause, @mode, @response, @confidence, @span_from,
     @span_to, @message, @ref, @digest, @prev, @hash)`);
  const keep = db.prepare('INSERT INTO ledger_evidence (seq, grp, at, salt, excerpt) VALUES (?, ?, ?, ?, ?)');
  const list = db.prepare<[number, number], LedgerRow>(`
    SELECT l.*, e.excerpt, p.identity, p.name FROM ledger l
    LEFT JOIN ledger_evidence e ON e.seq = l.seq JOIN persons p ON p.id = l.person
    WHERE l.grp = ? ORDER BY l.seq DESC LIMIT ?`);
  const bySeq = db.prepare<[number], ChainedEntry>('SELECT * FROM ledger WHERE seq = ?');
  const standing = db
    .prepare<[number, number, number], number>(`
      SELECT count(*) FROM ledger l WHERE l.grp = ? AND l.kind = 'infraction' AND l.at >= ? AND l.at < ? AND ${STANDS}`)
    .pluck();
  const countSince = db
    .prepare<[number, number, string, number], number>(`
      SELECT count(*) FROM ledger l WHERE l.grp = ? AND l.person = ? AND l.rule = ? AND l.at >= ?
      AND l.kind = 'infraction' AND ${STANDS}`)
    .pluck();
  const recorded = db
    .prepare<[number, number, string, string], number>(`
      SELECT seq FROM ledger WHERE grp = ? AND person = ? AND rule = ? AND message = ? AND kind = 'infraction' LIMIT 1`)
    .pluck();

  return {
    append(entry: NewLedgerEntry): number {
      // What is hashed must be what the file can keep: an excerpt may have been cut through an emoji.
      const { excerpt: words, ...rest } = { ...entry, message: wellFormed(entry.message) };
      const excerpt = wellFormed(words);
      const grain = salt();
      const line = follow(last.get(), { ...rest, digest: saltedDigest(grain, excerpt) });
      insert.run(line);
      keep.run(line.seq, line.grp, line.at, grain, excerpt);
      return line.seq;
    },
    /** Newest first. */
    list: (group: number, limit: number): LedgerRow[] => list.all(group, limit),
    bySeq: (seq: number): ChainedEntry | null => bySeq.get(seq) ?? null,
    /** Infractions of a group from one moment until before another, less those that were annulled. */
    standing: (group: number, from: number, to = Number.MAX_SAFE_INTEGER): number =>
      standing.get(group, from, to) ?? 0,
    /** Infractions of one rule since a moment, less those that were annulled. */
    countSince: (group: number, person: number, rule: string, since: number): number =>
      countSince.get(group, person, rule, since) ?? 0,
    /** Whether this message is in the ledger for this rule already: an edit is not a second infraction. */
    isRecorded: (group: number, person: number, rule: string, message: string): boolean =>
      recorded.get(group, person, rule, message) !== undefined,
  };
}
