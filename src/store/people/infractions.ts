/** The infractions of the ledger that stand: those that were not annulled. What the ladder builds on. */
import type { Database } from 'better-sqlite3';
import type { LedgerFact } from '../../domain/ladder/index.js';
import { STANDS } from '../ledger.js';

export interface StandingInfraction extends LedgerFact {
  readonly group: number;
  readonly person: number;
  readonly response: string;
  /** Empty once it was erased. */
  readonly excerpt: string;
  readonly message: string;
}

export function infractionRepository(db: Database) {
  const columns = `SELECT l.seq, l.at, l.grp AS "group", l.person, l.rule, l.clause, l.response, l.message,
    coalesce(e.excerpt, '') AS excerpt FROM ledger l LEFT JOIN ledger_evidence e ON e.seq = l.seq`;
  const stands = `l.kind = 'infraction' AND ${STANDS}`;
  const of = db.prepare<[number, number], StandingInfraction>(
    `${columns} WHERE l.grp = ? AND l.person = ? AND ${stands} ORDER BY l.seq`,
  );
  const bySeq = db.prepare<[number], StandingInfraction>(`${columns} WHERE l.seq = ? AND ${stands}`);
  const byMessage = db.prepare<[number, string], StandingInfraction>(
    `${columns} WHERE l.grp = ? AND l.message = ? AND ${stands} ORDER BY l.seq`,
  );
  const persons = db
    .prepare<[number, number], number>(
      "SELECT DISTINCT person FROM ledger WHERE grp = ? AND at >= ? AND kind = 'infraction' ORDER BY person",
    )
    .pluck();
  const byRule = db.prepare<[number, number], { rule: string; n: number }>(
    `SELECT l.rule, count(*) AS n FROM ledger l WHERE l.grp = ? AND l.at >= ? AND ${stands}
     GROUP BY l.rule ORDER BY n DESC, l.rule`,
  );
  return {
    /** Oldest first. */
    of: (group: number, person: number): StandingInfraction[] => of.all(group, person),
    bySeq: (seq: number): StandingInfraction | null => bySeq.get(seq) ?? null,
    byMessage: (group: number, message: string): StandingInfraction[] => byMessage.all(group, message),
    /** Whose infractions the group saw since a moment. */
    persons: (group: number, since: number): number[] => persons.all(group, since),
    byRule: (group: number, since: number) => byRule.all(group, since),
  };
}
