/** A command's words. What stands between quotes, of any kind, is one of them; everything keeps the way it was typed. */
import { fold } from './fold.js';

export interface Token {
  /** As it was typed, without its quotes. */
  readonly text: string;
  readonly folded: string;
  readonly quoted: boolean;
}

/** Opening quotes and what closes them. A phone may put any of these; people mix them. */
const CLOSING: Readonly<Record<string, string>> = {
  '"': '"”“',
  '“': '”"“',
  '„': '“”"',
  '«': '»',
  '»': '«',
  '‚': '‘’',
};

/** Total: an opening quote that nothing closes opens nothing. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const chars = [...text];
  let word = '';
  // Where nothing closes a quote, nothing closes a later one: a text full of quotes is searched once.
  const unclosed = new Set<string>();
  const endOf = (closing: string, from: number): number => {
    if (unclosed.has(closing)) return -1;
    for (let j = from; j < chars.length; j++) if (closing.includes(chars[j]!)) return j;
    unclosed.add(closing);
    return -1;
  };
  const flush = (): void => {
    if (word !== '') tokens.push({ text: word, folded: fold(word), quoted: false });
    word = '';
  };
  for (let i = 0; i < chars.length; i++) {
    const char = chars[i]!;
    const closing = word === '' ? CLOSING[char] : undefined;
    const end = closing === undefined ? -1 : endOf(closing, i + 1);
    if (end > 0) {
      const inside = chars
        .slice(i + 1, end)
        .join('')
        .trim();
      tokens.push({ text: inside, folded: fold(inside), quoted: true });
      i = end;
    } else if (/\s/u.test(char)) flush();
    else word += char;
  }
  flush();
  return tokens;
}

/** The words again as one text. */
export const joined = (tokens: readonly Token[]): string => tokens.map((t) => t.text).join(' ');
