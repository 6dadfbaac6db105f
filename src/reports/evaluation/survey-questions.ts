/** The three questions of the survey, one tap each: what art. 7 asks of an evaluation and only members can tell. */
export const QUESTIONS = ['security', 'relation', 'usefulness'] as const;
export type Question = (typeof QUESTIONS)[number];
export const ANSWERS = ['more', 'same', 'less'] as const;
export type Answer = (typeof ANSWERS)[number];

/** With fewer answers than this, sums would tell who said what. */
export const FEWEST_ANSWERS = 5;

/** What stands behind a button: `survey:12:security:more`, 64 bytes at most. */
export const surveyAction = (survey: number, question: Question, answer: Answer): string =>
  `survey:${survey}:${question}:${answer}`;

/** Null for what is no answer to a survey. */
export function parseSurveyAction(
  action: string,
): { readonly survey: number; readonly question: Question; readonly answer: Answer } | null {
  const match = /^survey:(\d{1,9}):([a-z]+):([a-z]+)$/.exec(action);
  const question = QUESTIONS.find((q) => q === match?.[2]);
  const answer = ANSWERS.find((a) => a === match?.[3]);
  return match && question && answer ? { survey: Number(match[1]), question, answer } : null;
}
