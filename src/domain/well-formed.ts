/**
 * Half a character (a lone surrogate, sent on purpose or left by cutting a text) can't be written as UTF-8: the database
 * keeps another sign in its place, and what was hashed before would no longer be what is kept.
 */
const HALVES = /\p{Cs}/gu;

/** The same text with U+FFFD in the place of each half; as long as before, so that spans stay right. */
export const wellFormed = (text: string): string => text.replace(HALVES, '\ufffd');
