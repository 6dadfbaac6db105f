/** What a group did in a period, counted from the store (art. 7, E-2). Reads only; holds no text of a message. */
import { addDays } from '../../domain/belgian-calendar.js';
import type { Description } from '../../domain/finding.js';
import { belgianDay } from '../../store/counts.js';
import { STANDS } from '../../store/ledger.js';
import type { Store } from '../../store/store.js';

export interface MessageCounts {
  readonly total: number;
  /** Reports and what followed them: urgent, “hot” (art. 9 b). */
  readonly hot: number;
  /** Prevention and feedback: “cold”. */
  readonly cold: number;
  /** Thanks and confirmations. */
  readonly ack: number;
  readonly offTopic: number;
  readonly other: number;
}

export interface PeriodFigures {
  /** ms since 1970; `to` does not belong to it. */
  readonly from: number;
  readonly to: number;
  readonly messages: MessageCounts;
  readonly days: readonly {
    readonly day: string;
    readonly hot: number;
    readonly cold: number;
    readonly other: number;
  }[];
  readonly infractions: {
    /** Those that stand. */
    readonly total: number;
    readonly annulled: number;
    /** Most frequent first. */
    readonly byRule: readonly { readonly rule: string; readonly n: number }[];
    readonly byMember: readonly {
      readonly person: number;
      readonly name: string;
      readonly n: number;
      readonly rules: readonly string[];
    }[];
    readonly byResponse: readonly { readonly response: string; readonly n: number }[];
  };
  readonly holds: {
    readonly opened: number;
    readonly byOutcome: Readonly<Record<string, number>>;
    /** From held to “police informed”, of those that were confirmed. */
    readonly medianMinutes: number | null;
  };
  readonly threads: {
    readonly opened: number;
    readonly informed: number;
    readonly followed: number;
    readonly closed: number;
    /** How many described what: the quality of reports (Annex 4 §5). */
    readonly described: Readonly<Record<keyof Description, number>>;
    /** From the report to the moment since when police were said to know. */
    readonly medianMinutes: number | null;
  };
  readonly members: {
    readonly before: number;
    readonly after: number;
    readonly joined: number;
    readonly left: number;
  };
}

/** The middle of the list; null for none. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

const MOST_DAYS = 62;
const minutes = (ms: number): number => Math.round(ms / 60_000);

/** Messages are counted by whole Belgian days: from the day of `from` to the day before that of `to`. */
export function periodFigures(store: Store, group: number, from: number, to: number): PeriodFigures {
  return {
    from,
    to,
    ...messagesOf(store, group, from, to),
    infractions: infractionsOf(store, group, from, to),
    holds: holdsOf(store, group, from, to),
    threads: threadsOf(store, group, from, to),
    members: membersOf(store, group, from, to),
  };
}

function messagesOf(
  store: Store,
  group: number,
  from: number,
  to: number,
): Pick<PeriodFigures, 'messages' | 'days'> {
  const rows = store.db
    .prepare<[number, string, string], { day: string; kind: string; n: number }>(
      'SELECT day, kind, sum(n) AS n FROM counts WHERE grp = ? AND day >= ? AND day < ? GROUP BY day, kind ORDER BY day',
    )
    .all(group, belgianDay(from), belgianDay(to));
  const sum = (...kinds: string[]): number =>
    rows.filter((r) => kinds.includes(r.kind)).reduce((n, r) => n + r.n, 0);
  const total = rows.reduce((n, r) => n + r.n, 0);
  const [hot, cold, ack, offTopic] = [
    sum('signalement', 'followup'),
    sum('prevention'),
    sum('ack'),
    sum('offtopic'),
  ];
  const days = new Map<string, { day: string; hot: number; cold: number; other: number }>();
  // Days without a message are days too; years of them would fit on no axis.
  for (let i = 0; i < MOST_DAYS; i++) {
    const day = belgianDay(addDays(from, i));
    if (day >= belgianDay(to)) break;
    days.set(day, { day, hot: 0, cold: 0, other: 0 });
  }
  for (const r of rows) {
    const day = days.get(r.day) ?? { day: r.day, hot: 0, cold: 0, other: 0 };
    if (r.kind === 'signalement' || r.kind === 'followup') day.hot += r.n;
    else if (r.kind === 'prevention') day.cold += r.n;
    else day.other += r.n;
    days.set(r.day, day);
  }
  return {
    messages: { total, hot, cold, ack, offTopic, other: total - hot - cold - ack - offTopic },
    days: [...days.values()],
  };
}

