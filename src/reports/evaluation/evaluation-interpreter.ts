/** Reminders of art. 7, the survey, and the orders by which a mandatary makes an evaluation. */
import { z } from 'zod';
import { type Action, type Sentence, told } from '../../domain/action.js';
import type { EventOf } from '../../domain/event.js';
import { isPolice, type Lang } from '../../domain/vocabulary.js';
import { answerWith, type Interpretation, type Interpreter } from '../../engine/interpreter.js';
import { evaluationTextsSchema } from '../../store/evaluations.js';
import type { GroupRow } from '../../store/groups.js';
import type { Store } from '../../store/store.js';
import { armEvaluation, lastEvaluation } from './arm-evaluation.js';
import { evaluationDue, type ReminderKind, reminderAt } from './evaluation-terms.js';
import { answerSurvey, openSurvey } from './survey.js';

const REMINDER: Readonly<Record<ReminderKind, string>> = {
  recommended: 'evaluation.recommended',
  soon: 'evaluation.soon',
  overdue: 'evaluation.overdue',
};

/** The orders that it takes; all are the mandatary's (art. 7), each with `group` or `number`. */
export const EVALUATION_ORDERS = ['survey', 'evaluation', 'evaluation-write', 'evaluation-finish'] as const;
type OrderName = (typeof EVALUATION_ORDERS)[number];

/** Answers the timer `evaluation`, the buttons of surveys, and the orders of `EVALUATION_ORDERS`. */
export const evaluationInterpreter = (): Interpreter => {
  return ({ store, event, situation, at }) => {
    if (event.type === 'timer' && event.timer === 'evaluation') return moment(store, event, at);
    if (event.type === 'press') return answerSurvey(store, event, situation.person, at);
    if (event.type !== 'order' || event.order.what !== 'run') return null;
    const name = EVALUATION_ORDERS.find((o) => event.order.what === 'run' && o === event.order.command);
    return name ? order(store, event, name, event.order.args, situation.group, situation.person, at) : null;
  };
};

function moment(store: Store, event: EventOf<'timer'>, at: number): Interpretation {
  const [what, number] = event.ref.split(':');
  const id = Number(number);
  if (what === 'survey') {
    store.surveys.close(id, at);
    return { decision: answerWith([], 'survey', 'closed') };
  }
  const group = store.groups.byId(id);
  if (!group?.active) return { decision: answerWith([], 'evaluation', 'gone') };
  const last = lastEvaluation(store, id);
  armEvaluation(store, id, Math.max(at, event.at));
  const sentence = {
    key: REMINDER[reminderAt(last, Math.max(at, event.at))],
    params: { group: group.title, day: evaluationDue(last) },
  };
  const actions = (['mandatary', 'coordinator'] as const).map(
    (role): Action => ({ type: 'notify', role, sentences: [sentence], lang: group.policy.lang }),
  );
  // Where nobody coordinates, the mandatary stands in and would hear it twice.
  const coordinated = store.members.withRole(id, ['coordinator', 'temporary-coordinator']).length > 0;
  return { decision: answerWith(coordinated ? actions : actions.slice(0, 1), 'evaluation', 'reminder') };
}

const moments = z.strictObject({
  group: z.number().int().positive().optional(),
  /** Default: since the last evaluation, three years at most. */
  from: z.number().int().nonnegative().optional(),
  to: z.number().int().nonnegative().optional(),
});
const numbered = z.looseObject({ number: z.number().int().positive() });

function order(
  store: Store,
  event: EventOf<'order'>,
  name: OrderName,
  args: Readonly<Record<string, unknown>>,
  here: GroupRow | null,
  person: number | null,
  at: number,
): Interpretation {
  const row =
    name === 'evaluation-write' || name === 'evaluation-finish'
      ? store.evaluations.byId(numbered.safeParse(args).data?.number ?? 0)
      : null;
  const named = row?.group ?? (typeof args.group === 'number' ? args.group : null);
  const group = named === null ? here : store.groups.byId(named);
  const member = group && person !== null ? store.members.get(group.id, person) : null;
  const lang: Lang = member?.lang ?? group?.policy.lang ?? 'fr';
  const answer = (sentence: Sentence, why: string, more: readonly Action[] = []): Interpretation => ({
    decision: answerWith([told(event.sender.id, lang, [sentence]), ...more], name, why),
    group,
  });
  if (!group || person === null || !member || member.left_at !== null || !isPolice(member.role))
    return answer({ key: 'report.no-right' }, 'no-right');

  switch (name) {
    case 'survey': {
      const opened = openSurvey(store, group, at);
      return 'running' in opened
        ? answer({ key: 'survey.running', params: { moment: opened.running } }, 'running')
        : answer(
            { key: 'survey.opened', params: { n: opened.asked.length, moment: opened.closesAt } },
            'opened',
            opened.asked,
          );
    }
    case 'evaluation': {
      const period = moments.safeParse(args);
      if (!period.success) return answer({ key: 'report.not-understood' }, 'bad-args');
      const to = period.data.to ?? at;
      const from = period.data.from ?? lastEvaluation(store, group.id);
      if (from >= to) return answer({ key: 'report.not-understood' }, 'bad-args');
      const survey = store.surveys.latest(group.id);
      const number = store.evaluations.create(
        {
          group: group.id,
          from,
          to,
          survey: survey && survey.openedAt >= from && survey.openedAt < to ? survey.id : null,
          texts: evaluationTextsSchema.parse({}),
          author: store.persons.byId(person)?.name ?? '',
        },
        at,
      );
      return answer({ key: 'evaluation.begun', params: { number } }, 'begun');
    }
    case 'evaluation-write': {
      if (!row) return answer({ key: 'evaluation.unknown' }, 'unknown');
      const { number: _, group: __, ...change } = args;
      const texts = evaluationTextsSchema.safeParse({ ...row.texts, ...change });
      if (!texts.success) return answer({ key: 'report.not-understood' }, 'bad-args');
      return store.evaluations.write(row.id, texts.data, store.persons.byId(person)?.name ?? '')
        ? answer({ key: 'evaluation.written', params: { number: row.id } }, 'written')
        : answer({ key: 'evaluation.unknown' }, 'finished');
    }
    case 'evaluation-finish': {
      if (!row || !store.evaluations.finish(row.id, at))
        return answer({ key: 'evaluation.unknown' }, 'unknown');
      armEvaluation(store, group.id, at);
      return answer({ key: 'evaluation.handed-out', params: { number: row.id } }, 'finished', [
        ...handOut(store, group.id, row.id, event.sender.id),
      ]);
    }
  }
}

/** Art. 7: the mandatary hands the report out to the coordinators. */
function handOut(store: Store, group: number, number: number, mandatary: string): Action[] {
  const readers = store.members.withRole(group, ['coordinator', 'temporary-coordinator', 'mandatary']);
  return readers.map((reader) => ({
    type: 'send-file',
    person: reader.identity,
    file: `evaluation:${number}:pdf:${reader.lang}`,
    name: `evaluation-${number}.pdf`,
    mime: 'application/pdf',
    sentences: reader.identity === mandatary ? [] : [{ key: 'evaluation.handed-out', params: { number } }],
    lang: reader.lang,
  }));
}
