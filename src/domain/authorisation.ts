/** A crisis message is taken over literally (art. 9 d): whether a relay says the same, to the letter. Pure. */

/** What a keyboard changes by itself and nobody means: line ends, blanks at the end of a line. */
const literal = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();

const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

/** How long a crisis message is what others may be relaying. */
export const RELAYED_FOR_MS = 7 * 86_400_000;

/** From this share of common words on two texts are meant to be the same message. */
const SAME_MESSAGE = 0.6;

export type Relay = 'verbatim' | 'altered' | 'another';

/**
 * @returns `verbatim`: the same message; `altered`: meant to be, and not the same words; `another`: about something else
 */
export function compareRelay(official: string, relayed: string): Relay {
  if (literal(official) === literal(relayed)) return 'verbatim';
  const a = wordsOf(official);
  const b = wordsOf(relayed);
  if (a.size === 0 || b.size === 0) return 'another';
  const common = [...a].filter((word) => b.has(word)).length;
  return common / Math.min(a.size, b.size) >= SAME_MESSAGE ? 'altered' : 'another';
}

/** Fewer words than this are a remark, whatever they have in common with a message. */
const LEAST_WORDS = 6;

/**
 * Which of the official messages a text by hand passes on in other words; null: none. Around the official words, whole and
 * unchanged, anything may stand; a text that takes up less than half of them speaks of the event and relays nothing.
 */
export function alteredRelay(officials: readonly string[], text: string): string | null {
  // Nearly always there are none, and this is asked of every message.
  if (officials.length === 0) return null;
  const words = wordsOf(text).size;
  if (words < LEAST_WORDS) return null;
  if (officials.some((official) => literal(text).includes(literal(official)))) return null;
  return (
    officials.find(
      (official) => words * 2 >= wordsOf(official).size && compareRelay(official, text) === 'altered',
    ) ?? null
  );
}
