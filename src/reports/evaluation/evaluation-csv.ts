/** The figures of an evaluation for a spreadsheet: what, when, number. No name stands in it. */
import { cell, separatorFor } from '../../audit/report/csv.js';
import { belgianDay } from '../../store/counts.js';
import type { TitleOf } from '../case-file/compose-case-file.js';
import type { ReportTexts } from '../report-texts.js';
import type { EvaluationData } from './evaluation-data.js';
import { ANSWERS, FEWEST_ANSWERS, QUESTIONS } from './survey-questions.js';

/** UTF-8 with its mark, one figure a line. */
export function evaluationCsv(data: EvaluationData, texts: ReportTexts, titleOf: TitleOf): string {
  const { lang, now, before } = data;
  const separator = separatorFor(lang);
  const say = (key: string): string => texts(key, lang);
  const rows: (string | number)[][] = [];
  const add = (what: string, detail: string, value: number | null): void => {
    rows.push([what, detail, value ?? '']);
  };
  for (const [period, figures] of [
    [say('digest.this-period'), now],
    [say('digest.last-period'), before],
  ] as const) {
    add(say('evaluation.all'), period, figures.messages.total);
    add(say('evaluation.hot'), period, figures.messages.hot);
    add(say('evaluation.cold'), period, figures.messages.cold);
    add(say('evaluation.off-topic'), period, figures.messages.offTopic);
    add(say('evaluation.reports'), period, figures.threads.opened);
    add(say('evaluation.informed'), period, figures.threads.informed);
    add(say('evaluation.until-informed'), period, figures.threads.medianMinutes);
    add(say('evaluation.followed'), period, figures.threads.followed);
    add(say('evaluation.held'), period, figures.holds.opened);
    add(say('evaluation.joined'), period, figures.members.joined);
    add(say('evaluation.left'), period, figures.members.left);
    for (const { rule, n } of figures.infractions.byRule) add(titleOf(rule, lang), period, n);
  }
  for (const m of data.months) {
    const month = belgianDay(m.at).slice(0, 7);
    add(say('evaluation.hot'), month, m.hot);
    add(say('evaluation.cold'), month, m.cold);
    add(say('digest.infractions'), month, m.infractions);
    add(say('evaluation.members'), month, m.members);
  }
  for (const s of data.steps) add(say(`rung.${s.step.toLowerCase()}`), say('digest.this-period'), s.n);
  if (data.survey)
    for (const q of QUESTIONS) {
      const answers = data.survey.answers[q];
      const all = ANSWERS.reduce((sum, a) => sum + answers[a], 0);
      if (all >= FEWEST_ANSWERS)
        for (const a of ANSWERS) add(say(`survey.${q}`), say(`survey.${q}-${a}`), answers[a]);
    }
  add(say('evaluation.crime'), say('digest.last-period'), data.texts.crimeBefore);
  add(say('evaluation.crime'), say('digest.this-period'), data.texts.crimeNow);
  const number = (n: number): string => (separator === ';' ? String(n).replace('.', ',') : String(n));
  const line = (cells: readonly (string | number)[]): string =>
    `${cells.map((c) => (typeof c === 'number' ? number(c) : cell(c))).join(separator)}\r\n`;
  return `\ufeff${line([say('csv.what'), say('csv.detail'), say('digest.number')])}${rows.map(line).join('')}`;
}
