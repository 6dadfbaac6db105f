/** Messages counted by day, kind and outcome, without their text (art. 7). */
import type { Database } from 'better-sqlite3';

const day = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Brussels',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});
let cachedQuarter = -1;
let cachedDay = '';
/** The day in Belgium, e.g. `2026-03-01`. Formatting is slow and a day never changes within a quarter of an hour. */
export function belgianDay(at: number): string {
  const quarter = Math.floor(at / 900_000);
  if (quarter !== cachedQuarter) {
    cachedDay = day.format(at);
    cachedQuarter = quarter;
  }
  return cachedDay;
}

export function countRepository(db: Database) {
  const add = db.prepare(`INSERT INTO counts (grp, day, kind, outcome, n) VALUES (?, ?, ?, ?, 1)
    ON CONFLICT (grp, day, kind, outcome) DO UPDATE SET n = n + 1`);
  const of = db.prepare<[number], { day: string; kind: string; outcome: string; n: number }>(
    'SELECT day, kind, outcome, n FROM counts WHERE grp = ? ORDER BY day, kind, outcome',
  );
  const byDay = db.prepare<[number, string], { day: string; n: number }>(
    'SELECT day, sum(n) AS n FROM counts WHERE grp = ? AND day > ? GROUP BY day ORDER BY day',
  );
  return {
    add: (group: number, at: number, kind: string, outcome: string): void =>
      void add.run(group, belgianDay(at), kind, outcome),
    of: (group: number) => of.all(group),
    /** Messages of each day after that one, of whichever kind. */
    byDay: (group: number, after: string) => byDay.all(group, after),
  };
}
