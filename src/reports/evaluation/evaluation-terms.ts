/** When an evaluation is due (art. 7): recommended every year, compulsory every three years. */
import { addMonths } from '../../domain/belgian-calendar.js';

export type ReminderKind = 'recommended' | 'soon' | 'overdue';
export interface Reminder {
  readonly kind: ReminderKind;
  /** ms since 1970. */
  readonly at: number;
}

const MONTHS: readonly (readonly [number, ReminderKind])[] = [
  [12, 'recommended'],
  [24, 'recommended'],
  [33, 'soon'],
  [35, 'soon'],
  [36, 'overdue'],
];

/** The last day on which art. 7 is still kept. */
export const evaluationDue = (last: number): number => addMonths(last, 36);

/**
 * The first reminder after `at`, when the last evaluation (or the recognition) was at `last`. Once three years are up it
 * comes again every month until the evaluation is there.
 */
export function nextReminder(last: number, at: number): Reminder {
  for (const [months, kind] of MONTHS) {
    const due = addMonths(last, months);
    if (due > at) return { kind, at: due };
  }
  for (let months = 37; ; months++) {
    const due = addMonths(last, months);
    if (due > at) return { kind: 'overdue', at: due };
  }
}

/** What a reminder that has come due says. */
export function reminderAt(last: number, at: number): ReminderKind {
  const passed = MONTHS.findLast(([months]) => addMonths(last, months) <= at);
  return passed?.[1] ?? 'recommended';
}
