/** Reads from the store all that a case file holds. */
import { deadlinesOf, viewOf } from '../../domain/ladder/index.js';
import type { Lang } from '../../domain/vocabulary.js';
import { canonical } from '../../store/chain.js';
import type { ChainedEntry } from '../../store/ledger.js';
import { type CaseLogEntry, wordsOf } from '../../store/people/case-log.js';
import type { CaseRow } from '../../store/people/cases.js';
import type { Store } from '../../store/store.js';
import type { CaseProof } from '../../store/verify-case-log.js';
import type { LedgerProof } from '../../store/verify-ledger.js';
import { verifyRecord } from '../../store/verify-record.js';
import type { CaseEntry, CaseFileData, CaseLine, ChainProof } from './case-file-data.js';

/** Throws when the group is gone. Walks the whole chain: a file must not vouch for a log that was changed. */
export function gatherCaseFile(store: Store, found: CaseRow, lang: Lang, at: number): CaseFileData {
  const group = store.groups.byId(found.group);
  if (!group) throw new Error(`The group of case ${found.id} is gone.`);
  const names = new Map<number, string>();
  const nameOf = (person: number): string => {
    const known = names.get(person) ?? store.persons.byId(person)?.name ?? '';
    names.set(person, known);
    return known;
  };
  const proof = verifyRecord(store.db);
  const view = viewOf(found.state, at);
  return {
    number: found.id,
    lang,
    at,
    group: { title: group.title, recognition: group.recognition?.reference ?? null },
    person: { name: found.name, number: found.person },
    ladder: found.ladder,
    openedAt: found.openedAt,
    closed: found.state.closed,
    rungs: view.rungs.map(({ rung, status, marks }) => ({
      rung,
      status,
      acts: marks.map((m) => ({
        act: m.act,
        role: m.role,
        by: m.role === 'clock' ? '' : nameOf(m.by),
        at: m.at,
        words: m.words,
        passesOver: m.passesOver ?? '',
      })),
    })),
    deadlines: deadlinesOf(found.state).map(({ what, due, legal }) => ({ what, due, legal })),
    entries: entriesOf(store, found.id),
    chain: proved(proof.ledger),
    lines: linesOf(store, found),
    caseChain: proved(proof.cases),
  };
}

const proved = (proof: LedgerProof | CaseProof): ChainProof => ({
  intact: proof.ok,
  entries: proof.ok ? proof.entries : proof.good,
  head: proof.ok ? proof.head : '',
});

type LogRow = CaseLogEntry & {
  prev: string;
  hash: string;
  kept: string | null;
};

/** What was done in the case, as the chain has it, with the salt of each act's words; not in a deleted one of the same number. */
function linesOf(store: Store, { id, reason }: CaseRow): CaseLine[] {
  const acts = new Map(store.cases.acts(id).map((a) => [a.id, a.act]));
  return store.db
    .prepare<[number], LogRow>(`SELECT l.*, CASE l.act WHEN 'open' THEN c.salt WHEN 'evidence' THEN ''
      ELSE a.salt END AS kept FROM case_log l JOIN cases c ON c.id = l.case_id
      LEFT JOIN case_acts a ON a.id = l.ref WHERE l.case_id = ? AND l.seq > (SELECT coalesce(max(d.seq), 0)
        FROM case_log d WHERE d.case_id = l.case_id AND d.act = 'delete') ORDER BY l.seq`)
    .all(id)
    .map(({ prev, hash, kept, ...entry }) => {
      const act = acts.get(entry.ref);
      const words = act ? wordsOf(act) : entry.act === 'open' ? reason : '';
      return {
        seq: entry.seq,
        prev,
        hash,
        canonical: canonical(entry),
        digest: entry.digest,
        salt: kept,
        words: kept === null ? null : words,
      };
    });
}

type Row = ChainedEntry & { prev: string; hash: string; salt: string | null; excerpt: string | null };

/** The infractions of the case, and whatever was said of them later: contests and annulments. */
function entriesOf(store: Store, id: number): CaseEntry[] {
  const seqs = store.cases.evidence(id);
  const rows = store.db
    .prepare<[string, string], Row>(`SELECT l.*, e.salt, e.excerpt FROM ledger l
      LEFT JOIN ledger_evidence e ON e.seq = l.seq
      WHERE l.seq IN (SELECT value FROM json_each(?)) OR l.ref IN (SELECT value FROM json_each(?)) ORDER BY l.seq`)
    .all(JSON.stringify(seqs), JSON.stringify(seqs));
  return rows.map(({ prev, hash, salt, excerpt, ...entry }) => ({
    seq: entry.seq,
    at: entry.at,
    kind: entry.kind,
    rule: entry.rule,
    clause: entry.clause,
    response: entry.response,
    excerpt: salt === null ? null : (excerpt ?? ''),
    salt,
    digest: entry.digest,
    prev,
    hash,
    canonical: canonical(entry),
  }));
}
