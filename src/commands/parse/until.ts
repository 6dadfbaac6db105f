/** “2 semaines”, “14 dagen”, “bis 3. Mai”, “until 2026-05-03”: when something ends, as people of four languages say it. */
import { addDays, addMonths, endOf, endOfDay, weekdayOf, yearOf } from '../../domain/belgian-calendar.js';
import { belgianDay } from '../../store/counts.js';
import type { Token } from './tokens.js';

export type Until = { readonly at: number } | 'forever';

export interface FoundUntil {
  readonly until: Until;
  /** The words that say it: [from, to). */
  readonly from: number;
  readonly to: number;
}

const NUMBERS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    [
      'un une een ein eine einen einem a an one',
      'deux twee zwei two',
      'trois drie drei three',
      'quatre vier four',
      'cinq vijf funf fuenf five',
      'six zes sechs',
      'sept zeven sieben seven',
      'huit acht eight',
      'neuf negen neun nine',
      'dix tien zehn ten',
    ].flatMap((words, i) => words.split(' ').map((word) => [word, i + 1])),
  ),
  douze: 12,
  twaalf: 12,
  zwolf: 12,
  zwoelf: 12,
  twelve: 12,
  quatorze: 14,
  veertien: 14,
  vierzehn: 14,
  fourteen: 14,
  quinze: 15,
  vijftien: 15,
  trente: 30,
  dertig: 30,
  dreissig: 30,
  thirty: 30,
};

type Unit = 'hour' | 'day' | 'week' | 'month' | 'year';
const UNITS: Readonly<Record<string, Unit>> = Object.fromEntries(
  Object.entries({
    hour: 'h heure heures uur uren u stunde stunden std hour hours hr hrs',
    day: 'j d jour jours dag dagen tag tage tagen day days',
    week: 'w s sem semaine semaines week weken wk woche wochen weeks',
    month: 'm mois maand maanden monat monate monaten month months',
    year: 'an ans annee annees jaar jaren jahr jahre jahren year years',
  } satisfies Record<Unit, string>).flatMap(([unit, words]) =>
    words.split(' ').map((word) => [word, unit as Unit]),
  ),
);

const MONTHS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'janvier januari januar janner january jan',
    'fevrier februari februar february feb fevr',
    'mars maart marz maerz march mar',
    'avril april avr apr',
    'mai mei may',
    'juin juni june jun',
    'juillet juli july jul juil',
    'aout augustus august aug',
    'septembre september sept sep',
    'octobre oktober october oct okt',
    'novembre november nov',
    'decembre december dezember dec dez',
  ].flatMap((words, i) => words.split(' ').map((word) => [word, i + 1])),
);

const FOREVER = new Set(
  'definitivement definitif definitive definitief endgultig endgueltig dauerhaft permanent permanently definitively forever toujours levenslang voorgoed lebenslang'.split(
    ' ',
  ),
);
/** The same in two words. */
const FOREVER_TWO = new Set([
  'pour toujours',
  'a vie',
  'voor altijd',
  'fur immer',
  'fuer immer',
  'for good',
  'for life',
]);
/** From Sunday. */
const WEEKDAYS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'dimanche zondag sonntag sunday',
    'lundi maandag montag monday',
    'mardi dinsdag dienstag tuesday',
    'mercredi woensdag mittwoch wednesday',
    'jeudi donderdag donnerstag thursday',
    'vendredi vrijdag freitag friday',
    'samedi zaterdag samstag saturday',
  ].flatMap((words, i) => words.split(' ').map((word) => [word, i] as const)),
);
const TOMORROW = new Set(['demain', 'morgen', 'tomorrow']);
/** “Un mois et demi”: better asked than taken for a month. */
const AND_HALF = new Set(['et demi', 'et demie', 'en half', 'en een', 'und halb', 'und ein', 'and a']);

/** Words that lead to a day or a duration and say nothing else. */
const LEADS = new Set(
  "jusqu'au jusqu'a jusquau jusqu au a tot en met op bis zum until till to through le la pendant durant gedurende voor fur fuer for pour wahrend den der".split(
    ' ',
  ),
);

/** Those of them that only lead to a day. */
const DAY_LEADS = new Set("jusqu'au jusqu'a jusquau jusqua jusque jusqu tot bis until till".split(' '));

const MAX_YEARS = 10;

const plain = (token: Token | undefined): string =>
  token && !token.quoted ? token.folded.replace(/[.,;:]{1,8}$/, '') : '';

/** The first end that the words tell, or null. A day in the past of this year is the one of next year. */
export function findUntil(tokens: readonly Token[], now: number): FoundUntil | null {
  for (let i = 0; i < tokens.length; i++) {
    const found = untilAt(tokens, i, now);
    if (!found) continue;
    let from = i;
    while (from > 0 && LEADS.has(plain(tokens[from - 1]))) from--;
    return { until: found.until, from, to: i + found.length };
  }
  return null;
}

export interface FoundDay {
  /** e.g. `2026-03-01` */
  readonly day: string;
  /** The words that say it: [from, to). */
  readonly from: number;
  readonly to: number;
}

