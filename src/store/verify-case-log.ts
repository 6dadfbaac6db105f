/** Proves that nobody changed, after the fact, what was done in cases: acts, signatures, reasons, evidence. Reads only. */
import type { Database } from 'better-sqlite3';
import { actSchema, withoutWords } from '../domain/ladder/index.js';
import { type ChainBreak, type Fault, GENESIS, saltedDigest, type WholeChain, walkChain } from './chain.js';
import { highestSeq } from './highest-seq.js';
import { type CaseLogEntry, factsOf, wordsOf } from './people/case-log.js';
import { caseRepository } from './people/cases.js';

type Problem = 'case' | 'act' | 'words' | 'evidence';

export type CaseProof =
  | (WholeChain & {
      /** Lines whose words are erased; what was done is proved all the same. */
      readonly erased: number;
      /** Lines of cases that were deleted at the end of their period. */
      readonly gone: number;
    })
  | ChainBreak<Problem>;

type Line = CaseLogEntry & { readonly prev: string; readonly hash: string };
interface CaseNow {
  grp: number;
  person: number;
  ladder: string;
  opened_at: number;
  opened_by: number | null;
  reason: string;
  salt: string | null;
}
interface ActNow {
  id: string;
  case_id: number;
  at: number;
  actor: number;
  role: string;
  act: string;
  salt: string | null;
}

/** False for a file of an earlier form, which nobody has opened yet: there is no chain to prove. */
export const hasCaseLog = (db: Database): boolean =>
  db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'case_log'").get() !== undefined;

/** Walks the chain, and compares with it what stands in the cases. `expected`: as for the ledger. */
export function verifyCaseLog(db: Database, expected?: string): CaseProof {
  if (!hasCaseLog(db))
    return {
      ok: true,
      entries: 0,
      first: null,
      last: null,
      head: GENESIS,
      expectedAt: null,
      erased: 0,
      gone: 0,
    };
  const caseOf = db.prepare<[number], CaseNow>(
    'SELECT grp, person, ladder, opened_at, opened_by, reason, salt FROM cases WHERE id = ?',
  );
  const actOf = db.prepare<[string], ActNow>(
    'SELECT id, case_id, at, actor, role, act, salt FROM case_acts WHERE id = ?',
  );
  /** Up to which line a number stood for a case that is deleted: it may stand for another one now. */
  const deletedAt = new Map(
    db
      .prepare<[], [number, number]>(
        "SELECT case_id, max(seq) FROM case_log WHERE act = 'delete' GROUP BY case_id",
      )
      .raw()
      .all(),
  );
  const entries = new Map<number, number[]>();
  const seen = new Set<string>();
  let erased = 0;
  let gone = 0;
  const chain = walkChain<Line, Problem>(
    db.prepare<[], Line>('SELECT * FROM case_log ORDER BY seq').iterate(),
    {
      name: 'The log of cases',
      highest: highestSeq(db, 'case_log'),
      expected,
      entryOf: ({ prev: _, hash, ...entry }) => entry,
      faultOf: (line) => {
        if (line.seq <= (deletedAt.get(line.case_id) ?? 0)) {
          gone++;
          return null;
        }
        const now = caseOf.get(line.case_id);
        if (!now)
          return {
            problem: 'case',
            explanation: `Case ${line.case_id} of line ${line.seq} was deleted before the end of its time.`,
          };
        if (line.act === 'open' || line.act === 'evidence') {
          const facts = JSON.parse(line.facts) as { ladder?: string; entries: number[] };
          entries.set(line.case_id, [...(entries.get(line.case_id) ?? []), ...facts.entries]);
          if (line.act === 'evidence') return null;
          if (now.salt === null) erased++;
          return openingFault(line, facts.ladder, now);
        }
        seen.add(line.ref);
        const act = actOf.get(line.ref);
        if (act && act.salt === null) erased++;
        return actFault(line, act);
      },
    },
  );
  if (!chain.ok) return chain;
  const fault = caseFault(db, entries, seen);
  if (fault) return { ok: false, seq: null, at: null, ...fault, good: chain.entries };
  return { ...chain, erased, gone };
}

const changed = (problem: Problem, line: Line, what: string): Fault<Problem> => ({
  problem,
  explanation: `Case ${line.case_id}: ${what} is not what line ${line.seq} recorded.`,
});

function openingFault(line: Line, ladder: string | undefined, now: CaseNow): Fault<Problem> | null {
  if (
    now.person !== line.person ||
    now.grp !== line.grp ||
    now.ladder !== ladder ||
    now.opened_at !== line.at ||
    (now.opened_by ?? 0) !== line.actor
  )
    return changed('case', line, 'whom it is about, or who opened it and when,');
  // Where the words are erased none stand: others in their place would pass for them.
  return (now.salt === null ? now.reason === '' : saltedDigest(now.salt, now.reason) === line.digest)
    ? null
    : changed('words', line, 'why it was opened');
}

function actFault(line: Line, now: ActNow | undefined): Fault<Problem> | null {
  if (!now)
    return {
      problem: 'act',
      explanation: `Case ${line.case_id}: the act of line ${line.seq} (${line.act}) was deleted.`,
    };
  const act = actSchema.safeParse(parsed(now.act)).data;
  if (
    !act ||
    now.case_id !== line.case_id ||
    now.at !== line.at ||
    now.actor !== line.actor ||
    now.role !== line.role ||
    factsOf(act) !== line.facts
  )
    return changed('act', line, `the act (${line.act}), or who did it and when,`);
  const words = wordsOf(act);
  const kept =
    now.salt === null ? words === wordsOf(withoutWords(act)) : saltedDigest(now.salt, words) === line.digest;
  return kept ? null : changed('words', line, `the reason of the act (${line.act})`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What no line can show: a case or an act without a line, evidence that was slipped in or taken away, a false end. */
function caseFault(
  db: Database,
  entries: ReadonlyMap<number, readonly number[]>,
  seen: ReadonlySet<string>,
): Fault<Problem> | null {
  const acts = db.prepare<[], { id: string; case_id: number }>('SELECT id, case_id FROM case_acts').all();
  const slipped = acts.find((a) => !seen.has(a.id));
  if (slipped)
    return {
      problem: 'act',
      explanation: `Case ${slipped.case_id}: an act was added that no line recorded.`,
    };
  const cases = caseRepository(db);
  for (const id of db.prepare<[], number>('SELECT id FROM cases ORDER BY id').pluck().all()) {
    const recorded = entries.get(id);
    if (!recorded) return { problem: 'case', explanation: `Case ${id} was added: no line recorded it.` };
    const kept = cases.evidence(id);
    if (kept.length !== recorded.length || kept.some((seq) => !recorded.includes(seq)))
      return {
        problem: 'evidence',
        explanation: `Case ${id} rests on other infractions than its lines recorded.`,
      };
    try {
      const found = cases.byId(id)!;
      const { closed } = found.state;
      if (found.closedAt !== (closed?.at ?? null) || found.outcome !== (closed?.outcome ?? null))
        return { problem: 'case', explanation: `Case ${id} says of its end what its acts do not lead to.` };
    } catch (error) {
      return { problem: 'act', explanation: `Case ${id}: ${error instanceof Error ? error.message : error}` };
    }
  }
  return null;
}
