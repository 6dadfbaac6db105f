/** Lays out what `rules explain` found, for people. */
import type { Action } from '../domain/action.js';
import type { Decision } from '../domain/decision.js';
import type { Kind, Lang } from '../domain/vocabulary.js';
import type { Translator } from '../rules/messages.js';
import type { ExplainedFinding, ExplainedText } from './explain-text.js';
import { type Cell, padded, paint, rowsOf, type Terminal, wrapped } from './terminal.js';

const LANGUAGE: Record<Lang, string> = { fr: 'French', nl: 'Dutch', de: 'German', en: 'English' };
const KIND: Record<Kind, string> = {
  signalement: 'a report (signalement)',
  followup: 'adds to an earlier report (follow-up)',
  prevention: 'prevention, not urgent',
  ack: 'an acknowledgement',
  offtopic: 'off topic',
};
const POLICE = {
  informed: 'says that the police were informed by 101 or 112',
  'not-informed': 'speaks of the police, but not as informed by 101 or 112',
  none: 'does not say that the police were informed',
} as const;
const VERDICT = {
  acts: 'sure enough to act',
  review: 'unsure: a coordinator is asked to look',
  below: 'too faint to count',
} as const;
const OUTCOME: Record<Decision['outcome'], string> = {
  passed: 'the message stays in the group',
  warned: 'the message stays; its poster gets a kind word',
  asked: 'the message stays for now; its poster is asked to confirm',
  held: 'the message is taken out and kept until its condition is met',
  removed: 'the message is taken out',
  observed: 'noted only: nothing happens in the group',
  review: 'the message stays; a coordinator is asked to look',
  ignored: 'nothing to do',
};

const FAINT = 0.2;
const percent = (p: number): string => `${Math.round(p * 100)} %`;

/** The text with what proves a finding marked: underlined in colour, with ^ below without. */
function marked(text: string, spans: readonly (readonly [number, number])[], t: Terminal): string[] {
  const inSpan = (c: Cell): boolean => spans.some(([start, end]) => c.start < end && c.end > start);
  const lines: string[] = [];
  for (const row of rowsOf(text, t.width - 4)) {
    lines.push(
      `    ${row.map((c) => (t.colour && inSpan(c) ? paint(t, c.shown, 'bold', 'underline', 'red') : c.shown)).join('')}`,
    );
    if (!t.colour && row.some(inSpan))
      lines.push(`    ${row.map((c) => (inSpan(c) ? '^' : ' ').repeat(c.columns)).join('')}`.trimEnd());
  }
  return lines;
}

function finding(f: ExplainedFinding, e: ExplainedText, t: Terminal): string[] {
  const evidence = e.evidence
    .filter((x) => x.rule === f.rule)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, 6);
  const style = f.verdict === 'acts' ? 'red' : f.verdict === 'review' ? 'yellow' : 'dim';
  return [
    '',
    `  ${paint(t, f.rule, 'bold', style)}  ${percent(f.confidence)}, ${VERDICT[f.verdict]}`,
    ...wrapped(`${f.title} (${f.clause})${f.detail ? `, ${f.detail}` : ''}`, t, 4),
    ...(f.span ? marked(e.text, [f.span], t) : []),
    ...evidence.flatMap((x) => {
      const words = x.span ? `: “${e.text.slice(...x.span)}”` : '';
      return wrapped(`${x.weight >= 0 ? '+' : '−'}${Math.abs(x.weight).toFixed(1)}  ${x.name}${words}`, t, 6);
    }),
  ];
}

/** One action in words; null for what only the machine needs. */
function action(a: Action, translate: Translator): string | null {
  const words = (sentences: readonly Parameters<Translator>[0][], lang: Lang): string =>
    sentences.map((s) => translate(s, lang)).join(' ');
  switch (a.type) {
    case 'delete':
      return 'takes the message out of the group';
    case 'say':
      return `says in the group: ${words(a.sentences, a.lang)}`;
    case 'tell': {
      const buttons = (a.buttons ?? []).map((b) => `[${translate({ key: b.label }, a.lang)}]`).join(' ');
      return `tells the poster: ${words(a.sentences, a.lang)}${buttons === '' ? '' : ` ${buttons}`}`;
    }
    case 'notify':
      return `tells the ${a.role}: ${words(a.sentences, a.lang)}`;
    case 'repost':
      return `puts the message back: ${translate(a.head, a.lang)}`;
    default:
      return null;
  }
}

export function showExplanation(e: ExplainedText, translate: Translator, t: Terminal): string {
  const { analysis, decision } = e;
  const field = (name: string, value: string): string[] => {
    const [first = '', ...more] = wrapped(value, t, 12);
    return [paint(t, padded(name, 12), 'dim') + first.trimStart(), ...more];
  };
  const spans = e.findings.flatMap((f) => (f.span && f.verdict !== 'below' ? [f.span] : []));
  // What is fainter than this is noise to a reader; --json has it all.
  const shown = e.findings.filter((f) => f.verdict !== 'below' || f.confidence >= FAINT);
  const why = decision.why.filter((w) => !e.findings.some((f) => f.rule === w));
  const out = [
    ...marked(e.text, spans, t),
    '',
    ...field('language', LANGUAGE[analysis.lang]),
    ...field('kind', `${KIND[analysis.kind]}, ${percent(analysis.kindConfidence)}`),
    ...field('police', POLICE[analysis.police]),
    ...(analysis.publicNotice ? field('notice', 'an official notice of general interest (art. 9 d)') : []),
    '',
    paint(t, shown.length === 0 ? 'Nothing found against Annex 4.' : 'Findings', 'bold'),
    ...shown.flatMap((f) => finding(f, e, t)),
    '',
    paint(t, `Decision in mode ${e.mode}`, 'bold'),
    ...wrapped(OUTCOME[decision.outcome], t, 2),
    ...decision.actions.flatMap((a) => {
      const words = action(a, translate);
      return words === null ? [] : wrapped(`• ${words}`, t, 2);
    }),
    ...(why.length > 0 ? wrapped(`because: ${why.join(', ')}`, t, 2) : []),
  ];
  return `${out.join('\n')}\n`;
}
