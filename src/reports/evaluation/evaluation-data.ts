/** What an evaluation report holds, as data (art. 7). */
import type { Lang } from '../../domain/vocabulary.js';
import type { EvaluationTexts } from '../../store/evaluations.js';
import type { PeriodFigures } from '../figures/period-figures.js';
import type { Answer, Question } from './survey-questions.js';

export interface MonthFigures {
  /** Its first moment, ms since 1970. */
  readonly at: number;
  readonly hot: number;
  readonly cold: number;
  /** Thanks, small talk and what is of no kind: with hot and cold, all messages. */
  readonly other: number;
  /** Those that stand. */
  readonly infractions: number;
  readonly members: number;
}

export interface SurveyResult {
  readonly invited: number;
  readonly answers: Readonly<Record<Question, Readonly<Record<Answer, number>>>>;
}

export interface EvaluationData {
  readonly number: number;
  readonly lang: Lang;
  readonly at: number;
  readonly finished: boolean;
  readonly group: { readonly title: string; readonly recognition: string | null };
  readonly author: string;
  readonly coordinator: string;
  readonly now: PeriodFigures;
  /** The same length of time before. */
  readonly before: PeriodFigures;
  readonly months: readonly MonthFigures[];
  /** Steps of the ladder in the period, e.g. `M-1`: only how many. */
  readonly steps: readonly { readonly step: string; readonly n: number }[];
  readonly survey: SurveyResult | null;
  readonly texts: EvaluationTexts;
}
