/** A chat of ten years has 120 months: charts then go by quarter or by year, so that they can be read on a telephone. */
import type { MonthCount, Tally } from './tally.js';

export interface Periods {
  readonly unit: 'month' | 'quarter' | 'year';
  /** In order, without gaps: a silent month is a zero, not a missing column. */
  readonly list: readonly (MonthCount & { readonly key: string })[];
}

const MOST_COLUMNS = 24;

export function periodsOf(tally: Tally): Periods {
  const months = [...tally.months.keys()].sort();
  const first = months[0];
  const last = months[months.length - 1];
  if (first === undefined || last === undefined) return { unit: 'month', list: [] };
  const all = monthsBetween(first, last);
  const unit = all.length <= MOST_COLUMNS ? 'month' : all.length <= MOST_COLUMNS * 3 ? 'quarter' : 'year';
  const periods = new Map<string, MonthCount & { readonly key: string }>();
  for (const month of all) {
    const key = keyOf(month, unit);
    let period = periods.get(key);
    if (!period) {
      period = { key, messages: 0, findings: new Map(), reports: 0, atOnce: 0, later: 0 };
      periods.set(key, period);
    }
    const count = tally.months.get(month);
    if (count) add(period, count);
  }
  return { unit, list: [...periods.values()] };
}

/** A wrong clock on one telephone must not make a chart of centuries. */
const MOST_MONTHS = 12 * 60;

function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  let [year = 0, month = 1] = first.split('-').map(Number);
  for (let key = first; key <= last && months.length < MOST_MONTHS; ) {
    months.push(key);
    month++;
    if (month > 12) {
      month = 1;
      year++;
    }
    key = `${year}-${String(month).padStart(2, '0')}`;
  }
  return months;
}

function keyOf(month: string, unit: Periods['unit']): string {
  if (unit === 'month') return month;
  const year = month.slice(0, 4);
  return unit === 'year' ? year : `${year}-Q${Math.ceil(Number(month.slice(5)) / 3)}`;
}

function add(to: MonthCount, from: MonthCount): void {
  to.messages += from.messages;
  to.reports += from.reports;
  to.atOnce += from.atOnce;
  to.later += from.later;
  for (const [rule, n] of from.findings) to.findings.set(rule, (to.findings.get(rule) ?? 0) + n);
}
