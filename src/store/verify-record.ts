/** Both chains of the record: infractions and what was done about them. Reads only. */
import type { Database } from 'better-sqlite3';
import { type CaseProof, hasCaseLog, verifyCaseLog } from './verify-case-log.js';
import { type LedgerProof, verifyLedger } from './verify-ledger.js';

export interface RecordProof {
  readonly ok: boolean;
  readonly ledger: LedgerProof;
  readonly cases: CaseProof;
}

/** @param expected a head noted earlier, of either chain: it must still be in it */
export function verifyRecord(db: Database, expected?: string): RecordProof {
  const ofCases =
    expected !== undefined &&
    hasCaseLog(db) &&
    db.prepare('SELECT 1 FROM case_log WHERE hash = ?').get(expected) !== undefined;
  const ledger = verifyLedger(db, ofCases ? undefined : expected);
  const cases = verifyCaseLog(db, ofCases ? expected : undefined);
  return { ok: ledger.ok && cases.ok, ledger, cases };
}
