/** The log of what was done in cases: append-only, chained, without a name and without a word that may be erased. */
import type { Database } from 'better-sqlite3';
import { type Act, splitAct } from '../../domain/ladder/index.js';
import { canonical, follow, saltedDigest } from '../chain.js';

/** What the chain covers. */
export interface CaseLogEntry {
  readonly seq: number;
  readonly at: number;
  readonly case_id: number;
  readonly grp: number;
  /** Whom the case is about. */
  readonly person: number;
  /** 0: nobody; a moment that came. */
  readonly actor: number;
  readonly role: string;
  /** Name of the act; `open`: the case was opened; `evidence`: infractions were added to it. */
  readonly act: string;
  /** Id of the act in `case_acts`; empty for the two others. */
  readonly ref: string;
  /** Canonical JSON of what is no words: a day, an office, numbers of the ledger. */
  readonly facts: string;
  /** SHA-256 of salt and words. */
  readonly digest: string;
}
type Line = Omit<CaseLogEntry, 'seq' | 'facts' | 'digest'> & {
  readonly facts: object;
  readonly words: string;
  readonly salt: string;
};

/** The words of an act in the one form in which they are hashed. */
export const wordsOf = (act: Act): string => canonical(splitAct(act).words);
export const factsOf = (act: Act): string => canonical(splitAct(act).facts);

export function caseLog(db: Database) {
  const last = db.prepare<[], { seq: number; hash: string }>(
    'SELECT seq, hash FROM case_log ORDER BY seq DESC LIMIT 1',
  );
  const insert = db.prepare(`INSERT INTO case_log
    (seq, at, case_id, grp, person, actor, role, act, ref, facts, digest, prev, hash)
    VALUES (@seq, @at, @case_id, @grp, @person, @actor, @role, @act, @ref, @facts, @digest, @prev, @hash)`);
  return {
    append({ words, salt, facts, ...line }: Line): void {
      const entry: Omit<CaseLogEntry, 'seq'> = {
        ...line,
        facts: canonical(facts),
        digest: saltedDigest(salt, words),
      };
      insert.run(follow(last.get(), entry));
    },
  };
}
