/** Proves that nobody changed the ledger after the fact. Reads only. */
import type { Database } from 'better-sqlite3';
import { type ChainBreak, saltedDigest, type WholeChain, walkChain } from './chain.js';
import { highestSeq } from './highest-seq.js';
import type { ChainedEntry } from './ledger.js';

export type LedgerProof =
  | (WholeChain & {
      /** Excerpts that are still kept and agree with their digest. */
      readonly excerpts: number;
      readonly erased: number;
    })
  | ChainBreak<'excerpt'>;

type Row = ChainedEntry & {
  prev: string;
  hash: string;
  salt: string | null;
  excerpt: string | null;
  kept: number | null;
};

/** Walks the chain from its first line. `expected` is a head hash noted earlier: it must still be in the chain. */
export function verifyLedger(db: Database, expected?: string): LedgerProof {
  const rows = db.prepare<[], Row>(`
    SELECT l.*, e.salt, e.excerpt, e.seq AS kept FROM ledger l LEFT JOIN ledger_evidence e ON e.seq = l.seq
    ORDER BY l.seq`);
  let excerpts = 0;
  let erased = 0;
  const chain = walkChain<Row, 'excerpt'>(rows.iterate(), {
    name: 'The ledger',
    highest: highestSeq(db, 'ledger'),
    expected,
    entryOf: ({ prev: _, hash, salt, excerpt, kept, ...entry }) => entry,
    faultOf: ({ seq, salt, excerpt, kept, digest }) => {
      // Where the words are erased none stand: others in their place would pass for them.
      if (kept === null || (salt === null && excerpt === null)) {
        erased++;
        return null;
      }
      excerpts++;
      return salt !== null && saltedDigest(salt, excerpt ?? '') === digest
        ? null
        : {
            problem: 'excerpt',
            explanation: `The excerpt kept for line ${seq} is not the one that was recorded.`,
          };
    },
  });
  return chain.ok ? { ...chain, excerpts, erased } : chain;
}