/** The first day that is told with its year, past or to come: “01/03/2026”, “du 3 mars 2026”. */
export function findDay(tokens: readonly Token[]): FoundDay | null {
  for (let i = 0; i < tokens.length; i++) {
    // Two moments a year apart: a day that is told without its year would move along.
    const [found, later] = [0, 400 * 86_400_000].map((now) => dateAt(tokens, i, now));
    if (!found || found.until === 'forever' || !later || later.until === 'forever') continue;
    if (found.until.at !== later.until.at) continue;
    let from = i;
    while (from > 0 && (LEADS.has(plain(tokens[from - 1])) || plain(tokens[from - 1]) === 'du')) from--;
    return { day: belgianDay(found.until.at), from, to: i + found.length };
  }
  return null;
}

type At = { readonly until: Until; readonly length: number } | null;

function untilAt(tokens: readonly Token[], i: number, now: number): At {
  const word = plain(tokens[i]);
  if (word === '') return null;
  if (FOREVER.has(word)) return { until: 'forever', length: 1 };
  if (FOREVER_TWO.has(`${word} ${plain(tokens[i + 1])}`)) return { until: 'forever', length: 2 };
  return durationAt(tokens, i, now) ?? dateAt(tokens, i, now) ?? dayAt(tokens, i, now);
}

/** “Until Friday”, “tot morgen”: only behind a word that leads to a day, for Freitag and Morgen are names, too. */
function dayAt(tokens: readonly Token[], i: number, now: number): At {
  const word = plain(tokens[i]);
  if (!DAY_LEADS.has(plain(tokens[i - 1])) && !DAY_LEADS.has(plain(tokens[i - 2]))) return null;
  if (TOMORROW.has(word)) return { until: { at: endOfDay(addDays(now, 1)) }, length: 1 };
  const weekday = WEEKDAYS[word];
  if (weekday === undefined) return null;
  const ahead = (weekday - weekdayOf(now) + 7) % 7;
  return { until: { at: endOfDay(addDays(now, ahead === 0 ? 7 : ahead)) }, length: 1 };
}

function durationAt(tokens: readonly Token[], i: number, now: number): At {
  const word = plain(tokens[i]);
  const joinedUp = /^(\d{1,4})([a-z]+)$/.exec(word);
  const number = joinedUp ? Number(joinedUp[1]) : /^\d{1,4}$/.test(word) ? Number(word) : NUMBERS[word];
  const unit = UNITS[joinedUp ? joinedUp[2]! : plain(tokens[i + 1])];
  if (number === undefined || unit === undefined || number === 0) return null;
  const after = i + (joinedUp ? 1 : 2);
  if (AND_HALF.has(`${plain(tokens[after])} ${plain(tokens[after + 1])}`)) return null;
  const at = later(now, number, unit);
  return at === null ? null : { until: { at }, length: joinedUp ? 1 : 2 };
}

function later(now: number, number: number, unit: Unit): number | null {
  const at =
    unit === 'hour'
      ? now + number * 3_600_000
      : unit === 'day' || unit === 'week'
        ? addDays(now, number * (unit === 'week' ? 7 : 1))
        : addMonths(now, number * (unit === 'year' ? 12 : 1));
  return at > addMonths(now, MAX_YEARS * 12) ? null : at;
}

function dateAt(tokens: readonly Token[], i: number, now: number): At {
  const word = plain(tokens[i]);
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(word);
  if (iso) return dated(Number(iso[1]), Number(iso[2]), Number(iso[3]), 1);
  const slashed = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?$/.exec(word);
  if (slashed) {
    const [, day, month, year] = slashed;
    if (year !== undefined)
      return dated(Number(year) + (year.length === 2 ? 2000 : 0), Number(month), Number(day), 1);
    return coming(Number(month), Number(day), now, 1);
  }
  const day = /^(\d{1,2})(?:e|er|ste|de|st|nd|rd|th)?$/.exec(word);
  if (!day) return null;
  // “3 May”, “3 de mai”, “3rd of May”
  const skip = ['de', 'of', 'd'].includes(plain(tokens[i + 1])) ? 1 : 0;
  const month = MONTHS[plain(tokens[i + 1 + skip])];
  if (month === undefined) return null;
  const year = /^\d{4}$/.test(plain(tokens[i + 2 + skip])) ? Number(plain(tokens[i + 2 + skip])) : null;
  const length = 2 + skip + (year === null ? 0 : 1);
  return year === null
    ? coming(month, Number(day[1]), now, length)
    : dated(year, month, Number(day[1]), length);
}

/** “Until a day” includes that day. */
function dated(year: number, month: number, day: number, length: number): At {
  const at = endOf(year, month, day);
  return at === null ? null : { until: { at }, length };
}

function coming(month: number, day: number, now: number, length: number): At {
  const year = yearOf(now);
  const at = endOf(year, month, day);
  const next = at !== null && at >= endOfDay(now) ? at : endOf(year + 1, month, day);
  return next === null ? null : { until: { at: next }, length };
}
