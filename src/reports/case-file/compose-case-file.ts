/** The whole of a case as one document: history, steps, signatures, evidence, and the proof that the log was not changed. */
import type { Block, Doc } from '../document/document.js';
import { clauseIn } from '../letters/compose-letter.js';
import { dayOf, momentOf } from '../report-dates.js';
import type { ReportTexts } from '../report-texts.js';
import type { CaseAct, CaseEntry, CaseFileData, CaseLine, ChainProof } from './case-file-data.js';

/** The title of a rule in a language. */
export type TitleOf = (rule: string, lang: CaseFileData['lang']) => string;

/** Pure: the same data give the same document. */
export function composeCaseFile(data: CaseFileData, texts: ReportTexts, titleOf: TitleOf): Doc {
  const { lang } = data;
  const say = (key: string, params?: Readonly<Record<string, string | number>>): string =>
    texts(key, lang, params);
  const blocks: Block[] = [
    {
      type: 'title',
      text: say('case.title', { number: data.number }),
      under: say('case.under', { group: data.group.title, date: dayOf(data.at, lang) }),
    },
    {
      type: 'facts',
      rows: [
        [say('case.person'), data.person.name],
        [say('case.ladder'), say(`case.ladder-${data.ladder}`)],
        [say('case.opened'), momentOf(data.openedAt, lang)],
        [
          say('case.state'),
          data.closed
            ? say(`case.outcome-${data.closed.outcome}`, { when: momentOf(data.closed.at, lang) })
            : say('case.open'),
        ],
        [say('case.recognition'), data.group.recognition ?? say('none')],
      ],
    },
    { type: 'paragraph', soft: true, text: say('case.confidential') },
    { type: 'heading', text: say('case.steps') },
    ...data.rungs.flatMap((rung): Block[] =>
      rung.status === 'none'
        ? []
        : [
            {
              type: 'table',
              table: {
                caption: `${say(`rung.${rung.rung.toLowerCase()}`)} – ${say(`status.${rung.status}`)}`,
                head: [say('case.when'), say('case.who'), say('case.what')],
                rows: rung.acts.map((act) => actRow(act, lang, say)),
                numeric: [],
                widths: [2, 2.4, 5],
              },
            },
          ],
    ),
    ...(data.rungs.every((r) => r.status === 'none')
      ? [{ type: 'paragraph', text: say('case.no-step') } as const]
      : []),
    ...(data.deadlines.length === 0
      ? []
      : [
          {
            type: 'table',
            table: {
              caption: say('case.deadlines'),
              head: [say('case.what'), say('case.until'), say('case.set-by')],
              rows: data.deadlines.map((d) => [
                say(`deadline.${d.what}`),
                momentOf(d.due, lang),
                say(d.legal ? 'case.by-circular' : 'case.by-partnership'),
              ]),
              numeric: [],
              widths: [4, 3, 3],
            },
          } as const,
        ]),
    { type: 'heading', text: say('case.evidence') },
    ...(data.entries.length === 0 ? [{ type: 'paragraph', text: say('case.no-evidence') } as const] : []),
    ...data.entries.map(
      (e): Block => ({
        type: 'evidence',
        head: say('evidence.head', {
          when: momentOf(e.at, lang),
          rule: `${titleOf(e.rule, lang)} (${say(`entry.${e.kind}`)})`,
        }),
        text:
          e.excerpt === null
            ? say('evidence.erased')
            : e.excerpt === ''
              ? say('evidence.picture')
              : e.excerpt,
        foot: say('evidence.foot', {
          clause: clauseIn(e.clause, say),
          entry: e.seq,
          hash: e.hash.slice(0, 16),
        }),
      }),
    ),
    ...proof(data, say),
  ];
  return {
    lang,
    title: say('case.title', { number: data.number }),
    footer: say('case.footer', { number: data.number, group: data.group.title }),
    pageOf: (page, pages) => say('page', { page, pages }),
    showTable: say('show-table'),
    at: data.at,
    blocks,
  };
}

type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string;

const actRow = (act: CaseAct, lang: CaseFileData['lang'], say: Say): string[] => [
  momentOf(act.at, lang),
  act.role === 'clock' ? say('role.clock') : `${act.by}\n${say(`role.${act.role}`)}`,
  [
    say(`act.${act.act}`),
    act.words,
    ...(act.passesOver === '' ? [] : [say('case.passes-over', { reason: act.passesOver })]),
  ]
    .filter((line) => line !== '')
    .join('\n'),
];

/** What somebody without this program needs to check the evidence: the lines as they were hashed, and the recipe. */
function proof({ entries, chain, lines, caseChain }: CaseFileData, say: Say): Block[] {
  const state = ({ intact, entries }: ChainProof): string =>
    say(intact ? 'proof.intact' : 'proof.broken', { entries });
  return [
    { type: 'heading', text: say('proof.title') },
    { type: 'paragraph', text: say('proof.explanation') },
    {
      type: 'facts',
      rows: [
        [say('proof.state'), state(chain)],
        [say('proof.head'), chain.head],
        [say('proof.case-state'), state(caseChain)],
        [say('proof.case-head'), caseChain.head],
      ],
    },
    {
      type: 'list',
      items: [
        ...[chain, caseChain]
          .filter((c) => c.intact)
          .map(({ head }) => say('proof.with-program', { command: `garde-fou verify-log --expect ${head}` })),
        say('proof.line', { recipe: 'SHA-256( line + "\\n" + prev )' }),
        say('proof.excerpt', { recipe: 'SHA-256( salt + "\\n" + excerpt )' }),
        say('proof.words', { recipe: 'SHA-256( salt + "\\n" + words )' }),
      ],
    },
    ...entries.map((e): Block => ({ type: 'facts', rows: entryRows(e, say) })),
    ...lines.map((l): Block => ({ type: 'facts', rows: lineRows(l, say) })),
  ];
}

const lineRows = (l: CaseLine, say: Say): [string, string][] => [
  [say('proof.case-line', { entry: l.seq }), l.hash],
  ['prev', l.prev],
  ['line', l.canonical],
  ['digest', l.digest],
  ['salt', l.salt ?? say('evidence.erased')],
  ['words', l.words ?? say('evidence.erased')],
];

const entryRows = (e: CaseEntry, say: Say): [string, string][] => [
  [say('proof.entry', { entry: e.seq }), e.hash],
  ['prev', e.prev],
  ['line', e.canonical],
  ['digest', e.digest],
  ['salt', e.salt ?? say('evidence.erased')],
];
