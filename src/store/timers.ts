/** Moments at which decide asked to be reminded. One of a kind and reference: a new one replaces it. */
import type { Database } from 'better-sqlite3';
import type { TimerName } from '../domain/vocabulary.js';

export interface TimerRow {
  readonly timer: TimerName;
  readonly ref: string;
  readonly grp: number;
  readonly due: number;
}

export function timerRepository(db: Database) {
  const set = db.prepare(`INSERT INTO timers (timer, ref, grp, due) VALUES (?, ?, ?, ?)
    ON CONFLICT (timer, ref) DO UPDATE SET due = excluded.due`);
  const due = db.prepare<[number, number], TimerRow>(
    'SELECT timer, ref, grp, due FROM timers WHERE due <= ? ORDER BY due, timer, ref LIMIT ?',
  );
  const next = db.prepare<[], number | null>('SELECT min(due) FROM timers').pluck();
  const clear = db.prepare('DELETE FROM timers WHERE timer = ? AND ref = ?');
  return {
    set: (timer: TimerName, ref: string, group: number, at: number): void =>
      void set.run(timer, ref, group, at),
    due: (now: number, limit = 100): TimerRow[] => due.all(now, limit),
    nextDue: (): number | null => next.get() ?? null,
    clear: (timer: TimerName, ref: string): void => void clear.run(timer, ref),
  };
}
