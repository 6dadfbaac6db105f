/**
 * Whether the newest lines of the record hold, in a bounded time: for pages of the running program. The chain from its first
 * line is proved by each backup, by `doctor` and by `verify-log`; ten years of it take seconds, in which nobody is answered.
 */
import type { Database } from 'better-sqlite3';
import { type ChainBreak, type ChainLine, type WholeChain, walkChain } from './chain.js';
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
  if (Math.max(highestSeq(db, 'ledger'), highestSeq(db, 'case_log')) <= lines) {
    const { ok, ledger, cases } = verifyRecord(db);
    return { intact: ok, checked: goodOf(ledger) + goodOf(cases) };
  }
  let intact = true;
  let checked = 0;
  for (const table of ['ledger', 'case_log'] as const) {
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
    intact &&= proof.ok;
    checked += goodOf(proof) - (before?.seq ?? 0);
  }
  return { intact, checked };
}

const goodOf = (proof: WholeChain | ChainBreak<string>): number => (proof.ok ? proof.entries : proof.good);
