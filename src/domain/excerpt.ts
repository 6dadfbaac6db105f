/** A few words of a longer text, cut between words, with “…” where something is left out. */

/** No more is kept than a person needs to judge, in letters. */
export const MAX_EXCERPT = 280;
/** A word that is longer is cut. */
const LONGEST_WORD = 20;
const LEFT_OUT = '…';

/** A beginning of a word near `at`: the next one, else the one of the word that stands there. */
function wordStart(text: string, at: number): number {
  if (at === 0 || text[at - 1] === ' ') return at;
  const next = text.indexOf(' ', at);
  if (next !== -1 && next - at < LONGEST_WORD) return next + 1;
  const before = text.lastIndexOf(' ', at) + 1;
  return at - before < LONGEST_WORD ? before : at;
}

/** An end of a word near `at`: the last one, else the one of the word that stands there. */
function wordEnd(text: string, at: number): number {
  if (at >= text.length || text[at] === ' ') return Math.min(at, text.length);
  const before = text.lastIndexOf(' ', at);
  if (before !== -1 && at - before < LONGEST_WORD) return before;
  const next = text.indexOf(' ', at);
  const end = next === -1 ? text.length : next;
  return end - at < LONGEST_WORD ? end : at;
}

/** The words of `text` between two places, whole ones; `keep`: a stretch that is not shortened for it. */
export function excerpt(
  text: string,
  [from, to]: readonly [number, number] = [0, MAX_EXCERPT],
  keep: readonly [number, number] | null = null,
): string {
  const start = Math.min(wordStart(text, Math.max(0, from)), keep?.[0] ?? text.length);
  const most = start + MAX_EXCERPT;
  const end = Math.max(start, wordEnd(text, Math.min(to, most)), Math.min(keep?.[1] ?? 0, most));
  const before = start > 0 ? `${LEFT_OUT} ` : '';
  const after = end < text.length ? ` ${LEFT_OUT}` : '';
  return `${before}${text.slice(start, end).trim()}${after}`;
}

/** The words alone, to be read again by the language engine. */
export const withoutMarks = (words: string): string => words.replace(/^… | …$/g, '');
