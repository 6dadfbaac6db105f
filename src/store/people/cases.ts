/** Cases of the ladder: whom they are about, on which infractions they rest, and what was done in them. */
import type { Database } from 'better-sqlite3';
import {
  type ActRecord,
  actSchema,
  type CaseState,
  type Ladder,
  replay,
  splitAct,
  viewOf,
} from '../../domain/ladder/index.js';
import type { ActorRole } from '../../domain/ladder/state.js';
import { ROLES, type Role } from '../../domain/vocabulary.js';
import { newSalt } from '../chain.js';
import { caseLog, wordsOf } from './case-log.js';

export interface CaseRow {
  readonly id: number;
  readonly group: number;
  /** Whom it is about: the register's number. */
  readonly person: number;
  readonly identity: string;
  readonly name: string;
  readonly ladder: Ladder;
  readonly openedAt: number;
  readonly openedBy: number | null;
  /** Why it was opened. */
  readonly reason: string;
  /** The office that a suspension or dismissal took away. */
  readonly office: Role | null;
  readonly closedAt: number | null;
  readonly outcome: string | null;
  readonly state: CaseState;
}

interface Raw {
  id: number;
  grp: number;
  person: number;
  identity: string;
  name: string;
  ladder: Ladder;
  opened_at: number;
  opened_by: number | null;
  reason: string;
  office: string | null;
  closed_at: number | null;
  outcome: string | null;
}

export function caseRepository(db: Database) {
  const log = caseLog(db);
  const columns = `SELECT c.id, c.grp, c.person, p.identity, p.name, c.ladder, c.opened_at, c.opened_by, c.reason,
    c.office, c.closed_at, c.outcome FROM cases c JOIN persons p ON p.id = c.person`;
  const insert = db.prepare<unknown[], { id: number }>(`
    INSERT INTO cases (grp, person, ladder, step, opened_at, opened_by, reason, salt) VALUES (?, ?, ?, '', ?, ?, ?, ?)
    RETURNING id`);
  const byId = db.prepare<[number], Raw>(`${columns} WHERE c.id = ?`);
  const openOf = db.prepare<[number, number], Raw>(
    `${columns} WHERE c.grp = ? AND c.person = ? AND c.closed_at IS NULL ORDER BY c.id DESC LIMIT 1`,
  );
  const ofPerson = db.prepare<[number, number], Raw>(
    `${columns} WHERE c.grp = ? AND c.person = ? ORDER BY c.id DESC`,
  );
  const ofGroup = db.prepare<[number], Raw>(
    `${columns} WHERE c.grp = ? ORDER BY c.closed_at IS NOT NULL, c.id DESC`,
  );
  const allOpen = db.prepare<[], Raw>(`${columns} WHERE c.closed_at IS NULL ORDER BY c.id`);
  const acts = db.prepare<[number], { id: string; at: number; actor: number; role: string; act: string }>(
    'SELECT id, at, actor, role, act FROM case_acts WHERE case_id = ? ORDER BY n',
  );
  const record = db.prepare(`INSERT INTO case_acts (id, case_id, n, at, actor, role, act, salt)
    VALUES (?, ?, (SELECT count(*) FROM case_acts WHERE case_id = ?), ?, ?, ?, ?, ?)`);
  const stand = db.prepare('UPDATE cases SET step = ?, closed_at = ?, outcome = ? WHERE id = ?');
  const setOffice = db.prepare('UPDATE cases SET office = ? WHERE id = ?');
  const addEvidence = db.prepare('INSERT OR IGNORE INTO case_entries (case_id, seq) VALUES (?, ?)');
  const evidence = db
    .prepare<[number], number>('SELECT seq FROM case_entries WHERE case_id = ? ORDER BY seq')
    .pluck();

  const role = (text: string): ActorRole =>
    text === 'clock' ? 'clock' : (ROLES.find((r) => r === text) ?? 'member');
  const actsOf = (id: number): ActRecord[] =>
    acts.all(id).map((a) => ({
      id: a.id,
      at: a.at,
      actor: { person: a.actor, role: role(a.role) },
      act: actSchema.parse(JSON.parse(a.act)),
    }));
  const read = (raw: Raw): CaseRow => ({
    id: raw.id,
    group: raw.grp,
    person: raw.person,
    identity: raw.identity,
    name: raw.name,
    ladder: raw.ladder,
    openedAt: raw.opened_at,
    openedBy: raw.opened_by,
    reason: raw.reason,
    office: raw.office as Role | null,
    closedAt: raw.closed_at,
    outcome: raw.outcome,
    state: replay(raw.ladder, raw.person, raw.opened_at, actsOf(raw.id)),
  });
  const aboutOf = (id: number): { case_id: number; grp: number; person: number } => {
    const { grp, person } = byId.get(id)!;
    return { case_id: id, grp, person };
  };
  const orNull = (raw: Raw | undefined): CaseRow | null => (raw ? read(raw) : null);

  return {
    /** Opens a case and answers its number. */
    open(c: {
      readonly group: number;
      readonly person: number;
      readonly ladder: Ladder;
      readonly at: number;
      readonly by: number | null;
      readonly reason: string;
      readonly evidence: readonly number[];
    }): number {
      const salt = newSalt();
      const { id } = insert.get(c.group, c.person, c.ladder, c.at, c.by, c.reason, salt)!;
      for (const seq of c.evidence) addEvidence.run(id, seq);
      log.append({
        at: c.at,
        case_id: id,
        grp: c.group,
        person: c.person,
        actor: c.by ?? 0,
        role: '',
        act: 'open',
        ref: '',
        facts: { ladder: c.ladder, entries: c.evidence },
        words: c.reason,
        salt,
      });
      return id;
    },
    byId: (id: number): CaseRow | null => orNull(byId.get(id)),
    openOf: (group: number, person: number): CaseRow | null => orNull(openOf.get(group, person)),
    /** Newest first. */
    ofPerson: (group: number, person: number): CaseRow[] => ofPerson.all(group, person).map(read),
    /** Open ones first, then the newest. */
    ofGroup: (group: number): CaseRow[] => ofGroup.all(group).map(read),
    allOpen: (): CaseRow[] => allOpen.all().map(read),
    acts: actsOf,
    /** Numbers of the ledger's entries, oldest first. */
    evidence: (id: number): number[] => evidence.all(id),
    /** Those that are in it already are in it once. */
    addEvidence(id: number, seqs: readonly number[], by: number, at: number): void {
      const known = new Set(evidence.all(id));
      const entries = seqs.filter((seq) => !known.has(seq));
      if (entries.length === 0) return;
      for (const seq of entries) addEvidence.run(id, seq);
      const about = aboutOf(id);
      log.append({
        ...about,
        at,
        actor: by,
        role: '',
        act: 'evidence',
        ref: '',
        facts: { entries },
        words: '',
        salt: '',
      });
    },
    /** Writes down an act that was accepted, and where the case stands after it. Throws when its id is known already. */
    record(id: number, act: ActRecord, after: CaseState): void {
      const salt = newSalt();
      const { person: actor, role } = act.actor;
      record.run(act.id, id, id, act.at, actor, role, JSON.stringify(act.act), salt);
      log.append({
        ...aboutOf(id),
        at: act.at,
        actor,
        role,
        act: act.act.act,
        ref: act.id,
        facts: splitAct(act.act).facts,
        words: wordsOf(act.act),
        salt,
      });
      stand.run(
        viewOf(after, act.at).current ?? '',
        after.closed?.at ?? null,
        after.closed?.outcome ?? null,
        id,
      );
    },
    setOffice: (id: number, office: Role | null): void => void setOffice.run(office, id),
  };
}
