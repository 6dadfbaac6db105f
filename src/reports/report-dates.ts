/** Days and hours as Belgians write them in a letter. Always the clock of Europe/Brussels, whatever the machine's. */
import { BELGIUM } from '../domain/belgian-calendar.js';
import type { Lang } from '../domain/vocabulary.js';

const LOCALE: Readonly<Record<Lang, string>> = { fr: 'fr-BE', nl: 'nl-BE', de: 'de-BE', en: 'en-GB' };

const made = new Map<string, Intl.DateTimeFormat>();
function format(lang: Lang, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${lang}:${name}`;
  let known = made.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat(LOCALE[lang], { timeZone: BELGIUM, ...options });
    made.set(key, known);
  }
  return known;
}

/** French says “1er mars”, and plain numbers after it. */
const first = (text: string, lang: Lang): string =>
  lang === 'fr' ? text.replace(/(^|\s)1 /, '$11er ') : text;

/** “3 mars 2026”, “3 maart 2026”, “3. März 2026”, “3 March 2026”. */
export const dayOf = (at: number, lang: Lang): string =>
  first(format(lang, 'day', { day: 'numeric', month: 'long', year: 'numeric' }).format(at), lang);

/** “mardi 3 mars 2026”. */
export const weekdayOf = (at: number, lang: Lang): string =>
  first(
    format(lang, 'weekday', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(at),
    lang,
  );

/** “03/03”: for the axis of a chart. */
export const shortDayOf = (at: number, lang: Lang): string =>
  format(lang, 'short', { day: '2-digit', month: '2-digit' }).format(at);

/** “mars 26”: for the axis of a chart over years. */
export const monthOf = (at: number, lang: Lang): string =>
  format(lang, 'month', { month: 'short', year: '2-digit' }).format(at);

/** “21 h 04”, “21.04 uur”, “21.04 Uhr”, “21:04”. */
export function hourOf(at: number, lang: Lang): string {
  const parts = format('en', 'hour', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(
    at,
  );
  const of = (type: string): string => parts.find((p) => p.type === type)?.value ?? '';
  const [hour, minute] = [of('hour'), of('minute')];
  // Never torn at the end of a line.
  return {
    fr: `${hour}\u00a0h\u00a0${minute}`,
    nl: `${hour}.${minute}\u00a0uur`,
    de: `${hour}.${minute}\u00a0Uhr`,
    en: `${hour}:${minute}`,
  }[lang];
}

const AT: Readonly<Record<Lang, string>> = { fr: ' à ', nl: ' om ', de: ' um ', en: ' at ' };

/** “3 mars 2026 à 21 h 04”. */
export const momentOf = (at: number, lang: Lang): string =>
  `${dayOf(at, lang)}${AT[lang]}${hourOf(at, lang)}`;

/** “mardi 3 mars 2026 à 21 h 04”: for an appointment. */
export const appointmentOf = (at: number, lang: Lang): string =>
  `${weekdayOf(at, lang)}${AT[lang]}${hourOf(at, lang)}`;
