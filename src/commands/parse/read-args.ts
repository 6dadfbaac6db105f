/** Reads the parts that commands have in common: whom, until when, which number, and why. */
import type { RawArgs, ReadContext, Reading } from '../command.js';
import { joined, type Token } from './tokens.js';
import { findUntil } from './until.js';
import { findWho } from './who.js';

export interface Wanted {
  /** A person; `person` is their number in the register. */
  readonly who?: 'needed' | 'maybe';
  /** `until` (ms) or `forever` (true). */
  readonly until?: true;
  /** A number by this name: `12`, `#12`, `n° 12`. */
  readonly number?: string;
  /** The number of a police report: “PV 123/2026”. */
  readonly report?: true;
  /** What is left, or stands between quotes. */
  readonly reason?: true;
}

/** Words that lead to a reason and are no part of it. */
const BECAUSE = new Set([...'car pour because for wegen weil omdat want denn voor : - – —'.split(' ')]);
const NUMBER_WORDS = new Set([
  'n°',
  'no',
  'nr',
  'nr.',
  'no.',
  'num',
  'dossier',
  'case',
  'akte',
  'fall',
  'zaak',
  '#',
]);
const REPORT_WORDS = new Set(['pv', 'p.v.', 'proces-verbal', 'proces-verbaal', 'protokoll', 'report']);

/** `tokens` → arguments by name. Nothing that was typed is lost: what is not understood is the reason. */
export function readArgs(tokens: readonly Token[], wanted: Wanted, context: ReadContext): Reading {
  const raw: Record<string, string | number | boolean | null> = {};
  let rest: readonly Token[] = tokens;
  let candidates: Reading['candidates'];
  let problem: Reading['problem'];
  if (wanted.report) {
    const at = rest.findIndex((t) => !t.quoted && REPORT_WORDS.has(t.folded));
    const number = rest[at + 1];
    if (at >= 0 && number) {
      raw.report = number.text;
      rest = [...rest.slice(0, at), ...rest.slice(at + 2)];
    }
  }
  if (wanted.number) {
    const at = rest.findIndex((t) => !t.quoted && /^#?\d{1,9}$/.test(t.text));
    // “2 semaines” and phone numbers are no numbers of a case.
    if (at >= 0 && (at === 0 || rest[at]!.text.startsWith('#') || NUMBER_WORDS.has(rest[at - 1]!.folded))) {
      raw[wanted.number] = Number(rest[at]!.text.replace('#', ''));
      const from = at > 0 && NUMBER_WORDS.has(rest[at - 1]!.folded) ? at - 1 : at;
      rest = [...rest.slice(0, from), ...rest.slice(at + 1)];
    }
  }
  if (wanted.who && !(wanted.number && raw[wanted.number] !== undefined)) {
    const found = findWho(rest, context.people, context.hint);
    if (found.candidates.length === 1) raw.person = found.candidates[0]!.person;
    else if (found.candidates.length > 1) candidates = found.candidates;
    else if (found.looked !== '') problem = { key: 'command.nobody', params: { name: found.looked } };
    else if (wanted.who === 'needed') problem = { key: 'command.whom' };
    // Where nobody has to be named, words that name nobody are the reason.
    if (wanted.who === 'maybe' && found.candidates.length === 0 && found.looked !== '') {
      if (!/^[@＠+\d]/u.test(found.looked)) problem = undefined;
    } else rest = found.rest;
  }
  if (wanted.until) {
    const found = findUntil(rest, context.now);
    if (found) {
      if (found.until === 'forever') raw.forever = true;
      else raw.until = found.until.at;
      rest = [...rest.slice(0, found.from), ...rest.slice(found.to)];
    }
  }
  if (wanted.reason) Object.assign(raw, reasonOf(rest));
  return {
    raw,
    ...(candidates ? { candidates } : {}),
    ...(problem ? { problem } : {}),
  };
}

/** The first text in quotes, or else all that is left; a second text in quotes tells why a step is passed over. */
export function reasonOf(rest: readonly Token[]): RawArgs {
  const quoted = rest.filter((t) => t.quoted && t.text !== '');
  if (quoted.length > 0)
    return { reason: quoted[0]!.text, ...(quoted[1] ? { passesOver: quoted[1].text } : {}) };
  let from = 0;
  while (from < rest.length && BECAUSE.has(rest[from]!.folded)) from++;
  if (rest[from]?.folded === 'parce' && /^qu/.test(rest[from + 1]?.folded ?? '')) from += 2;
  const reason = joined(rest.slice(from))
    .replace(/^[:–—-]+\s*/, '')
    .trim();
  return reason === '' ? {} : { reason };
}
