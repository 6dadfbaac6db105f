/** A chain over what is done in cases, as the ledger has one over infractions. What was done before is taken up as it stands. */
import type { Database } from 'better-sqlite3';
import { actSchema, splitAct } from '../../domain/ladder/index.js';
// The form of a chained line can't change: what was hashed in one form is proved in that form for ever.
import { newSalt } from '../chain.js';
import { caseLog, wordsOf } from '../people/case-log.js';

const SQL = `
CREATE TABLE case_log (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, -- sqlite_sequence remembers the highest: a cut tail shows
  at INTEGER NOT NULL,
  case_id INTEGER NOT NULL,
  grp INTEGER NOT NULL,
  person INTEGER NOT NULL,               -- whom the case is about
  actor INTEGER NOT NULL,                -- 0: a moment that came
  role TEXT NOT NULL,
  act TEXT NOT NULL,                     -- its name; 'open', 'evidence'
  ref TEXT NOT NULL,                     -- of case_acts
  facts TEXT NOT NULL,                   -- JSON, no words of anybody
  digest TEXT NOT NULL,                  -- SHA-256 of salt and words
  prev TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX case_log_case ON case_log (case_id, seq);
CREATE TRIGGER case_log_no_update BEFORE UPDATE ON case_log
BEGIN SELECT RAISE(ABORT, 'the log of cases is append-only'); END;
CREATE TRIGGER case_log_no_delete BEFORE DELETE ON case_log
BEGIN SELECT RAISE(ABORT, 'the log of cases is append-only'); END;
CREATE TRIGGER case_log_no_replace BEFORE INSERT ON case_log WHEN EXISTS (SELECT 1 FROM case_log WHERE seq >= NEW.seq)
BEGIN SELECT RAISE(ABORT, 'the log of cases is append-only'); END;
-- NULL: the words are erased.
ALTER TABLE cases ADD COLUMN salt TEXT;
ALTER TABLE case_acts ADD COLUMN salt TEXT;
`;

interface OldCase {
  id: number;
  grp: number;
  person: number;
  ladder: string;
  opened_at: number;
  opened_by: number | null;
  reason: string;
}
interface OldAct {
  id: string;
  at: number;
  actor: number;
  role: string;
  act: string;
}

export function up(db: Database): void {
  db.exec(SQL);
  const log = caseLog(db);
  const entriesOf = db
    .prepare<[number], number>('SELECT seq FROM case_entries WHERE case_id = ? ORDER BY seq')
    .pluck();
  const actsOf = db.prepare<[number], OldAct>(
    'SELECT id, at, actor, role, act FROM case_acts WHERE case_id = ? ORDER BY n',
  );
  const saltCase = db.prepare('UPDATE cases SET salt = ? WHERE id = ?');
  const saltAct = db.prepare('UPDATE case_acts SET salt = ? WHERE id = ?');
  for (const c of db
    .prepare<[], OldCase>(
      'SELECT id, grp, person, ladder, opened_at, opened_by, reason FROM cases ORDER BY id',
    )
    .all()) {
    const about = { case_id: c.id, grp: c.grp, person: c.person };
    const salt = newSalt();
    log.append({
      ...about,
      at: c.opened_at,
      actor: c.opened_by ?? 0,
      role: '',
      act: 'open',
      ref: '',
      facts: { ladder: c.ladder, entries: entriesOf.all(c.id) },
      words: c.reason,
      salt,
    });
    saltCase.run(salt, c.id);
    for (const { id, act: body, ...by } of actsOf.all(c.id)) {
      const act = actSchema.safeParse(JSON.parse(body)).data;
      const grain = newSalt();
      // What no program of any form can have written stays visible as such: the proof will not hold for it.
      const what = act
        ? { act: act.act, facts: splitAct(act).facts, words: wordsOf(act) }
        : { act: 'unreadable', facts: {}, words: body };
      log.append({ ...about, ...by, ref: id, ...what, salt: grain });
      saltAct.run(grain, id);
    }
  }
}
