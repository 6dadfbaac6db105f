/**
 * Is 03/04/2024 in March or in April? The export doesn't say, so the whole file is asked: a number above 12 can
 * only be a day; where there is none, the order in which time runs forwards; at last, the habits of each country.
 */
import type { Header } from './header.js';

export type DateOrder = 'dmy' | 'mdy' | 'ymd';

export class DateOrderVotes {
  private dayFirst = 0;
  private monthFirst = 0;
  private yearFirst = 0;
  private total = 0;
  private backwardsIfDayFirst = 0;
  private backwardsIfMonthFirst = 0;
  private lastIfDayFirst = 0;
  private lastIfMonthFirst = 0;
  private americanLook = 0;
  private paddedMonthLook = 0;

  add(h: Header): void {
    this.total++;
    const [a, b, c] = h.date;
    if (a.length > 2) {
      this.yearFirst++;
      return;
    }
    const first = Number(a);
    const second = Number(b);
    if (first > 12) this.dayFirst++;
    if (second > 12) this.monthFirst++;
    const time = Number(c) * 12 * 31 * 1440 + clock(h);
    const ifDayFirst = time + (second * 31 + first) * 1440;
    const ifMonthFirst = time + (first * 31 + second) * 1440;
    if (ifDayFirst < this.lastIfDayFirst) this.backwardsIfDayFirst++;
    if (ifMonthFirst < this.lastIfMonthFirst) this.backwardsIfMonthFirst++;
    this.lastIfDayFirst = ifDayFirst;
    this.lastIfMonthFirst = ifMonthFirst;
    // en-US writes 3/4/24, 9:04 PM; fr-BE 3/04/24; en-GB 03/04/2024.
    if (h.separator === '/' && c.length === 2 && h.half !== null && b.length === 1) this.americanLook++;
    if (a.length === 1 && b.startsWith('0')) this.paddedMonthLook++;
  }

  decide(): DateOrder {
    if (this.yearFirst > this.total / 2) return 'ymd';
    if (this.dayFirst !== this.monthFirst) return this.dayFirst > this.monthFirst ? 'dmy' : 'mdy';
    if (this.paddedMonthLook > 0) return 'dmy';
    if (this.backwardsIfDayFirst !== this.backwardsIfMonthFirst)
      return this.backwardsIfDayFirst < this.backwardsIfMonthFirst ? 'dmy' : 'mdy';
    return this.americanLook > 0 ? 'mdy' : 'dmy';
  }
}

/** Minutes since midnight, enough to tell which of two messages of one day came first. */
function clock(h: Header): number {
  return (h.half === null ? h.hour : (h.hour % 12) + (h.half === 'pm' ? 12 : 0)) * 60 + h.minute;
}

/** The clock of a head as `Date.UTC` would give it, or null for a day or hour that doesn't exist. */
export function wallTimeOf(h: Header, order: DateOrder): number | null {
  const [a, b, c] = h.date;
  const yearFirst = a.length > 2;
  const [y, m, d] = yearFirst ? [a, b, c] : order === 'mdy' ? [c, a, b] : [c, b, a];
  const year = y.length === 2 ? 2000 + Number(y) : Number(y);
  const month = Number(m);
  const day = Number(d);
  if (y.length === 3 || y.length === 1 || year < 1990 || year > 2200) return null;
  if (month < 1 || month > 12 || day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate())
    return null;
  if (h.hour > 23 || h.minute > 59 || h.second > 59) return null;
  const hour = h.half === null || h.hour > 12 ? h.hour : (h.hour % 12) + (h.half === 'pm' ? 12 : 0);
  return Date.UTC(year, month - 1, day, hour, h.minute, h.second);
}
