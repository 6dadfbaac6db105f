/** Numbers, dates and times as Belgians of each language write them, on Belgian clocks. */
import type { Lang } from '../domain/vocabulary.js';
import { toWall } from './belgian-time.js';
import type { Texts } from './texts.js';

const LOCALE: Readonly<Record<Lang, string>> = { fr: 'fr-BE', nl: 'nl-BE', de: 'de-BE', en: 'en-GB' };

export class Format {
  private readonly whole: Intl.NumberFormat;
  private readonly percent: Intl.NumberFormat;
  private readonly dayFormat: Intl.DateTimeFormat;
  private readonly monthFormat: Intl.DateTimeFormat;

  constructor(private readonly texts: Texts) {
    const locale = LOCALE[texts.lang];
    this.whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
    this.percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
    this.dayFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
    this.monthFormat = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' });
  }

  number(n: number): string {
    return this.whole.format(n);
  }

  share(part: number, whole: number): string {
    return whole === 0 ? this.texts('none') : this.percent.format(part / whole);
  }

  /** A long date, e.g. 3 mai 2024. */
  day(at: number): string {
    const day = this.dayFormat.format(toWall(at));
    return this.texts.lang === 'fr' ? day.replace(/^1 /u, '1er ') : day;
  }

  /** 2024-05-03, for tables that are sorted. */
  isoDay(at: number): string {
    return new Date(toWall(at)).toISOString().slice(0, 10);
  }

  /** 21:04 */
  time(at: number): string {
    return new Date(toWall(at)).toISOString().slice(11, 16);
  }

  /** `2024-05` → mai 2024; `2024-Q2` → T2 2024; `2024` stays. */
  period(key: string): string {
    const [year = '', part] = key.split('-');
    if (part === undefined) return year;
    if (part.startsWith('Q')) return this.texts('quarter', { n: part.slice(1), year });
    return this.monthFormat.format(Date.UTC(Number(year), Number(part) - 1, 1));
  }

  minutes(minutes: number | null): string {
    if (minutes === null) return this.texts('none');
    if (minutes < 120) return this.texts('minutes', { n: this.whole.format(minutes) });
    return this.texts('hours', { n: (minutes / 60).toFixed(1) });
  }
}
