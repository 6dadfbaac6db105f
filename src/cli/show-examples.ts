/** The table of `garde-fou rules check`. */
import type { ExampleReport } from './check-examples.js';
import { padded, paint, type Terminal, wrapped } from './terminal.js';

const HEAD = ['rule', 'language', 'must fire', 'fired', 'must not', 'silent'] as const;

/** `limit` failures are listed; the rest is counted. */
export function showExamples(report: ExampleReport, t: Terminal, limit: number): string {
  const rows = report.counts.map((c) => [
    c.rule,
    c.lang,
    String(c.fires.all),
    String(c.fires.right),
    String(c.passes.all),
    String(c.passes.right),
  ]);
  const widths = HEAD.map((head, i) => Math.max(head.length, ...rows.map((r) => r[i]!.length)));
  const line = (cells: readonly string[]): string =>
    cells.map((cell, i) => padded(cell, widths[i]!, i < 2 ? 'left' : 'right')).join('  ');

  const out = [paint(t, line(HEAD), 'bold'), widths.map((w) => '─'.repeat(w)).join('  ')];
  report.counts.forEach((c, i) => {
    const sound = c.fires.right === c.fires.all && c.passes.right === c.passes.all;
    out.push(`${line(rows[i]!)}  ${sound ? paint(t, '✓', 'green') : paint(t, '✗', 'red')}`);
  });

  const all = report.counts.reduce((sum, c) => sum + c.fires.all + c.passes.all, 0);
  if (report.failures.length > 0) out.push('');
  for (const f of report.failures.slice(0, limit)) {
    const what = f.list === 'fires' ? 'must fire but is silent' : 'must not fire but does';
    out.push(
      paint(t, `✗ ${f.rule} (${f.lang}) ${what}, confidence ${f.confidence.toFixed(2)}`, 'red'),
      ...wrapped(f.text, t, 4),
    );
  }
  const more = report.failures.length - limit;
  if (more > 0) out.push(`… and ${more} more (--all lists them)`);
  out.push(
    '',
    report.failures.length === 0
      ? paint(t, `All ${all} examples behave as they must.`, 'green')
      : paint(t, `${report.failures.length} of ${all} examples don't behave as they must.`, 'red'),
  );
  return `${out.join('\n')}\n`;
}
