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
