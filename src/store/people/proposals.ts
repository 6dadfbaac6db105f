/** Steps that the bot proposed, until somebody decided about them. One open proposal a person and group. */
import type { Database } from 'better-sqlite3';
import type { Ladder, Proposal, Rung } from '../../domain/ladder/index.js';

export interface ProposalRow {
  readonly id: number;
  readonly group: number;
  readonly person: number;
  readonly identity: string;
  readonly name: string;
  readonly ladder: Ladder;
  readonly rung: Rung;
  readonly because: 'points' | 'punishable';
  readonly points: number;
  /** Numbers of the ledger's entries. */
  readonly evidence: readonly number[];
  readonly at: number;
}

export function proposalRepository(db: Database) {
  const columns = `SELECT q.id, q.grp AS "group", q.person, p.identity, p.name, q.ladder, q.rung, q.because, q.points,
    q.evidence, q.at FROM proposals q JOIN persons p ON p.id = q.person`;
  type Raw = Omit<ProposalRow, 'evidence'> & { evidence: string };
  const read = (raw: Raw): ProposalRow => ({ ...raw, evidence: JSON.parse(raw.evidence) as number[] });
  const open = db.prepare<[number], Raw>(`${columns} WHERE q.grp = ? AND q.decided_at IS NULL ORDER BY q.id`);
  const byId = db.prepare<[number], Raw>(`${columns} WHERE q.id = ? AND q.decided_at IS NULL`);
  const newest = db.prepare<[number, number], { rung: string; evidence: string; decision: string | null }>(
    'SELECT rung, evidence, decision FROM proposals WHERE grp = ? AND person = ? ORDER BY id DESC LIMIT 1',
  );
  const outdate = db.prepare(`UPDATE proposals SET decided_at = ?, decision = 'outdated'
    WHERE grp = ? AND person = ? AND decided_at IS NULL`);
  const insert = db.prepare<unknown[], { id: number }>(`
    INSERT INTO proposals (grp, person, ladder, rung, because, points, evidence, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    RETURNING id`);
  const decide = db.prepare(`UPDATE proposals SET decided_at = ?, decided_by = ?, decision = ?
    WHERE grp = ? AND person = ? AND decided_at IS NULL`);
  return {
    /** Oldest first. */
    open: (group: number): ProposalRow[] => open.all(group).map(read),
    byId: (id: number): ProposalRow | null => {
      const raw = byId.get(id);
      return raw ? read(raw) : null;
    },
    /** Writes a proposal down; null when the same was made before, whatever was decided about it. */
    put(group: number, person: number, proposal: Proposal, at: number): number | null {
      const seqs = proposal.evidence.map((e) => e.seq);
      const evidence = JSON.stringify(seqs);
      const before = newest.get(group, person);
      const known = new Set(before ? (JSON.parse(before.evidence) as number[]) : []);
      // Older ones that faded since are nothing new.
      if (before?.rung === proposal.rung && seqs.every((seq) => known.has(seq))) return null;
      outdate.run(at, group, person);
      const { ladder, rung, because, points } = proposal;
      return insert.get(group, person, ladder, rung, because, points, evidence, at)!.id;
    },
    /** A step was taken, or somebody decided that none is. False when nothing was open. */
    decide: (
      group: number,
      person: number,
      by: number | null,
      decision: 'taken' | 'dismissed',
      at: number,
    ): boolean => decide.run(at, by, decision, group, person).changes > 0,
    /** The infractions do not speak for it any more. */
    outdate: (group: number, person: number, at: number): void => void outdate.run(at, group, person),
  };
}
