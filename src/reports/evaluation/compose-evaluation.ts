/** An evaluation as a document: the points that art. 7 names, in its order, each with figures and the mandatary's words. */
import type { Description } from '../../domain/finding.js';
import type { TitleOf } from '../case-file/compose-case-file.js';
import type { Block, Doc } from '../document/document.js';
import { dayOf, monthOf } from '../report-dates.js';
import type { ReportTexts } from '../report-texts.js';
import type { EvaluationData } from './evaluation-data.js';
import { ANSWERS, FEWEST_ANSWERS, QUESTIONS } from './survey-questions.js';

type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string;
const DETAILS: readonly (keyof Description)[] = [
  'where',
  'when',
  'direction',
  'person',
  'clothes',
  'vehicle',
];

/** Pure: the same data give the same document. */
export function composeEvaluation(data: EvaluationData, texts: ReportTexts, titleOf: TitleOf): Doc {
  const { lang, now } = data;
  const say: Say = (key, params) => texts(key, lang, params);
  return {
    lang,
    title: say('evaluation.title', { group: data.group.title }),
    footer: say('evaluation.footer', { group: data.group.title, number: data.number }),
    pageOf: (page, pages) => say('page', { page, pages }),
    showTable: say('show-table'),
    at: data.at,
    blocks: [
      {
        type: 'title',
        text: say('evaluation.title', { group: data.group.title }),
        under: say('evaluation.period', { from: dayOf(now.from, lang), to: dayOf(now.to, lang) }),
      },
      ...(data.finished ? [] : [{ type: 'paragraph', soft: true, text: say('evaluation.draft') } as const]),
      {
        type: 'facts',
        rows: [
          [say('case.recognition'), data.group.recognition ?? say('none')],
          [say('role.mandatary'), data.author || say('none')],
          [say('role.coordinator'), data.coordinator || say('none')],
        ],
      },
      { type: 'paragraph', text: say('evaluation.intro') },
      ...words(data.texts.objectives),
      ...messages(data, say),
      ...quality(data, say, titleOf),
      ...followUps(data, say),
      ...crime(data, say),
      ...survey(data, say),
      ...measures(data, say),
      ...members(data, say),
      ...results(data, say),
      {
        type: 'signatures',
        slots: [
          { title: say('role.mandatary'), name: data.author, signed: '', visa: false },
          { title: say('role.coordinator'), name: data.coordinator, signed: '', visa: false },
        ],
      },
    ],
  };
}

const words = (text: string): Block[] => (text === '' ? [] : [{ type: 'paragraph', text }]);
const sign = (now: number, before: number): string =>
  now === before ? '=' : now > before ? `+${now - before}` : `−${before - now}`;
