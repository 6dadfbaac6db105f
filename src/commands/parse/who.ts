/** Finds out whom a command means: by a reply, a mention, a phone number, or a name in whatever spelling. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { fold } from './fold.js';
import type { Token } from './tokens.js';

/** Somebody who can be meant. */
export interface Candidate {
  readonly person: number;
  readonly identity: string;
  readonly alt: string | null;
  readonly name: string;
}

export interface FoundWho {
  /** One: it is they. Several: ask which. None: nobody of that name. */
  readonly candidates: readonly Candidate[];
  /** What is left of the words. */
  readonly rest: readonly Token[];
  /** What was looked for, to say so; empty when no words named anybody. */
  readonly looked: string;
}

const digitsOf = (text: string): string => text.replace(/\D/g, '');
/** What a channel's identity holds of a phone number: `32470123456@s.whatsapp.net` → `32470123456`. */
const phonesOf = (c: Candidate): string[] =>
  [c.identity, c.alt ?? ''].map((id) => digitsOf(id.split('@')[0] ?? '')).filter((d) => d.length >= 8);

const partsOf = (name: string): string[] =>
  fold(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((p) => p !== '');

/** How well words fit a name: 3 the whole name, 2 its first words, 1 beginnings of its words in order; 0 not at all. */
function closeness(words: readonly string[], name: string): number {
  const parts = partsOf(name);
  if (words.length === 0 || parts.length === 0) return 0;
  const wanted = words.join(' ');
  if (wanted === parts.join(' ')) return 3;
  if (wanted === parts.slice(0, words.length).join(' ')) return 2;
  let i = 0;
  for (const word of words) {
    while (i < parts.length && !parts[i]!.startsWith(word)) i++;
    if (i++ >= parts.length) return 0;
  }
  // A single letter means nobody.
  return wanted.length >= 2 ? 1 : 0;
}

const best = (words: readonly string[], people: readonly Candidate[]): readonly Candidate[] => {
  const scored = people.map((c) => ({ c, score: closeness(words, c.name) })).filter((s) => s.score > 0);
  const top = Math.max(0, ...scored.map((s) => s.score));
  return scored.filter((s) => s.score === top).map((s) => s.c);
};

const MOST_WORDS = 5;

/**
 * @param hint who is meant by the way of writing: the poster of the message that was replied to, or a mention
 * @param people everybody in the group, and who left it
 */
export function findWho(
  tokens: readonly Token[],
  people: readonly Candidate[],
  hint: { readonly replied: string | null; readonly mentions: readonly string[] },
): FoundWho {
  const byId = (id: string): Candidate[] => people.filter((c) => c.identity === id || c.alt === id);
  const mentioned = hint.mentions.flatMap(byId);
  if (mentioned.length > 0) {
    // The mention's own words go; on WhatsApp they are digits, elsewhere a name.
    const at = tokens.findIndex((t) => t.text.startsWith('@'));
    const rest = at < 0 ? tokens : [...tokens.slice(0, at), ...tokens.slice(at + 1)];
    return { candidates: unique(mentioned), rest: withoutName(rest, at, mentioned[0]!), looked: '' };
  }
  const phone = phoneIn(tokens);
  if (phone) {
    const candidates = people.filter((c) => phonesOf(c).includes(phone.digits));
    return { candidates, rest: phone.rest, looked: phone.shown };
  }
  const marked = tokens.findIndex((t) => /^[@＠]./u.test(t.text));
  if (marked >= 0) return named(tokens, marked, people);
  if (hint.replied !== null) {
    const replied = byId(hint.replied);
    if (replied.length > 0) return { candidates: replied, rest: tokens, looked: '' };
  }
  const start = tokens.findIndex((t) => !t.quoted);
  if (start < 0) return { candidates: [], rest: tokens, looked: '' };
  return named(tokens, start, people);
}

const unique = (list: readonly Candidate[]): Candidate[] =>
  list.filter((c, i) => list.findIndex((d) => d.person === c.person) === i);

/** “@Anne Peeters a encore…”: the more words fit, the better; what fits nobody stays in the sentence. */
function named(tokens: readonly Token[], start: number, people: readonly Candidate[]): FoundWho {
  const word = (t: Token): string => t.folded.replace(/^[@＠]+/u, '').replace(/[^\p{L}\p{N}]+$/u, '');
  const isHandle = /^[@＠]/u.test(tokens[start]!.text);
  let end = start;
  while (end < tokens.length && end - start < MOST_WORDS && !tokens[end]!.quoted) end++;
  for (let to = end; to > start; to--) {
    const words = tokens.slice(start, to).flatMap((t) => partsOf(word(t)));
    const candidates = best(words, people);
    const whole = candidates.length > 0 && candidates.every((c) => closeness(words, c.name) >= 2);
    // Beginnings are enough for one word alone, after an @, or in capitals (“Anne D”): a sentence must not become a
    // name by chance.
    const capital = tokens.slice(start, to).every((t) => /^[@＠]?\p{Lu}/u.test(t.text));
    if (candidates.length > 0 && (whole || to - start === 1 || (to - start === 2 && (isHandle || capital))))
      return { candidates, rest: [...tokens.slice(0, start), ...tokens.slice(to)], looked: '' };
  }
  return {
    candidates: [],
    rest: [...tokens.slice(0, start), ...tokens.slice(start + 1)],
    looked: tokens[start]!.text,
  };
}

function withoutName(rest: readonly Token[], at: number, who: Candidate): readonly Token[] {
  const parts = new Set(partsOf(who.name));
  let to = Math.max(0, at);
  while (to < rest.length && !rest[to]!.quoted && parts.has(rest[to]!.folded)) to++;
  return at < 0 ? rest : [...rest.slice(0, at), ...rest.slice(to)];
}

/** A number in one word or several: “0470 12 34 56”, “+32470123456”. Shorter ones are case numbers. */
function phoneIn(
  tokens: readonly Token[],
): { readonly digits: string; readonly shown: string; readonly rest: readonly Token[] } | null {
  for (let i = 0; i < tokens.length; i++) {
    if (tokens[i]!.quoted || !/^[@＠]?[+(]?\d/.test(tokens[i]!.text)) continue;
    for (let to = Math.min(tokens.length, i + 6); to > i; to--) {
      const words = tokens.slice(i, to);
      if (words.some((t) => t.quoted || !/^[@＠]?[+()\d./-]+$/.test(t.text))) continue;
      const shown = words.map((t) => t.text.replace(/^[@＠]/, '')).join(' ');
      if (digitsOf(shown).length < 8) continue;
      const national = parsePhoneNumberFromString(shown, 'BE');
      const foreign = parsePhoneNumberFromString(`+${digitsOf(shown)}`);
      const number = national?.isPossible() ? national : foreign?.isPossible() ? foreign : undefined;
      if (number)
        return {
          digits: number.number.slice(1),
          shown,
          rest: [...tokens.slice(0, i), ...tokens.slice(to)],
        };
    }
  }
  return null;
}
