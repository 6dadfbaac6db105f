/** The evaluation of art. 7: figures of the last year, reports that were made, the survey, and when the next is due. */
import { z } from 'zod';
import { isPolice } from '../../../domain/vocabulary.js';
import { lastEvaluation } from '../../../reports/evaluation/arm-evaluation.js';
import { evaluationDue } from '../../../reports/evaluation/evaluation-terms.js';
import { gatherEvaluation, surveyResult } from '../../../reports/evaluation/gather-evaluation.js';
import { FEWEST_ANSWERS, QUESTIONS } from '../../../reports/evaluation/survey-questions.js';
import { type EvaluationRow, evaluationTextsSchema } from '../../../store/evaluations.js';
import type { GroupRow } from '../../../store/groups.js';
import { notFound, read, refuse } from '../../http.js';
import { nameOf, type Office, type OfficeApp } from '../context.js';
import { pressBody, pressKeySchema } from '../press-key.js';
import { type Args, FINE_WORDS, giveOrder } from '../run-command.js';
import { groupFor, groupsWhere, may, need, roleIn, type Viewer } from '../viewer.js';
import type { EvaluationLine, EvaluationPage, SurveyShown } from '../wire.js';
import { file } from './cases.js';

const YEAR = 365 * 86_400_000;
const key = pressKeySchema;
const beginBody = z.strictObject({ key, group: z.number().int(), what: z.enum(['survey', 'evaluation']) });
const writeBody = z.strictObject({ key, texts: evaluationTextsSchema });

export function evaluationRoutes(app: OfficeApp, office: Office): void {
  const { store } = office;
  const found = (viewer: Viewer, id: string): { row: EvaluationRow; group: GroupRow } => {
    const row = store.evaluations.byId(Number(id));
    const group = row && store.groups.byId(row.group);
    if (!row || !group || !viewer.roles.has(group.id) || !may(viewer, 'see-summary', group.id))
      throw notFound();
    // A draft is its author's; the others have it once it is handed out.
    if (row.finishedAt === null && !isPolice(roleIn(viewer, group.id))) throw notFound();
    return { row, group };
  };
  const order = (viewer: Viewer, group: GroupRow, body: string, command: string, args: Args): void => {
    if (!isPolice(roleIn(viewer, group.id)))
      throw refuse(403, 'no-right', 'The mandatary makes the evaluation (art. 7).');
    const why = giveOrder(office, viewer, group, body, command, args);
    if (!why.some((w) => FINE_WORDS.has(w)))
      throw refuse(409, `step-${why[1] ?? 'failed'}`, 'Nothing was done.');
    office.news('evaluation');
  };

  app.get('/evaluation', (c) => {
    const viewer = c.get('viewer');
    need(viewer, 'see-summary');
    return c.json(groupsWhere(viewer, 'see-summary').map((g) => evaluationLine(office, viewer, g)));
  });
  app.get('/evaluation/:id', (c) => {
    const viewer = c.get('viewer');
    const { row, group } = found(viewer, c.req.param('id'));
    const data = gatherEvaluation(store, row, group.policy.lang, row.finishedAt ?? office.clock());
    return c.json<EvaluationPage>({
      id: row.id,
      group: nameOf(group),
      from: row.from,
      to: row.to,
      finishedAt: row.finishedAt,
      author: row.author,
      mayWrite: row.finishedAt === null && isPolice(roleIn(viewer, group.id)),
      texts: row.texts,
      figures: {
        messages: data.now.messages.total,
        messagesBefore: data.before.messages.total,
        reports: data.now.threads.opened,
        reportsBefore: data.before.threads.opened,
        informed: data.now.threads.informed,
        infractions: data.now.infractions.total,
        infractionsBefore: data.before.infractions.total,
        medianMinutes: data.now.holds.medianMinutes,
        joined: data.now.members.joined,
        left: data.now.members.left,
        members: data.now.members.after,
        byRule: data.now.infractions.byRule,
      },
      months: data.months.map(({ at, hot, cold, other, infractions }) => ({
        at,
        hot,
        cold,
        other,
        infractions,
      })),
      survey: row.survey === null ? null : surveyShown(office, row.survey),
    });
  });
  app.post('/evaluation', async (c) => {
    const viewer = c.get('viewer');
    const body = await read(c.req.raw, beginBody);
    const group = groupFor(store, viewer, body.group, 'see-summary');
    const year = body.what === 'evaluation' ? { from: Math.max(0, office.clock() - YEAR) } : {};
    order(viewer, group, body.key, body.what, year);
    return c.json({ done: true, id: store.evaluations.of(group.id)[0]?.id ?? null });
  });
  app.put('/evaluation/:id', async (c) => {
    const viewer = c.get('viewer');
    const { row, group } = found(viewer, c.req.param('id'));
    const body = await read(c.req.raw, writeBody);
    order(viewer, group, body.key, 'evaluation-write', { ...body.texts, number: row.id });
    return c.json({ done: true });
  });
  app.post('/evaluation/:id/finish', async (c) => {
    const viewer = c.get('viewer');
    const { row, group } = found(viewer, c.req.param('id'));
    const body = await read(c.req.raw, pressBody);
    order(viewer, group, body.key, 'evaluation-finish', { number: row.id });
    return c.json({ done: true });
  });
  app.get('/evaluation/:id/file', async (c) => {
    const { row } = found(c.get('viewer'), c.req.param('id'));
    return file(c, office, `evaluation:${row.id}`, `evaluation-${row.id}`, ['html', 'pdf', 'csv']);
  });
}

function evaluationLine(office: Office, viewer: Viewer, group: GroupRow): EvaluationLine {
  const { store } = office;
  const police = isPolice(roleIn(viewer, group.id));
  const survey = store.surveys.latest(group.id);
  return {
    group: nameOf(group),
    due: evaluationDue(lastEvaluation(store, group.id)),
    mayMake: police,
    reports: store.evaluations
      .of(group.id)
      .filter((e) => e.finishedAt !== null || police)
      .map((e) => ({ id: e.id, from: e.from, to: e.to, finishedAt: e.finishedAt, author: e.author })),
    survey:
      survey === null
        ? null
        : {
            ...surveyShown(office, survey.id)!,
            running: survey.closedAt === null && survey.closesAt > office.clock(),
            closesAt: survey.closesAt,
          },
  };
}

/** So few answers that somebody might be recognised are not shown. */
function surveyShown(office: Office, id: number): SurveyShown | null {
  const result = surveyResult(office.store, id);
  if (!result) return null;
  const answered = Math.max(
    ...QUESTIONS.map((q) => Object.values(result.answers[q]).reduce((sum, n) => sum + n, 0)),
  );
  return { invited: result.invited, answered, answers: answered < FEWEST_ANSWERS ? null : result.answers };
}
