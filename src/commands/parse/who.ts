/** Finds out whom a command means: by a reply, a mention, a phone number, or a name in whatever spelling. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { nearest } from '../../rules/nearest.js';
import { bare, isParticle, leadsToName } from './fillers.js';
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
  /** Nobody of that name, but of nearly that one. */
  readonly similar?: readonly Candidate[];
}

const digitsOf = (text: string): string => text.replace(/\D/g, '');
/** What a channel's identity holds of a phone number: `32470123456@s.whatsapp.net` → `32470123456`. */
const phonesOf = (c: Candidate): string[] =>
  [c.identity, c.alt ?? ''].map((id) => digitsOf(id.split('@')[0] ?? '')).filter((d) => d.length >= 8);

const partsOf = (name: string): string[] =>
  fold(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((p) => p !== '');

/**
 * How well words fit a name: 3 the whole name, in whatever order; 2 some of its words as they follow each other; 1 beginnings of its words in order; 0
 * not at all. “le”, “van” or “de” alone name nobody, or a sentence would become a name by chance.
 */
function closeness(words: readonly string[], name: string): number {
  const parts = partsOf(name);
  if (words.length === 0 || parts.length === 0) return 0;
  if (words.every(isParticle) && !parts.every(isParticle)) return 0;
  if (words.length === parts.length && [...words].sort().join(' ') === [...parts].sort().join(' ')) return 3;
  if (parts.some((_, at) => words.every((word, n) => parts[at + n] === word))) return 2;
  let i = 0;
  for (const word of words) {
    while (i < parts.length && !parts[i]!.startsWith(word)) i++;
    if (i++ >= parts.length) return 0;
  }
  // A single letter means nobody.
  return words.join(' ').length >= 2 ? 1 : 0;
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
    // Nobody's number, mentioned before the command: as WhatsApp writes a mention of the bot.
    if (candidates.length > 0 || tokens.at(-1)!.text !== `@${phone.shown}`)
      return { candidates, rest: phone.rest, looked: phone.shown };
  }
  const marked = tokens.findIndex((t) => /^[@＠]./u.test(t.text));
  if (marked >= 0) {
    const found = named(tokens, marked, people);
    if (found.candidates.length > 0) return found;
    // The bot itself, mentioned before the command; but never somebody else than whoever was marked and isn't here.
    const others = marked > 0 && marked === tokens.length - 1 ? byName(tokens.slice(0, -1), people) : null;
    const whole = others?.candidates.some((c) =>
      tokens.some((t) => partsOf(c.name).includes(bare(t.folded))),
    );
    return others && whole ? others : { ...found, similar: similar(tokens.slice(marked), people) };
  }
  if (hint.replied !== null) {
    const replied = byId(hint.replied);
    if (replied.length > 0) return { candidates: replied, rest: tokens, looked: '' };
  }
  return byName(tokens, people);
}

/** First where a name is expected, behind “Mme”, “pour”, “le membre”; then a whole name wherever it stands. */
function byName(tokens: readonly Token[], people: readonly Candidate[]): FoundWho {
  let start = tokens.findIndex((t) => !t.quoted);
  if (start < 0) return anywhere(tokens, people) ?? { candidates: [], rest: tokens, looked: '' };
  const first = named(tokens, start, people);
  if (first.candidates.length > 0) return first;
  const from = start;
  while (start < tokens.length && !tokens[start]!.quoted && leadsToName(tokens[start]!.folded)) start++;
  if (start > from && start < tokens.length && !tokens[start]!.quoted) {
    const later = named(tokens, start, people);
    if (later.candidates.length > 0)
      return { ...later, rest: [...tokens.slice(0, from), ...later.rest.slice(start)] };
  }
  const whole = anywhere(tokens, people);
  if (whole) return whole;
  const looked = tokens[start] ?? tokens[from]!;
  const near = similar(tokens.slice(start), people);
  return { ...first, looked: looked.text, ...(near.length > 0 ? { similar: near } : {}) };
}

/** A whole name, of several words or between quotes, in the middle of a sentence; null: none, or more than one. */
function anywhere(tokens: readonly Token[], people: readonly Candidate[]): FoundWho | null {
  const found: FoundWho[] = [];
  for (let i = 0; i < tokens.length && found.length < 2; i++) {
    const most = tokens[i]!.quoted ? i + 1 : Math.min(tokens.length, i + MOST_WORDS);
    for (let to = most; to > i; to--) {
      const part = tokens.slice(i, to);
      if (to - i > 1 && part.some((t) => t.quoted)) continue;
      const words = part.flatMap((t) => partsOf(t.folded));
      const candidates = people.filter((c) => closeness(words, c.name) === 3);
      if (candidates.length === 0 || (words.length < 2 && !part[0]!.quoted)) continue;
      found.push({ candidates, rest: [...tokens.slice(0, i), ...tokens.slice(to)], looked: '' });
      i = to - 1;
      break;
    }
  }
  return found.length === 1 ? found[0]! : null;
}

/** Names that were misspelt by a letter or two: to be asked about, never assumed. */
function similar(tokens: readonly Token[], people: readonly Candidate[]): readonly Candidate[] {
  const word = tokens[0] && !tokens[0].quoted ? bare(tokens[0].folded.replace(/^[@＠]+/u, '')) : '';
  if (word.length < 4) return [];
  const near = new Set(
    people.filter((c) => partsOf(c.name).some((part) => part.length >= 4 && nearest(word, [part]) !== null)),
  );
  return [...near].slice(0, 5);
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
    // “ma voisine” is not Marie.
    const longEnough = whole || isHandle || words.join('').length >= 3;
    if (
      candidates.length > 0 &&
      (whole || (to - start === 1 && longEnough) || (to - start === 2 && (isHandle || capital)))
    )
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

/** “Het lid met nummer” before a number says nothing more than it. */
const withoutLead = (before: readonly Token[]): readonly Token[] => {
  let to = before.length;
  while (to > 0 && !before[to - 1]!.quoted && leadsToName(before[to - 1]!.folded)) to--;
  return before.slice(0, to);
};

/** “15/12/2026” has eight digits and is nobody's number. */
const DATE = /^\d{1,2}([/.-])\d{1,2}\1(?:\d{2}|\d{4})[.,;:]?$|^\d{4}-\d{2}-\d{2}$/;

/** A number in one word or several: “0470 12 34 56”, “+32470123456”. Shorter ones are case numbers. */
function phoneIn(
  tokens: readonly Token[],
): { readonly digits: string; readonly shown: string; readonly rest: readonly Token[] } | null {
  for (let i = 0; i < tokens.length; i++) {
    if (tokens[i]!.quoted || !/^[@＠]?[+(]?\d/.test(tokens[i]!.text)) continue;
    for (let to = Math.min(tokens.length, i + 6); to > i; to--) {
      const words = tokens.slice(i, to);
      if (words.some((t) => DATE.test(t.text))) continue;
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
          rest: [...withoutLead(tokens.slice(0, i)), ...tokens.slice(to)],
        };
    }
  }
  return null;
}
