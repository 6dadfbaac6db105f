/** Telegram's longest message, in UTF-16 units as it counts them. */
export const TEXT_LIMIT = 4096;
/** Telegram's longest words under a picture. */
export const CAPTION_LIMIT = 1024;

/**
 * Cuts a text into pieces of at most `limit` units: at the end of a line if there is one in the second half, else between
 * words, else anywhere but within a character. Nothing but white space at the cuts is lost.
 */
export function splitText(text: string, limit = TEXT_LIMIT): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const window = rest.slice(0, limit + 1);
    const line = window.lastIndexOf('\n');
    const space = window.lastIndexOf(' ');
    let cut = line > limit / 2 ? line : space > limit / 2 ? space : limit;
    // Never between the halves of a surrogate pair.
    if (/[\uD800-\uDBFF]/.test(rest[cut - 1] ?? '')) cut -= 1;
    const piece = rest.slice(0, cut).trimEnd();
    if (piece !== '') pieces.push(piece);
    rest = rest.slice(cut).trimStart();
  }
  if (rest !== '') pieces.push(rest);
  return pieces;
}