const share = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`;

function messages({ now, before, months, lang }: EvaluationData, say: Say): Block[] {
  return [
    { type: 'heading', text: say('evaluation.messages') },
    {
      type: 'figures',
      items: [
        {
          value: String(now.messages.total),
          label: say('evaluation.all'),
          change: sign(now.messages.total, before.messages.total),
        },
        {
          value: String(now.messages.hot),
          label: say('evaluation.hot'),
          change: sign(now.messages.hot, before.messages.hot),
        },
        {
          value: String(now.messages.cold),
          label: say('evaluation.cold'),
          change: sign(now.messages.cold, before.messages.cold),
        },
        {
          value: String(now.messages.offTopic),
          label: say('evaluation.off-topic'),
          change: sign(now.messages.offTopic, before.messages.offTopic),
        },
      ],
    },
    {
      type: 'chart',
      title: say('evaluation.by-month'),
      chart: {
        kind: 'columns',
        categories: months.map((m) => monthOf(m.at, lang)),
        series: [
          { name: say('evaluation.hot'), values: months.map((m) => m.hot) },
          { name: say('evaluation.cold'), values: months.map((m) => m.cold) },
        ],
      },
      table: {
        caption: say('evaluation.by-month'),
        head: [say('evaluation.month'), say('evaluation.hot'), say('evaluation.cold')],
        rows: months.map((m) => [monthOf(m.at, lang), String(m.hot), String(m.cold)]),
        numeric: [1, 2],
      },
    },
  ];
}

function quality({ now, before, lang }: EvaluationData, say: Say, titleOf: TitleOf): Block[] {
  const { threads, infractions } = now;
  const rules = infractions.byRule;
  const before_ = (rule: string): number => before.infractions.byRule.find((r) => r.rule === rule)?.n ?? 0;
  return [
    { type: 'heading', text: say('evaluation.quality') },
    ...(threads.opened === 0
      ? [{ type: 'paragraph', text: say('evaluation.no-reports') } as const]
      : [
          {
            type: 'table',
            table: {
              caption: say('evaluation.described'),
              head: [say('evaluation.detail'), say('evaluation.reports'), say('evaluation.share')],
              rows: DETAILS.map((d) => [
                say(`detail.${d}`),
                String(threads.described[d]),
                share(threads.described[d], threads.opened),
              ]),
              numeric: [1, 2],
              widths: [5, 2, 2],
            },
          } as const,
        ]),
    {
      type: 'paragraph',
      text: say('evaluation.infractions', {
        n: infractions.total,
        annulled: infractions.annulled,
        share: share(infractions.total, now.messages.total),
      }),
    },
    ...(rules.length === 0
      ? []
      : [
          {
            type: 'chart',
            title: say('digest.by-rule'),
            chart: {
              kind: 'bars',
              categories: rules.map((r) => titleOf(r.rule, lang)),
              series: [
                { name: say('digest.this-period'), values: rules.map((r) => r.n) },
                { name: say('digest.last-period'), values: rules.map((r) => before_(r.rule)) },
              ],
            },
            table: {
              caption: say('digest.by-rule'),
              head: [say('digest.rule'), say('digest.this-period'), say('digest.last-period')],
              rows: rules.map((r) => [titleOf(r.rule, lang), String(r.n), String(before_(r.rule))]),
              numeric: [1, 2],
              widths: [5, 2, 2],
            },
          } as const,
        ]),
  ];
}

const minutesText = (minutes: number | null, say: Say): string =>
  minutes === null ? say('none') : say('evaluation.minutes', { n: Math.round(minutes) });

function followUps({ now, texts }: EvaluationData, say: Say): Block[] {
  const { threads, holds } = now;
  return [
    { type: 'heading', text: say('evaluation.follow-ups') },
    {
      type: 'facts',
      rows: [
        [say('evaluation.reports'), String(threads.opened)],
        [say('evaluation.informed'), `${threads.informed} (${share(threads.informed, threads.opened)})`],
        [say('evaluation.until-informed'), minutesText(threads.medianMinutes, say)],
        [say('evaluation.followed'), `${threads.followed} (${share(threads.followed, threads.opened)})`],
        [say('evaluation.held'), String(holds.opened)],
        [
          say('evaluation.confirmed'),
          `${holds.byOutcome.confirmed ?? 0} (${share(holds.byOutcome.confirmed ?? 0, holds.opened)})`,
        ],
        [say('evaluation.until-confirmed'), minutesText(holds.medianMinutes, say)],
      ],
    },
    ...words(texts.followUps),
  ];
}

function crime({ texts }: EvaluationData, say: Say): Block[] {
  const { crime: text, crimeBefore, crimeNow } = texts;
  return [
    { type: 'heading', text: say('evaluation.crime') },
    ...(crimeBefore === null && crimeNow === null
      ? []
      : [
          {
            type: 'facts',
            rows: [
              [say('digest.last-period'), crimeBefore === null ? say('none') : String(crimeBefore)],
              [say('digest.this-period'), crimeNow === null ? say('none') : String(crimeNow)],
            ],
          } as const,
        ]),
    ...(text === '' && crimeNow === null
      ? [{ type: 'paragraph', soft: true, text: say('evaluation.crime-missing') } as const]
      : words(text)),
  ];
}

function survey({ survey: result }: EvaluationData, say: Say): Block[] {
  const blocks: Block[] = [{ type: 'heading', text: say('evaluation.survey') }];
  if (!result) return [...blocks, { type: 'paragraph', soft: true, text: say('evaluation.no-survey') }];
  for (const q of QUESTIONS) {
    const counts = ANSWERS.map((a) => result.answers[q][a]);
    const all = counts.reduce((sum, n) => sum + n, 0);
    if (all < FEWEST_ANSWERS) {
      blocks.push({
        type: 'paragraph',
        text: `${say(`survey.${q}`)} ${say('evaluation.too-few', { n: FEWEST_ANSWERS })}`,
      });
      continue;
    }
    blocks.push({
      type: 'chart',
      title: say(`survey.${q}`),
      chart: {
        kind: 'bars',
        categories: ANSWERS.map((a) => say(`survey.${q}-${a}`)),
        series: [{ name: say('evaluation.answers'), values: counts }],
      },
      table: {
        caption: say('evaluation.answered', { n: all, invited: result.invited }),
        head: [say('evaluation.answer'), say('evaluation.answers'), say('evaluation.share')],
        rows: ANSWERS.map((a, i) => [say(`survey.${q}-${a}`), String(counts[i]), share(counts[i]!, all)]),
        numeric: [1, 2],
        widths: [5, 2, 2],
      },
    });
  }
  return [...blocks, { type: 'paragraph', soft: true, text: say('evaluation.anonymous') }];
}

function measures({ steps }: EvaluationData, say: Say): Block[] {
  return [
    { type: 'heading', text: say('evaluation.measures') },
    steps.length === 0
      ? { type: 'paragraph', text: say('evaluation.no-measures') }
      : {
          type: 'table',
          table: {
            caption: say('evaluation.measures'),
            head: [say('evaluation.measure'), say('digest.number')],
            rows: steps.map((s) => [say(`rung.${s.step.toLowerCase()}`), String(s.n)]),
            numeric: [1],
            widths: [6, 1],
          },
        },
  ];
}

function members({ now, months, lang }: EvaluationData, say: Say): Block[] {
  return [
    { type: 'heading', text: say('evaluation.members') },
    {
      type: 'figures',
      items: [
        {
          value: String(now.members.after),
          label: say('evaluation.members-now'),
          change: sign(now.members.after, now.members.before),
        },
        { value: String(now.members.joined), label: say('evaluation.joined') },
        { value: String(now.members.left), label: say('evaluation.left') },
      ],
    },
    {
      type: 'chart',
      title: say('evaluation.members-by-month'),
      chart: {
        kind: 'line',
        categories: months.map((m) => monthOf(m.at, lang)),
        series: [{ name: say('evaluation.members'), values: months.map((m) => m.members) }],
      },
      table: {
        caption: say('evaluation.members-by-month'),
        head: [say('evaluation.month'), say('evaluation.members')],
        rows: months.map((m) => [monthOf(m.at, lang), String(m.members)]),
        numeric: [1],
      },
    },
  ];
}

function results({ texts }: EvaluationData, say: Say): Block[] {
  return [
    ...(texts.results === '' ? [] : [{ type: 'heading', text: say('evaluation.results') } as const]),
    ...words(texts.results),
    ...(texts.conclusions === '' ? [] : [{ type: 'heading', text: say('evaluation.conclusions') } as const]),
    ...words(texts.conclusions),
  ];
}
