/** Reads from the store what an evaluation tells. */
import { TZDate } from '@date-fns/tz';
import { startOfMonth } from 'date-fns/startOfMonth';
import { addMonths, BELGIUM } from '../../domain/belgian-calendar.js';
import type { Lang } from '../../domain/vocabulary.js';
import { belgianDay } from '../../store/counts.js';
import type { EvaluationRow } from '../../store/evaluations.js';
import type { Store } from '../../store/store.js';
import { periodFigures } from '../figures/period-figures.js';
import type { EvaluationData, MonthFigures, SurveyResult } from './evaluation-data.js';
import { ANSWERS, QUESTIONS } from './survey-questions.js';

/** How often each step of the ladder was taken in a period; the cases have it. */
export type StepCounts = (
  group: number,
  from: number,
  to: number,
) => readonly { readonly step: string; readonly n: number }[];

/** Throws when the group is gone. */
export function gatherEvaluation(
  store: Store,
  row: EvaluationRow,
  lang: Lang,
  at: number,
  stepCounts: StepCounts = () => [],
): EvaluationData {
  const group = store.groups.byId(row.group);
  if (!group) throw new Error(`The group of evaluation ${row.id} is gone.`);
  return {
    number: row.id,
    lang,
    at,
    finished: row.finishedAt !== null,
    group: { title: group.title, recognition: group.recognition?.reference ?? null },
    author: row.author,
    coordinator: store.members
      .withRole(group.id, ['coordinator', 'temporary-coordinator'])
      .map((m) => m.name)
      .join(', '),
    now: periodFigures(store, group.id, row.from, row.to),
    before: periodFigures(store, group.id, row.from - (row.to - row.from), row.from),
    months: monthsOf(store, group.id, row.from, row.to),
    steps: stepCounts(group.id, row.from, row.to),
    survey: row.survey === null ? null : surveyResult(store, row.survey),
    texts: row.texts,
  };
}

/** Sums of a survey; null when it is gone. */
export function surveyResult(store: Store, survey: number): SurveyResult | null {
  const about = store.surveys.byId(survey);
  if (!about) return null;
  const tallies = store.surveys.tallies(survey);
  const of = (question: string, answer: string): number =>
    tallies.find((t) => t.question === question && t.answer === answer)?.n ?? 0;
  return {
    invited: about.invited,
    answers: Object.fromEntries(
      QUESTIONS.map((q) => [q, Object.fromEntries(ANSWERS.map((a) => [a, of(q, a)]))]),
    ) as SurveyResult['answers'],
  };
}

/** The first moment of the Belgian month in which `at` lies. */
const firstOfMonth = (at: number): number => startOfMonth(new TZDate(at, BELGIUM)).getTime();

function monthsOf(store: Store, group: number, from: number, to: number): MonthFigures[] {
  const months: MonthFigures[] = [];
  const counts = store.db.prepare<[number, string, string], { hot: number; cold: number; total: number }>(
    `SELECT coalesce(sum(CASE WHEN kind IN ('signalement', 'followup') THEN n END), 0) AS hot,
      coalesce(sum(CASE WHEN kind = 'prevention' THEN n END), 0) AS cold,
      coalesce(sum(n), 0) AS total
      FROM counts WHERE grp = ? AND day >= ? AND day < ?`,
  );
  const members = store.db
    .prepare<[number, number, number], number>(
      'SELECT count(*) FROM memberships WHERE grp = ? AND joined_at < ? AND (left_at IS NULL OR left_at >= ?)',
    )
    .pluck();
  const first = firstOfMonth(from);
  for (let i = 0; i < 120; i++) {
    const at = addMonths(first, i);
    if (at >= to) break;
    const end = Math.min(addMonths(first, i + 1), to);
    const begin = Math.max(at, from);
    const { hot, cold, total } = counts.get(group, belgianDay(begin), belgianDay(end))!;
    months.push({
      at: begin,
      hot,
      cold,
      other: total - hot - cold,
      infractions: store.ledger.standing(group, begin, end),
      members: members.get(group, end, end) ?? 0,
    });
  }
  return months;
}