function infractionsOf(store: Store, group: number, from: number, to: number): PeriodFigures['infractions'] {
  const rows = store.db
    .prepare<
      [number, number, number],
      { person: number; name: string; rule: string; response: string; stands: number }
    >(`SELECT l.person, p.name, l.rule, l.response, ${STANDS} AS stands FROM ledger l JOIN persons p ON p.id = l.person
      WHERE l.grp = ? AND l.kind = 'infraction' AND l.at >= ? AND l.at < ? ORDER BY l.seq`)
    .all(group, from, to);
  const standing = rows.filter((r) => r.stands === 1);
  const tally = (of: (row: (typeof rows)[number]) => string): [string, number][] => {
    const found = new Map<string, number>();
    for (const row of standing) found.set(of(row), (found.get(of(row)) ?? 0) + 1);
    return [...found].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  };
  const members = new Map<number, { person: number; name: string; n: number; rules: string[] }>();
  for (const { person, name, rule } of standing) {
    const member = members.get(person) ?? { person, name, n: 0, rules: [] };
    member.n++;
    if (!member.rules.includes(rule)) member.rules.push(rule);
    members.set(person, member);
  }
  return {
    total: standing.length,
    annulled: rows.length - standing.length,
    byRule: tally((r) => r.rule).map(([rule, n]) => ({ rule, n })),
    byResponse: tally((r) => r.response).map(([response, n]) => ({ response, n })),
    byMember: [...members.values()].sort((a, b) => b.n - a.n || a.person - b.person),
  };
}

function holdsOf(store: Store, group: number, from: number, to: number): PeriodFigures['holds'] {
  const rows = store.db
    .prepare<
      [number, number, number],
      { opened_at: number; closed_at: number | null; outcome: string | null }
    >('SELECT opened_at, closed_at, outcome FROM holds WHERE grp = ? AND opened_at >= ? AND opened_at < ?')
    .all(group, from, to);
  const byOutcome: Record<string, number> = {};
  for (const { outcome } of rows)
    byOutcome[outcome ?? 'waiting'] = (byOutcome[outcome ?? 'waiting'] ?? 0) + 1;
  return {
    opened: rows.length,
    byOutcome,
    medianMinutes: median(
      rows
        .filter((r) => r.outcome === 'confirmed' && r.closed_at !== null)
        .map((r) => minutes(r.closed_at! - r.opened_at)),
    ),
  };
}

function threadsOf(store: Store, group: number, from: number, to: number): PeriodFigures['threads'] {
  const rows = store.db
    .prepare<
      [number, number, number],
      {
        opened_at: number;
        police_informed_at: number | null;
        messages: number;
        closed_at: number | null;
        description: string;
      }
    >(`SELECT opened_at, police_informed_at, messages, closed_at, description FROM threads
      WHERE grp = ? AND opened_at >= ? AND opened_at < ?`)
    .all(group, from, to);
  const described = { where: 0, when: 0, direction: 0, person: 0, clothes: 0, vehicle: 0 };
  for (const row of rows) {
    const d = JSON.parse(row.description) as Description;
    for (const key of Object.keys(described) as (keyof Description)[]) if (d[key]) described[key]++;
  }
  const informed = rows.filter((r) => r.police_informed_at !== null);
  return {
    opened: rows.length,
    informed: informed.length,
    followed: rows.filter((r) => r.messages > 1).length,
    closed: rows.filter((r) => r.closed_at !== null).length,
    described,
    medianMinutes: median(informed.map((r) => minutes(Math.max(0, r.police_informed_at! - r.opened_at)))),
  };
}

function membersOf(store: Store, group: number, from: number, to: number): PeriodFigures['members'] {
  const count = (sql: string, ...params: number[]): number =>
    store.db
      .prepare<number[], number>(`SELECT count(*) FROM memberships WHERE ${sql}`)
      .pluck()
      .get(...params) ?? 0;
  const at = (moment: number): number =>
    count('grp = ? AND joined_at < ? AND (left_at IS NULL OR left_at >= ?)', group, moment, moment);
  return {
    before: at(from),
    after: at(to),
    joined: count('grp = ? AND joined_at >= ? AND joined_at < ?', group, from, to),
    left: count('grp = ? AND left_at >= ? AND left_at < ?', group, from, to),
  };
}
