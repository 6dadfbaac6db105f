/** A digest as a document, and as the few lines that are told privately. */
import type { Sentence } from '../../domain/action.js';
import { CLOSEDNESS } from '../../domain/closedness.js';
import type { TitleOf } from '../case-file/compose-case-file.js';
import type { Block, Doc } from '../document/document.js';
import { dayOf, momentOf, shortDayOf } from '../report-dates.js';
import type { ReportTexts } from '../report-texts.js';
import { type DigestData, isQuiet } from './digest-data.js';

const DAY = 86_400_000;

type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string;

/** “+3”, “−2”, “=”: against the period before. */
const change = (now: number, before: number): string =>
  now === before ? '=' : now > before ? `+${now - before}` : `−${before - now}`;

/** The whole digest. */
export function composeDigest(data: DigestData, texts: ReportTexts, titleOf: TitleOf): Doc {
  const { lang, now, before } = data;
  const say: Say = (key, params) => texts(key, lang, params);
  const period = periodOf(data, say);
  const blocks: Block[] = [
    { type: 'title', text: say('digest.title', { group: data.group.title }), under: period },
    ...(isQuiet(data)
      ? ([{ type: 'paragraph', text: say('digest.quiet', { messages: now.messages.total }) }] as const)
      : full(data, say, titleOf)),
  ];
  return {
    lang,
    title: say('digest.title', { group: data.group.title }),
    footer: say('digest.footer', { group: data.group.title }),
    pageOf: (page, pages) => say('page', { page, pages }),
    showTable: say('show-table'),
    at: now.to,
    blocks,
  };

  function full(d: DigestData, s: Say, title: TitleOf): Block[] {
    return [
      {
        type: 'figures',
        items: [
          {
            value: String(now.messages.total),
            label: s('digest.messages'),
            change: change(now.messages.total, before.messages.total),
          },
          {
            value: String(now.infractions.total),
            label: s('digest.infractions'),
            change: change(now.infractions.total, before.infractions.total),
          },
          {
            value: String(now.threads.opened),
            label: s('digest.reports'),
            change: change(now.threads.opened, before.threads.opened),
          },
          { value: String(d.waiting.length + d.reviews), label: s('digest.waiting') },
        ],
      },
      ...waitingBlocks(d, s, title),
      ...infractionBlocks(d, s, title),
      ...trend(d, s),
      ...order(d, s),
    ];
  }
}

const periodOf = ({ lang, now }: DigestData, say: Say): string =>
  now.to - now.from <= 1.5 * DAY
    ? say('digest.day', { date: dayOf(now.from, lang) })
    : say('digest.period', { from: dayOf(now.from, lang), to: dayOf(now.to, lang) });

function waitingBlocks(d: DigestData, say: Say, titleOf: TitleOf): Block[] {
  const blocks: Block[] = [];
  if (d.waiting.length > 0)
    blocks.push({
      type: 'table',
      table: {
        caption: say('digest.held'),
        head: [say('digest.member'), say('digest.rule'), say('digest.since')],
        rows: d.waiting.map((w) => [w.name, titleOf(w.rule, d.lang), momentOf(w.since, d.lang)]),
        numeric: [],
        widths: [3, 5, 3],
      },
    });
  if (d.reviews > 0) blocks.push({ type: 'paragraph', text: say('digest.reviews', { n: d.reviews }) });
  if (d.threads.length > 0)
    blocks.push({
      type: 'table',
      table: {
        caption: say('digest.threads'),
        head: [say('digest.opened'), say('digest.police')],
        rows: d.threads.map((t) => [
          momentOf(t.openedAt, d.lang),
          t.policeInformedAt === null ? say('digest.police-unknown') : momentOf(t.policeInformedAt, d.lang),
        ]),
        numeric: [],
      },
    });
  return blocks.length === 0 ? [] : [{ type: 'heading', text: say('digest.for-you') }, ...blocks];
}

