/** One spelling for what people type in many: no capitals, no accents, no fancy quotes. */

const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  œ: 'oe',
  æ: 'ae',
  ø: 'o',
  ł: 'l',
  '’': "'",
  ʼ: "'",
  '‘': "'",
};

/** “Hélène” → `helene`. For comparing only: never shown. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßœæøł’ʼ‘]/g, (c) => PLAIN[c] ?? c);

/** Its letters and digits alone, folded, apart by single blanks. For comparing titles. */
export const plainWords = (text: string): string => (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
