/** When the next digest is due: the hour that somebody chose on Belgian clocks, also where those jump. */
import { TZDate } from '@date-fns/tz';
import { addDays } from 'date-fns/addDays';
import { getISODay } from 'date-fns/getISODay';
import { set } from 'date-fns/set';
import { BELGIUM } from '../../domain/belgian-calendar.js';
import type { DigestSettings } from '../../store/digest-settings.js';

/** The first such moment after `at`, ms since 1970. An hour that a clock skips comes an hour later on that day. */
export function nextDigest(
  { cadence, weekday, minute }: Pick<DigestSettings, 'cadence' | 'weekday' | 'minute'>,
  at: number,
): number {
  const today = set(new TZDate(at, BELGIUM), { hours: 12, minutes: 0, seconds: 0, milliseconds: 0 });
  for (let days = 0; days <= 8; days++) {
    const noon = addDays(today, days);
    if (cadence === 'weekly' && getISODay(noon) !== weekday) continue;
    const due = set(noon, { hours: Math.floor(minute / 60), minutes: minute % 60 }).getTime();
    if (due > at) return due;
  }
  throw new Error('there is a day of each name in a week');
}