function infractionBlocks(d: DigestData, say: Say, titleOf: TitleOf): Block[] {
  const { now, before, lang } = d;
  const rules = [...new Set([...now.infractions.byRule, ...before.infractions.byRule].map((r) => r.rule))];
  if (rules.length === 0) return [];
  const of = (figures: typeof now, rule: string): number =>
    figures.infractions.byRule.find((r) => r.rule === rule)?.n ?? 0;
  return [
    { type: 'heading', text: say('digest.infractions-title') },
    {
      type: 'chart',
      title: say('digest.by-rule'),
      chart: {
        kind: 'bars',
        categories: rules.map((r) => titleOf(r, lang)),
        series: [
          { name: say('digest.this-period'), values: rules.map((r) => of(now, r)) },
          { name: say('digest.last-period'), values: rules.map((r) => of(before, r)) },
        ],
      },
      table: {
        caption: say('digest.by-rule'),
        head: [say('digest.rule'), say('digest.this-period'), say('digest.last-period')],
        rows: rules.map((r) => [titleOf(r, lang), String(of(now, r)), String(of(before, r))]),
        numeric: [1, 2],
        widths: [5, 2, 2],
      },
    },
    ...(now.infractions.byMember.length === 0
      ? []
      : [
          {
            type: 'table',
            table: {
              caption: say('digest.by-member'),
              head: [say('digest.member'), say('digest.number'), say('digest.rules')],
              rows: now.infractions.byMember.map((m) => [
                m.name,
                String(m.n),
                m.rules.map((r) => titleOf(r, lang)).join('; '),
              ]),
              numeric: [1],
              widths: [3, 1, 6],
            },
          } as const,
          { type: 'paragraph', soft: true, text: say('digest.discretion') } as const,
        ]),
  ];
}

function trend({ now, lang }: DigestData, say: Say): Block[] {
  if (now.days.length < 2) return [];
  const label = (day: string): string => shortDayOf(Date.parse(`${day}T12:00:00Z`), lang);
  return [
    {
      type: 'chart',
      title: say('digest.messages-by-day'),
      chart: {
        kind: 'columns',
        categories: now.days.map((d) => label(d.day)),
        series: [
          { name: say('digest.hot'), values: now.days.map((d) => d.hot) },
          { name: say('digest.cold'), values: now.days.map((d) => d.cold + d.other) },
        ],
      },
      table: {
        caption: say('digest.messages-by-day'),
        head: [say('digest.date'), say('digest.hot'), say('digest.cold')],
        rows: now.days.map((d) => [label(d.day), String(d.hot), String(d.cold + d.other)]),
        numeric: [1, 2],
      },
    },
  ];
}

const MOST_NAMES = 40;

function order(d: DigestData, say: Say): Block[] {
  if (d.notAccepted.length === 0 && d.problems.length === 0) return [];
  const names = d.notAccepted.slice(0, MOST_NAMES);
  return [
    { type: 'heading', text: say('digest.order') },
    ...(d.problems.length === 0
      ? []
      : [
          { type: 'paragraph', text: say('digest.not-closed') } as const,
          { type: 'list', items: d.problems.map((p) => problemText(p, say)) } as const,
        ]),
    ...(names.length === 0
      ? []
      : [
          { type: 'paragraph', text: say('digest.not-accepted', { n: d.notAccepted.length }) } as const,
          {
            type: 'paragraph',
            text: `${names.join(', ')}${d.notAccepted.length > names.length ? '…' : ''}`,
          } as const,
        ]),
  ];
}

/** Words that adapters use for what is not closed; one that is new here is shown as it is. */
const PROBLEMS: readonly string[] = Object.values(CLOSEDNESS).flat();
const problemText = (problem: string, say: Say): string =>
  problem.startsWith('right:')
    ? say('problem.right', { right: problem.slice(6) })
    : PROBLEMS.includes(problem)
      ? say(`problem.${problem}`)
      : problem;

/** What is told privately: a few lines without anybody's name. The rest is in the file. */
export function digestSentences(data: DigestData): Sentence[] {
  const { now, before, group } = data;
  if (isQuiet(data))
    return [{ key: 'digest.quiet', params: { group: group.title, messages: now.messages.total } }];
  const sentences: Sentence[] = [
    {
      key: 'digest.head',
      params: {
        group: group.title,
        messages: now.messages.total,
        reports: now.threads.opened,
        infractions: now.infractions.total,
        before: before.infractions.total,
      },
    },
  ];
  const waiting = data.waiting.length + data.reviews;
  if (waiting > 0) sentences.push({ key: 'digest.waiting', params: { n: waiting } });
  if (data.threads.length > 0) sentences.push({ key: 'digest.threads', params: { n: data.threads.length } });
  if (data.notAccepted.length > 0)
    sentences.push({ key: 'digest.not-accepted', params: { n: data.notAccepted.length } });
  if (data.problems.length > 0)
    sentences.push({ key: 'digest.not-closed', params: { n: data.problems.length } });
  return sentences;
}
