/** French sets a space before “:”, “;”, “?” and within « »; it must never be where a line ends. */
import type { Lang } from '../domain/vocabulary.js';

/** For texts of ours: what people wrote stays as they wrote it. */
export const unbroken = (text: string, lang: Lang): string =>
  lang === 'fr' ? text.replace(/« /g, '«\u00a0').replace(/ (?=[»;:?!])/g, '\u00a0') : text;
