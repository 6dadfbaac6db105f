/** Whether a file is a whole database of Garde-fou: pages, references, version, chains. Reads only. */
import type { Database } from 'better-sqlite3';
import { migrations } from '../store/migrations/index.js';
import { openDatabase } from '../store/open-database.js';
import type { LedgerProof } from '../store/verify-ledger.js';
import { verifyRecord } from '../store/verify-record.js';

export type DatabaseProof =
  | {
      readonly ok: true;
      readonly version: number;
      readonly ledger: Extract<LedgerProof, { ok: true }>;
    }
  | {
      readonly ok: false;
      readonly problem: string;
      /** Nothing is wrong with it but that this program is too old. */
      readonly newer?: true;
    };

/** Never throws: what can't be opened is a problem, too. */
export function verifyFile(file: string): DatabaseProof {
  let db: Database | undefined;
  try {
    db = openDatabase(file, { readonly: true });
    return verifyOpen(db);
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  } finally {
    db?.close();
  }
}

/** The same over an open connection. A damaged page may throw. */
export function verifyOpen(db: Database): DatabaseProof {
  const version = db.pragma('user_version', { simple: true }) as number;
  if (version === 0) return { ok: false, problem: 'it is no database of Garde-fou' };
  if (version > migrations.length)
    return {
      ok: false,
      newer: true,
      problem: `a newer program wrote it (version ${version}; this one knows up to ${migrations.length})`,
    };
  const pages = db.pragma('integrity_check(1)', { simple: true }) as string;
  if (pages !== 'ok') return { ok: false, problem: `it is damaged: ${pages}` };
  if ((db.pragma('foreign_key_check') as unknown[]).length > 0)
    return { ok: false, problem: 'rows refer to others that are not there' };
  const { ledger, cases } = verifyRecord(db);
  if (!ledger.ok) return { ok: false, problem: `the infraction log is broken: ${ledger.explanation}` };
  if (!cases.ok) return { ok: false, problem: `the log of cases is broken: ${cases.explanation}` };
  return { ok: true, version, ledger };
}
