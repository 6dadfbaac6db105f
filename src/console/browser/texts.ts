/** The page's words: sentences by key, and dates as Belgians write them. */
import type { Lang } from '../../domain/vocabulary.js';
import { unbroken } from '../../reports/french-spaces.js';

export interface Words {
  readonly lang: Lang;
  /** The sentence of that key with its {placeholders} filled; the key itself when there is none. */
  t(key: string, params?: Readonly<Record<string, string | number>>): string;
  /** Null when there is no sentence of that key. */
  maybe(key: string): string | null;
  /** 21:04 */
  time(at: number): string;
  /** Tuesday 24 November */
  day(at: number): string;
  /** 24/11, 21:04 */
  short(at: number): string;
  /** 24 November 2026 */
  date(at: number): string;
  /** Nov. of `2026-11` */
  month(month: string): string;
  /** 3 days ago; in 2 hours */
  ago(at: number, now: number): string;
  number(n: number): string;
  /** 3.4 MB */
  bytes(n: number): string;
  /** The sentence of that key for a number: `key.one`, `key.other`. */
  n(key: string, n: number, params?: Readonly<Record<string, string | number>>): string;
  percent(share: number): string;
  /** `Annex 4 §5` as this language writes it. */
  clause(clause: string): string;
  /** 9 min 40 s */
  span(ms: number): string;
}

const ZONE = 'Europe/Brussels';

export function words(lang: Lang, texts: Readonly<Record<string, string>>): Words {
  const locale = lang === 'en' ? 'en-GB' : `${lang}-BE`;
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...options });
  const time = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const day = format({ weekday: 'long', day: 'numeric', month: 'long' });
  const short = format({
    day: '2-digit',
    month: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const date = format({ day: 'numeric', month: 'long', year: 'numeric' });
  const month = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'short' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const number = new Intl.NumberFormat(locale);
  const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const plural = new Intl.PluralRules(locale);
  const fill = (text: string, params: Readonly<Record<string, string | number>>): string =>
    unbroken(text, lang).replace(/\{([a-z]+)\}/g, (whole, name: string) => String(params[name] ?? whole));
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const maybe = (key: string): string | null => texts[key] ?? null;
  return {
    lang,
    maybe,
    t: (key, params = {}) => fill(texts[key] ?? key, params),
    n: (key, n, params = {}) =>
      fill(texts[`${key}.${plural.select(n)}`] ?? texts[`${key}.other`] ?? key, {
        n: number.format(n),
        ...params,
      }),
    date: (at) => date.format(at),
    month: (m) => month.format(Date.parse(`${m}-15T12:00:00Z`)),
    ago: (at, now) => {
      const minutes = Math.round((at - now) / 60_000);
      if (Math.abs(minutes) < 60) return relative.format(minutes, 'minute');
      if (Math.abs(minutes) < 60 * 36) return relative.format(Math.round(minutes / 60), 'hour');
      return relative.format(Math.round(minutes / 1440), 'day');
    },
    number: (n) => number.format(n),
    bytes: (n) => {
      const units = lang === 'fr' ? ['o', 'ko', 'Mo', 'Go'] : ['B', 'kB', 'MB', 'GB'];
      const power = Math.min(3, Math.floor(Math.log10(Math.max(1, n)) / 3));
      return `${decimal.format(n / 1000 ** power)} ${units[power]}`;
    },
    time: (at) => time.format(at),
    day: (at) => day.format(at),
    short: (at) => short.format(at),
    percent: (share) => percent.format(share),
    clause: (clause) =>
      clause
        .replace(/\bAnnex\b/g, texts['clause.annex'] ?? 'Annex')
        .replace(/\bArt\./gi, texts['clause.article'] ?? 'Art.'),
    span: (ms) => {
      const seconds = Math.max(0, Math.round(ms / 1000));
      const minutes = Math.floor(seconds / 60);
      if (minutes >= 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
      return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
    },
  };
}
