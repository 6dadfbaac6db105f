/**
 * Whether the newest lines of the record hold, in a bounded time: for pages of the running program. The chain from its first
 * line is proved by each backup, by `doctor` and by `verify-log`; ten years of it take seconds, in which nobody is answered.
 */
import type { Database } from 'better-sqlite3';
import { type ChainLine, walkChain } from './chain.js';
import { highestSeq } from './highest-seq.js';
import { verifyRecord } from './verify-record.js';

const LINES = 1000;

export interface NewestProof {
  readonly intact: boolean;
  /** Lines that were looked at and hold. */
  readonly checked: number;
}

/** All of a short record as `verifyRecord` does; of a long one the newest `lines` of each chain. */
export function verifyNewest(db: Database, lines = LINES): NewestProof {
  const tables = ['ledger', 'case_log'] as const;
  if (tables.every((table) => highestSeq(db, table) <= lines)) {
    const { ok, ledger, cases } = verifyRecord(db);
    const held = [ledger, cases].map((p) => (p.ok ? p.entries : p.good));
    return { intact: ok, checked: held.reduce((a, b) => a + b) };
  }
  const proofs = tables.map((table) => {
    const highest = highestSeq(db, table);
    const before = db
      .prepare<[number], { seq: number; hash: string }>(`SELECT seq, hash FROM ${table} WHERE seq = ?`)
      .get(highest - lines);
    const rows = db.prepare<[number], ChainLine>(`SELECT * FROM ${table} WHERE seq > ? ORDER BY seq`);
    const proof = walkChain<ChainLine, never>(rows.iterate(before?.seq ?? 0), {
      name: 'The record',
      highest,
      ...(before ? { after: before } : {}),
      entryOf: ({ prev: _, hash, ...entry }) => entry,
      faultOf: () => null,
    });
    return { intact: proof.ok, checked: (proof.ok ? proof.entries : proof.good) - (before?.seq ?? 0) };
  });
  return {
    intact: proofs.every((p) => p.intact),
    checked: proofs.reduce((sum, p) => sum + p.checked, 0),
  };
}
