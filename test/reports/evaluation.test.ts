import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addMonths } from '../../src/domain/belgian-calendar.js';
import { toHtml } from '../../src/reports/document/to-html.js';
import { armEvaluations } from '../../src/reports/evaluation/arm-evaluation.js';
import { evaluationDue, nextReminder } from '../../src/reports/evaluation/evaluation-terms.js';
import {
  ANSWERS,
  parseSurveyAction,
  QUESTIONS,
  surveyAction,
} from '../../src/reports/evaluation/survey-questions.js';
import { infraction, type Office, office } from './office.js';

const DAY = 86_400_000;

describe('the terms of art. 7', () => {
  it('remind every year, before three years are up, and then every month', () => {
    const last = Date.UTC(2026, 0, 15, 12);
    const after: number[] = [];
    while (after.length < 7) after.push(nextReminder(last, after.at(-1) ?? last).at);
    expect(after).toEqual([12, 24, 33, 35, 36, 37, 38].map((m) => addMonths(last, m)));
    expect(evaluationDue(last)).toBe(addMonths(last, 36));
  });

  it('are always ahead', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2e12 }), fc.integer({ min: 0, max: 3e11 }), (last, later) => {
        expect(nextReminder(last, last + later).at).toBeGreaterThan(last + later);
      }),
    );
  });
});

describe('a survey', () => {
  let o: Office;
  beforeEach(async () => {
    o = office();
    for (const person of ['dora', 'emil', 'fien', 'gust'])
      o.engine.setMember(o.group, { person, name: person, role: 'member', lang: 'nl' });
    await o.engine.start();
  });
  afterEach(() => o.close());
  const tap = (who: string, action: string) => o.engine.receive(o.press(who, action));
  const buttonsTold = (who: string): string[] =>
    o.toldTo(who).flatMap((d) => (d.type === 'tell' ? d.buttons.map((b) => b.action) : []));

  it('is three taps for each member, in private', async () => {
    expect(o.order('marc', 'survey')).toContain('opened');
    await o.engine.settled();
    expect(buttonsTold('anne')).toHaveLength(3);
    expect(buttonsTold('marc')).toHaveLength(0);
    for (const question of QUESTIONS) {
      expect(buttonsTold('anne').at(-3)).toContain(`:${question}:`);
      tap('anne', surveyAction(1, question, 'more'));
      await o.engine.settled();
    }
    expect(o.store.surveys.tallies(1)).toEqual(
      [...QUESTIONS].sort().map((question) => ({ question, answer: 'more', n: 1 })),
    );
    expect(o.seen.every(({ delivery }) => delivery.type !== 'say')).toBe(true);
  });

  it('counts one answer a person, a question; the first stands', () => {
    o.order('marc', 'survey');
    tap('anne', 'survey:1:security:more');
    tap('anne', 'survey:1:security:less');
    expect(o.store.surveys.tallies(1)).toEqual([{ question: 'security', answer: 'more', n: 1 }]);
  });

  it('keeps nowhere who answered what, and after its end not even who took part', async () => {
    o.order('marc', 'survey');
    for (const who of ['anne', 'bram', 'dora'])
      for (const q of QUESTIONS) tap(who, surveyAction(1, q, who === 'bram' ? 'less' : 'more'));
    await o.engine.settled();
    const everything = JSON.stringify([
      o.store.db.prepare('SELECT event, why, outcome FROM inbox').all(),
      o.store.db.prepare('SELECT action FROM outbox').all(),
      o.store.db.prepare('SELECT * FROM survey_taken').all(),
    ]);
    expect(everything).not.toMatch(/more|less/);
    await o.goTo(o.now() + 15 * DAY);
    expect(o.store.db.prepare('SELECT count(*) FROM survey_taken').pluck().get()).toBe(0);
    expect(o.store.surveys.tallies(1).reduce((n, t) => n + t.n, 0)).toBe(9);
    tap('emil', 'survey:1:security:more');
    expect(o.store.surveys.tallies(1).reduce((n, t) => n + t.n, 0)).toBe(9);
  });

  it('is for members of that group only, one at a time, and only the police open it', () => {
    expect(o.order('cora', 'survey')).toContain('no-right');
    o.order('marc', 'survey');
    expect(o.order('marc', 'survey')).toContain('running');
    tap('stranger', 'survey:1:security:more');
    expect(o.store.surveys.tallies(1)).toEqual([]);
  });

  it('takes only its own buttons', () => {
    for (const q of QUESTIONS)
      for (const a of ANSWERS)
        expect(parseSurveyAction(surveyAction(7, q, a))).toEqual({ survey: 7, question: q, answer: a });
    fc.assert(
      fc.property(fc.string({ maxLength: 64 }), (text) => {
        const parsed = parseSurveyAction(text);
        if (parsed)
          expect(surveyAction(parsed.survey, parsed.question, parsed.answer).length).toBeLessThanOrEqual(64);
      }),
    );
    expect(parseSurveyAction('survey:1:security:other')).toBeNull();
    expect(parseSurveyAction('informed:h1')).toBeNull();
  });

  it('shows no sums from which one could tell who said what', async () => {
    o.order('marc', 'survey');
    for (const who of ['anne', 'bram', 'dora', 'emil']) tap(who, surveyAction(1, 'security', 'more'));
    await o.goTo(o.now() + DAY);
    o.order('marc', 'evaluation');
    const four = toHtml(o.files.document('evaluation:1:fr'));
    expect(four).toContain('Moins de 5 réponses');
    tap('fien', surveyAction(1, 'security', 'less'));
    expect(toHtml(o.files.document('evaluation:1:fr'))).toContain('5 réponses');
  });
});

