/** Evaluations of a partnership (art. 7): their period, and what the mandatary writes in them. */
import type { Database } from 'better-sqlite3';
import { z } from 'zod';

const text = z.string().trim().max(8000).default('');
const count = z.number().int().min(0).max(1_000_000).nullable().default(null);

/** What figures can't say. Crime figures are the police's own: the bot has none. */
export const evaluationTextsSchema = z.strictObject({
  objectives: text,
  followUps: text,
  crime: text,
  crimeBefore: count,
  crimeNow: count,
  results: text,
  conclusions: text,
});
export type EvaluationTexts = z.infer<typeof evaluationTextsSchema>;

export interface EvaluationRow {
  readonly id: number;
  readonly group: number;
  readonly from: number;
  readonly to: number;
  readonly survey: number | null;
  readonly texts: EvaluationTexts;
  readonly author: string;
  readonly createdAt: number;
  /** When it was handed out; null: a draft. */
  readonly finishedAt: number | null;
}
type Raw = Omit<EvaluationRow, 'texts'> & { texts: string };
const read = (raw: Raw): EvaluationRow => ({
  ...raw,
  texts: evaluationTextsSchema.parse(JSON.parse(raw.texts)),
});

export function evaluationRepository(db: Database) {
  const columns = `SELECT id, grp AS "group", from_at AS "from", to_at AS "to", survey, texts, author,
    created_at AS createdAt, finished_at AS finishedAt FROM evaluations`;
  const create = db.prepare<unknown[], { id: number }>(`INSERT INTO evaluations
    (grp, from_at, to_at, survey, texts, author, created_at) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id`);
  const byId = db.prepare<[number], Raw>(`${columns} WHERE id = ?`);
  const of = db.prepare<[number], Raw>(`${columns} WHERE grp = ? ORDER BY id DESC`);
  const write = db.prepare(
    'UPDATE evaluations SET texts = ?, author = ? WHERE id = ? AND finished_at IS NULL',
  );
  const finish = db.prepare('UPDATE evaluations SET finished_at = ? WHERE id = ? AND finished_at IS NULL');
  const lastFinished = db
    .prepare<[number], number | null>('SELECT max(finished_at) FROM evaluations WHERE grp = ?')
    .pluck();
  return {
    create: (
      e: Pick<EvaluationRow, 'group' | 'from' | 'to' | 'survey' | 'texts' | 'author'>,
      at: number,
    ): number =>
      create.get(
        e.group,
        e.from,
        e.to,
        e.survey,
        JSON.stringify(evaluationTextsSchema.parse(e.texts)),
        e.author,
        at,
      )!.id,
    byId(id: number): EvaluationRow | null {
      const raw = byId.get(id);
      return raw ? read(raw) : null;
    },
    /** Newest first. */
    of: (group: number): EvaluationRow[] => of.all(group).map(read),
    /** False once it was handed out: a report that people have is not rewritten. */
    write: (id: number, texts: EvaluationTexts, author: string): boolean =>
      write.run(JSON.stringify(evaluationTextsSchema.parse(texts)), author, id).changes > 0,
    finish: (id: number, at: number): boolean => finish.run(at, id).changes > 0,
    lastFinishedAt: (group: number): number | null => lastFinished.get(group) ?? null,
  };
}
