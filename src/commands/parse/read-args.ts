/** Reads the parts that commands have in common: whom, until when, which number, and why. */
import type { RawArgs, ReadContext, Reading } from '../command.js';
import { withoutPoliteness } from './fillers.js';
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
const BECAUSE = new Set([
  ...'car pour because for wegen weil omdat want denn voor wegens vanwege gezien : - – —'.split(' '),
]);
const NUMBER_WORD = /^(?:n°|no|nr|num|numero|nummer|number|#)[.:]?$/;
/** A number that begins with 0 is somebody's telephone. */
const NUMBER = /^#?([1-9]\d{0,8})[.,:;]?$/;
const JOINED = /^(?:n°|no|nr|num|#)[.:]?([1-9]\d{0,8})[.,:;]?$/;
/** What is counted, as people call it before its number. */
const COUNTED = new Set(
  "dossier dossiers case akte fall zaak fait feit tatsache infraction l'infraction inbreuk verstoss entry".split(
    ' ',
  ),
);
const ARTICLES = new Set('le la het de die den der the'.split(' '));
const REPORT = /^(?:p\.?v\.?|proces-?verba(?:l|al)|protokoll?|report)[.:,]?(?:n°|nr\.?|no\.?)?[.:]?(\d.*)?$/;

/** “n° 12”, “nr12”, “numéro 12” are one token that folds to “#12”; its text stays as typed, for it may belong to a reason. */
export function withNumbers(tokens: readonly Token[]): readonly Token[] {
  const out: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    const next = tokens[i + 1];
    const number = token.quoted ? undefined : JOINED.exec(token.folded)?.[1];
    const split =
      !token.quoted && NUMBER_WORD.test(token.folded) && next && !next.quoted
        ? NUMBER.exec(next.folded)?.[1]
        : undefined;
    if (split !== undefined) {
      i++;
      out.push({ text: `${token.text} ${next!.text}`, folded: `#${split}`, quoted: false });
    } else out.push(number === undefined ? token : { ...token, folded: `#${number}` });
  }
  return out;
}

/** The number that stands first, or is marked as one, with what it counts: “le dossier #12”. Phone numbers and “2 weken” are none. */
export function numberIn(
  tokens: readonly Token[],
): { readonly value: number; readonly rest: readonly Token[] } | null {
  const at = tokens.findIndex((t) => !t.quoted && NUMBER.test(t.folded));
  if (at < 0) return null;
  const is = (i: number, words: ReadonlySet<string>): boolean =>
    i >= 0 && !tokens[i]!.quoted && words.has(tokens[i]!.folded);
  if (at > 0 && !tokens[at]!.folded.startsWith('#') && !is(at - 1, COUNTED)) return null;
  let from = at;
  while (is(from - 1, COUNTED) || (is(from - 1, ARTICLES) && is(from, COUNTED))) from--;
  return {
    value: Number(NUMBER.exec(tokens[at]!.folded)![1]),
    rest: [...tokens.slice(0, from), ...tokens.slice(at + 1)],
  };
}

/** “PV 123/2026”, “PV n° 123/2026,”, “PV123/2026”, “proces-verbaal: 123/2026” */
function reportIn(
  tokens: readonly Token[],
): { readonly value: string; readonly rest: readonly Token[] } | null {
  for (const [at, token] of tokens.entries()) {
    const found = token.quoted ? null : REPORT.exec(token.folded);
    if (!found) continue;
    let to = at;
    if (found[1] === undefined) {
      to++;
      while (
        tokens[to] &&
        !tokens[to]!.quoted &&
        (NUMBER_WORD.test(tokens[to]!.folded) || tokens[to]!.text === ':')
      )
        to++;
      if (!/\d/.test(tokens[to]?.text ?? '')) continue;
    }
    const { text, folded } = tokens[to]!;
    const number =
      found[1] === undefined
        ? folded.startsWith('#')
          ? folded.slice(1)
          : text
        : token.text.slice(token.text.search(/\d/));
    const value = number.replace(/[.,;:]{1,8}$/, '');
    return { value, rest: [...tokens.slice(0, at), ...tokens.slice(to + 1)] };
  }
  return null;
}

/** `tokens` → arguments by name. Nothing that was typed is lost: what is not understood is the reason. */
export function readArgs(tokens: readonly Token[], wanted: Wanted, context: ReadContext): Reading {
  const raw: Record<string, string | number | boolean | null> = {};
  let rest = withNumbers(withoutPoliteness(tokens));
  let candidates: Reading['candidates'];
  let problem: Reading['problem'];
  const report = wanted.report ? reportIn(rest) : null;
  if (report) {
    raw.report = report.value;
    rest = report.rest;
  }
  const number = wanted.number ? numberIn(rest) : null;
  if (number) {
    raw[wanted.number!] = number.value;
    rest = number.rest;
  }
  // Before the name: “définitivement Anne”, “2 weken Anne”.
  const end = wanted.until ? findUntil(rest, context.now) : null;
  if (end) {
    if (end.until === 'forever') raw.forever = true;
    else raw.until = end.until.at;
    rest = [...rest.slice(0, end.from), ...rest.slice(end.to)];
  }
  if (wanted.who && !number) {
    const found = findWho(rest, context.people, context.hint);
    if (found.candidates.length === 1) raw.person = found.candidates[0]!.person;
    else if (found.candidates.length > 1) candidates = found.candidates;
    else if (wanted.who === 'needed' && found.similar && found.similar.length > 0) candidates = found.similar;
    else if (found.looked !== '') problem = { key: 'command.nobody', params: { name: found.looked } };
    else if (wanted.who === 'needed') problem = { key: 'command.whom' };
    // Where nobody has to be named, words that name nobody are the reason.
    if (wanted.who === 'maybe' && found.candidates.length === 0 && found.looked !== '') {
      if (!/^[@＠+\d]/u.test(found.looked)) problem = undefined;
    } else rest = found.rest;
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
  const reason = joined(withoutPoliteness(rest.slice(from)))
    .replace(/^[:,;.–—-]+\s*/, '')
    .replace(/^'([^']*)'$/, '$1')
    .trim();
  return reason === '' ? {} : { reason };
}