describe('an evaluation', () => {
  let o: Office;
  beforeEach(async () => {
    o = office();
    await o.engine.start();
  });
  afterEach(() => o.close());

  it('is recalled to mandatary and coordinator from the recognition on', async () => {
    armEvaluations(o.store, o.now());
    armEvaluations(o.store, o.now());
    await o.goTo(Date.parse('2027-01-01T12:00:00Z'));
    for (const who of ['marc', 'cora']) {
      const [first, ...more] = o.toldTo(who);
      expect(first).toMatchObject({ type: 'tell', text: expect.stringContaining('evaluation.recommended') });
      expect(more).toEqual([]);
    }
    await o.goTo(Date.parse('2029-01-02T12:00:00Z'));
    expect(JSON.stringify(o.toldTo('marc').at(-1))).toMatch(/evaluation\.(?:soon|overdue)/);
  });

  it('holds the points of art. 7 with figures from the store and the mandatary’s words', async () => {
    o.says('anne', 'Un homme louche, 101 prévenu', { message: 'r1' });
    o.says('bram', 'merci', { message: 'r2' });
    infraction(o, 'anne');
    await o.goTo(o.now() + 40 * DAY);
    o.order('marc', 'evaluation');
    const written = o.order('marc', 'evaluation-write', {
      number: 1,
      crime: 'Les vols <b>diminuent</b>.',
      crimeBefore: 12,
      crimeNow: 7,
      conclusions: 'On continue.',
    });
    expect(written).toContain('written');
    const html = toHtml(o.files.document('evaluation:1:fr'));
    for (const point of [
      'urgents (chauds)',
      'Qualité des messages',
      'Suites données',
      'Criminalité',
      'Sentiment de sécurité',
      'relation avec la police',
      'Membres',
      'Projet',
    ])
      expect(html).toContain(point);
    expect(html).toContain('Les vols &lt;b&gt;diminuent&lt;/b&gt;.');
    expect(html).toContain('Titre de leak');
    expect(html).not.toContain('>anne<');
  });

  it('once handed out is not rewritten, goes to the coordinators, and starts the three years anew', async () => {
    await o.goTo(o.now() + DAY);
    o.order('marc', 'evaluation');
    expect(o.order('marc', 'evaluation-finish', { number: 1 })).toContain('finished');
    await o.engine.settled();
    const file = o.toldTo('cora').find((d) => d.type === 'send-file');
    if (file?.type !== 'send-file') throw new Error('no file');
    expect(Buffer.from(await file.read()).toString('latin1', 0, 5)).toBe('%PDF-');
    expect(o.order('marc', 'evaluation-write', { number: 1, crime: 'x' })).toContain('finished');
    expect(o.store.timers.nextDue()).toBe(addMonths(o.now(), 12));
    expect(toHtml(o.files.document('evaluation:1:fr'))).not.toContain('Projet');
  });

  it('is the police’s to write', () => {
    o.order('marc', 'evaluation');
    for (const order of ['evaluation', 'evaluation-write', 'evaluation-finish'])
      expect(o.order('cora', order, { number: 1 })).toContain('no-right');
  });

  it('gives its figures to a spreadsheet, without formulas and without names', async () => {
    infraction(o, 'anne');
    await o.goTo(o.now() + 2 * DAY);
    o.order('marc', 'evaluation');
    const csv = Buffer.from(await o.files.readFile('evaluation:1:csv:fr')).toString('utf8');
    expect(csv.startsWith('\ufeffQuoi;Période ou réponse;Nombre\r\n')).toBe(true);
    expect(csv).not.toContain('anne');
    for (const line of csv.trimEnd().split('\r\n'))
      expect(line.replace(/"[^"]*"/g, 'x').split(';')).toHaveLength(3);
    expect(csv).not.toMatch(/^[=+@-]/m);
  });
});
