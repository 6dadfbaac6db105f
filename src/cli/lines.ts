/** The lines of a stream of bytes. Only `\n` ends a line: JSON may hold the other line ends of Unicode as they are. */
import type { Readable } from 'node:stream';

/** Yields the complete lines of each chunk together, so that a reader can answer them in one write. */
export async function* linesOf(input: Readable): AsyncGenerator<readonly string[]> {
  input.setEncoding('utf8');
  let rest = '';
  let first = true;
  for await (const chunk of input as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    if (lines.length === 0) continue;
    if (first) lines[0] = lines[0]!.replace(/^\uFEFF/, '');
    first = false;
    yield lines;
  }
  if (rest !== '') yield [first ? rest.replace(/^\uFEFF/, '') : rest];
}
