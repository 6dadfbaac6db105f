/** The figures for the terminal. */
import type { Format } from '../format.js';
import { periodsOf } from '../periods.js';
import type { Tally } from '../tally.js';
import type { Texts } from '../texts.js';

const SHOWN_HOURS = 5;
const SHOWN_LINES = 8;

export function summaryOf(
  tally: Tally,
  texts: Texts,
  format: Format,
  titles: (rule: string) => string,
  heading: string,
): string {
  const out: string[] = [heading, ''];
  const section = (title: string, head: readonly string[], rows: readonly (readonly string[])[]): void => {
    if (rows.length > 0) out.push(...table(title, head, rows), '');
  };
  const n = (x: number): string => format.number(x);

  const { reports } = tally;
  section(
    texts('title'),
    [],
    [
      [texts('figure.messages'), n(tally.messages)],
      [texts('figure.members'), n(tally.members)],
      [texts('figure.reports'), n(reports.total)],
      [texts('figure.informed'), `${n(reports.atOnce)} (${format.share(reports.atOnce, reports.total)})`],
      [texts('col.later'), `${n(reports.later)} (${format.share(reports.later, reports.total)})`],
      [texts('figure.median'), format.minutes(tally.medianMinutes)],
      [texts('figure.findings'), n(tally.findings)],
    ],
  );
  section(
    texts('section.kinds'),
    [texts('col.kind'), texts('col.messages'), texts('col.share')],
    kindRows(tally, texts).map(([label, count]) => [label, n(count), format.share(count, tally.messages)]),
  );
  section(
    texts('section.rules'),
    [texts('col.rule'), texts('col.findings'), texts('col.review')],
    ruleRows(tally).map(([rule, c]) => [titles(rule), n(c.found), n(c.review)]),
  );
  const periods = periodsOf(tally);
  section(
    `${texts('section.months')} (${texts(`by-${periods.unit}`)})`,
    [
      texts('col.month'),
      texts('col.messages'),
      texts('col.findings'),
      texts('col.reports'),
      texts('col.rate'),
    ],
    periods.list.map((p) => [
      format.period(p.key),
      n(p.messages),
      n([...p.findings.values()].reduce((a, b) => a + b, 0)),
      n(p.reports),
      format.share(p.atOnce, p.reports),
    ]),
  );
  section(
    texts('section.hours'),
    [texts('col.hour'), texts('col.messages'), texts('col.reports')],
    tally.hours
      .map((h, hour) => ({ ...h, hour }))
      .filter((h) => h.messages > 0)
      .sort((a, b) => b.messages - a.messages)
      .slice(0, SHOWN_HOURS)
      .map((h) => [hourLabel(h.hour), n(h.messages), n(h.reports)]),
  );
  section(
    texts('section.decisions'),
    [texts('col.decision'), texts('col.messages'), texts('col.share')],
    outcomeRows(tally, texts).map(([label, c]) => [label, n(c), format.share(c, tally.messages)]),
  );
  section(
    texts('section.done'),
    [texts('col.done'), texts('col.times')],
    doneRows(tally, texts).map(([label, c]) => [label, n(c)]),
  );
  if (tally.joined + tally.left > 0)
    out.push(texts('summary.joined-left', { joined: n(tally.joined), left: n(tally.left) }));
  if (tally.malformed > 0)
    out.push(
      texts('summary.malformed', {
        n: n(tally.malformed),
        lines: tally.malformedLines
          .slice(0, SHOWN_LINES)
          .map((l) => l.line)
          .join(', '),
      }),
    );
  return `${out.join('\n').trimEnd()}\n`;
}

export const hourLabel = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

export function kindRows(tally: Tally, texts: Texts): [string, number][] {
  const rows: [string, number][] = (
    ['signalement', 'followup', 'prevention', 'ack', 'offtopic'] as const
  ).map((kind) => [texts(`kind.${kind}`), tally.kinds[kind]]);
  rows.push([texts('content.media-only'), tally.mediaOnly], [texts('content.deleted'), tally.deleted]);
  return rows.filter(([, count]) => count > 0);
}

export const ruleRows = (tally: Tally): [string, { found: number; review: number }][] =>
  [...tally.rules].sort(([a, x], [b, y]) => y.found - x.found || y.review - x.review || (a < b ? -1 : 1));

export const outcomeRows = (tally: Tally, texts: Texts): [string, number][] =>
  (['passed', 'warned', 'asked', 'held', 'removed', 'observed', 'review', 'ignored'] as const)
    .map((o): [string, number] => [texts(`outcome.${o}`), tally.outcomes[o]])
    .filter(([, count]) => count > 0);

export const doneRows = (tally: Tally, texts: Texts): [string, number][] =>
  (
    [
      [texts('done.taken-out'), tally.done.takenOut],
      [texts('done.told'), tally.done.told],
      [texts('done.said'), tally.done.said],
      [texts('done.reposted'), tally.done.reposted],
      [texts('done.expired'), tally.done.expired],
      [texts('done.review'), tally.done.review],
    ] as [string, number][]
  ).filter(([, count]) => count > 0);

/** The first column to the left, the others to the right, as wide as they need. */
function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = head.length > 0 ? [head, ...rows] : rows;
  const widths = all[0]!.map((_, i) => Math.max(...all.map((r) => widthOf(r[i]!))));
  const draw = (row: readonly string[]): string =>
    row
      .map((text, i) => {
        const pad = ' '.repeat(widths[i]! - widthOf(text));
        return i === 0 ? text + pad : pad + text;
      })
      .join('  ');
  const total = widths.reduce((a, b) => a + b + 2, -2);
  const lines = rows.map((r) => `  ${draw(r)}`);
  return head.length > 0
    ? [title, `  ${draw(head)}`, `  ${'─'.repeat(total)}`, ...lines]
    : [title, `  ${'─'.repeat(total)}`, ...lines];
}

const widthOf = (text: string): number => [...text].length;
