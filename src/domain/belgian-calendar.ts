/** Days, weeks and months as Belgian calendars count them: a day with a change of the clocks is still one day. */
import { TZDate } from '@date-fns/tz';
import { addDays as daysLater } from 'date-fns/addDays';
import { addMonths as monthsLater } from 'date-fns/addMonths';
import { endOfDay as dayEnds } from 'date-fns/endOfDay';
import { set } from 'date-fns/set';

export const BELGIUM = 'Europe/Brussels';

const belgian = (at: number): TZDate => new TZDate(at, BELGIUM);

/** The same time on the clock, `days` later; ms since 1970. */
export const addDays = (at: number, days: number): number => daysLater(belgian(at), days).getTime();

/** The same time on the clock, `months` later; the last day of a month that is too short. */
export const addMonths = (at: number, months: number): number => monthsLater(belgian(at), months).getTime();

/** The last millisecond of the day. */
export const endOfDay = (at: number): number => dayEnds(belgian(at)).getTime();

/** A period that is counted in days ends with the last of them, not in its middle. */
export const endOfDayAfter = (at: number, days: number): number => endOfDay(addDays(at, days));

/** The next moment after `at` at which Belgian clocks show this hour. */
export function nextAt(at: number, hours: number, minutes = 0): number {
  const today = set(belgian(at), { hours, minutes, seconds: 0, milliseconds: 0 });
  return (today.getTime() > at ? today : daysLater(today, 1)).getTime();
}

/** The end of a calendar day (`month` from 1), or null when there is no such day. */
export function endOf(year: number, month: number, day: number): number | null {
  const date = new TZDate(year, month - 1, day, BELGIUM);
  return date.getMonth() === month - 1 && date.getDate() === day ? dayEnds(date).getTime() : null;
}

/** 0: Sunday. */
export const weekdayOf = (at: number): number => belgian(at).getDay();

/** The year on a Belgian calendar. */
export const yearOf = (at: number): number => belgian(at).getFullYear();
