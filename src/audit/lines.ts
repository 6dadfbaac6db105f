/** Bytes in, lines out, never more than a chunk and one line in memory. */

export interface Line {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** It was longer than `maxLength`; the rest was dropped. */
  readonly cut: boolean;
}

/** Longer than any message that WhatsApp accepts (65,536 characters). */
const MAX_LINE = 70_000;

/** UTF-16 when its mark says so, else UTF-8. The mark itself is left out; what can't be read becomes U+FFFD. */
export async function* decode(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  for await (const chunk of bytes) {
    if (chunk.length === 0) continue;
    decoder ??= new TextDecoder(
      chunk[0] === 0xff && chunk[1] === 0xfe
        ? 'utf-16le'
        : chunk[0] === 0xfe && chunk[1] === 0xff
          ? 'utf-16be'
          : 'utf-8',
    );
    yield decoder.decode(chunk, { stream: true });
  }
  const rest = decoder?.decode();
  if (rest) yield rest;
}

/** Splits at LF, CRLF; yields the lines of a chunk together, because one by one is slow. */
export async function* linesOf(
  bytes: AsyncIterable<Uint8Array>,
  maxLength = MAX_LINE,
): AsyncGenerator<readonly Line[]> {
  let number = 0;
  let open = '';
  let cut = false;
  const line = (text: string): Line => {
    number++;
    const end = text.endsWith('\r') ? text.length - 1 : text.length;
    const tooLong = cut || end > maxLength;
    cut = false;
    return { number, text: text.slice(0, Math.min(end, maxLength)), cut: tooLong };
  };
  for await (const chunk of decode(bytes)) {
    const lines: Line[] = [];
    let from = 0;
    for (let at = chunk.indexOf('\n'); at !== -1; at = chunk.indexOf('\n', from)) {
      lines.push(line(open + chunk.slice(from, at)));
      open = '';
      from = at + 1;
    }
    open += chunk.slice(from);
    if (open.length > maxLength) {
      open = open.slice(0, maxLength);
      cut = true;
    }
    if (lines.length > 0) yield lines;
  }
  if (open !== '') yield [line(open)];
}
