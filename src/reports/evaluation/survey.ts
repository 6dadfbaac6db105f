/** The survey in three taps: sent privately, answered once, counted without a name (art. 7). */
import { type Action, type Button, type Sentence, told } from '../../domain/action.js';
import type { EventOf } from '../../domain/event.js';
import type { Lang } from '../../domain/vocabulary.js';
import { answerWith, type Interpretation } from '../../engine/interpreter.js';
import type { GroupRow } from '../../store/groups.js';
import type { Store } from '../../store/store.js';
import {
  ANSWERS,
  type Answer,
  parseSurveyAction,
  QUESTIONS,
  type Question,
  surveyAction,
} from './survey-questions.js';

const DAY = 86_400_000;
const SURVEY_DAYS = 14;
export const surveyRef = (survey: number): string => `survey:${survey}`;

const ASK: Readonly<
  Record<Question, { readonly key: string; readonly labels: Readonly<Record<Answer, string>> }>
> = {
  security: {
    key: 'survey.security',
    labels: { more: 'survey.security-more', same: 'survey.security-same', less: 'survey.security-less' },
  },
  relation: {
    key: 'survey.relation',
    labels: { more: 'survey.relation-more', same: 'survey.relation-same', less: 'survey.relation-less' },
  },
  usefulness: {
    key: 'survey.usefulness',
    labels: {
      more: 'survey.usefulness-more',
      same: 'survey.usefulness-same',
      less: 'survey.usefulness-less',
    },
  },
};

const buttonsOf = (survey: number, question: Question): Button[] =>
  ANSWERS.map((answer) => ({
    label: ASK[question].labels[answer],
    action: surveyAction(survey, question, answer),
  }));

/** Asks one question privately; never in the group. */
const ask = (person: string, survey: number, question: Question, lang: Lang, first: boolean): Action =>
  told(
    person,
    lang,
    [...(first ? [{ key: 'survey.invitation' }] : []), { key: ASK[question].key }],
    buttonsOf(survey, question),
  );

/** Opens a survey among the members and coordinators of a group; one at a time. Within the caller's transaction. */
export function openSurvey(
  store: Store,
  group: GroupRow,
  at: number,
):
  | { readonly survey: number; readonly closesAt: number; readonly asked: readonly Action[] }
  | { readonly running: number } {
  const latest = store.surveys.latest(group.id);
  if (latest && latest.closedAt === null && latest.closesAt > at) return { running: latest.closesAt };
  const asked = store.members.withRole(group.id, [
    'member',
    'coordinator',
    'temporary-coordinator',
    'steering-committee',
  ]);
  const closesAt = at + SURVEY_DAYS * DAY;
  const survey = store.surveys.open(group.id, at, closesAt, asked.length);
  store.timers.set('evaluation', surveyRef(survey), group.id, closesAt);
  return { survey, closesAt, asked: asked.map((m) => ask(m.identity, survey, QUESTIONS[0], m.lang, true)) };
}

/** A tap on an answer; null when the button is not of a survey. */
export function answerSurvey(
  store: Store,
  event: EventOf<'press'>,
  person: number | null,
  at: number,
): Interpretation | null {
  const pressed = parseSurveyAction(event.action);
  if (!pressed) return null;
  const survey = store.surveys.byId(pressed.survey);
  const group = survey ? store.groups.byId(survey.group) : null;
  const member = group && person !== null ? store.members.get(group.id, person) : null;
  const lang = member?.lang ?? group?.policy.lang ?? 'fr';
  const answer = (sentence: Sentence, next?: Action): Interpretation => ({
    decision: answerWith(
      [{ type: 'answer-press', press: event.id, sentence, lang }, ...(next ? [next] : [])],
      'survey',
    ),
    group,
  });
  if (!survey || !group || survey.closedAt !== null || survey.closesAt <= at)
    return answer({ key: 'survey.closed' });
  if (person === null || !member || member.left_at !== null) return answer({ key: 'survey.not-member' });
  if (!store.surveys.answer(survey.id, person, pressed.question, pressed.answer))
    return answer({ key: 'survey.again' });
  const next = QUESTIONS[QUESTIONS.indexOf(pressed.question) + 1];
  return next === undefined
    ? answer({ key: 'survey.thanks' })
    : answer({ key: 'survey.noted' }, ask(event.sender.id, survey.id, next, lang, false));
}
