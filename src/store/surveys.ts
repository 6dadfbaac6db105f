/** Surveys among members: who has answered, and what was answered, in two tables that no row joins (art. 7). */
import type { Database } from 'better-sqlite3';

export interface SurveyRow {
  readonly id: number;
  readonly group: number;
  readonly openedAt: number;
  readonly closesAt: number;
  readonly closedAt: number | null;
  readonly invited: number;
}
export interface SurveyTally {
  readonly question: string;
  readonly answer: string;
  readonly n: number;
}

export function surveyRepository(db: Database) {
  const columns =
    'SELECT id, grp AS "group", opened_at AS openedAt, closes_at AS closesAt, closed_at AS closedAt, invited FROM surveys';
  const open = db.prepare<[number, number, number, number], { id: number }>(
    'INSERT INTO surveys (grp, opened_at, closes_at, invited) VALUES (?, ?, ?, ?) RETURNING id',
  );
  const byId = db.prepare<[number], SurveyRow>(`${columns} WHERE id = ?`);
  const latest = db.prepare<[number], SurveyRow>(`${columns} WHERE grp = ? ORDER BY id DESC LIMIT 1`);
  const take = db.prepare(
    'INSERT INTO survey_taken (survey, person, question) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const tally = db.prepare(`INSERT INTO survey_answers (survey, question, answer, n) VALUES (?, ?, ?, 1)
    ON CONFLICT (survey, question, answer) DO UPDATE SET n = n + 1`);
  const tallies = db.prepare<[number], SurveyTally>(
    'SELECT question, answer, n FROM survey_answers WHERE survey = ? ORDER BY question, answer',
  );
  const close = db.prepare('UPDATE surveys SET closed_at = ? WHERE id = ? AND closed_at IS NULL');
  const forget = db.prepare('DELETE FROM survey_taken WHERE survey = ?');
  return {
    open: (group: number, at: number, closesAt: number, invited: number): number =>
      open.get(group, at, closesAt, invited)!.id,
    byId: (id: number): SurveyRow | null => byId.get(id) ?? null,
    latest: (group: number): SurveyRow | null => latest.get(group) ?? null,
    /** Counts an answer; false when this person has answered that question before: the first answer stands. */
    answer(survey: number, person: number, question: string, answer: string): boolean {
      if (take.run(survey, person, question).changes === 0) return false;
      tally.run(survey, question, answer);
      return true;
    },
    tallies: (survey: number): SurveyTally[] => tallies.all(survey),
    /** From now on nobody can tell any more who took part. */
    close(survey: number, at: number): void {
      close.run(at, survey);
      forget.run(survey);
    },
  };
}
