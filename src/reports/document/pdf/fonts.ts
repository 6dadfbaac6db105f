/** The typeface of documents, carried in each file: it has the letters of all the names that live in Belgium. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../root.js';
import { fontCoverage } from './font-coverage.js';

export const FACES = { regular: 'Regular', strong: 'SemiBold', slanted: 'Italic' } as const;
export type Face = keyof typeof FACES;

const fileOf = (face: Face): string => join(projectRoot, 'data', 'fonts', `SourceSans3-${FACES[face]}.ttf`);

const bytes = new Map<Face, Buffer>();
/** The font's file; read once. */
export function fontBytes(face: Face): Buffer {
  let known = bytes.get(face);
  if (!known) {
    known = readFileSync(fileOf(face));
    bytes.set(face, known);
  }
  return known;
}

let covers: ((point: number) => boolean) | undefined;
const known = new Map<number, boolean>();
function has(point: number): boolean {
  const before = known.get(point);
  if (before !== undefined) return before;
  covers ??= fontCoverage(fontBytes('regular'));
  const answer = covers(point);
  known.set(point, answer);
  return answer;
}

/** Steers the direction of writing or is invisible: it could make a text look like another one. */
const UNSEEN = /^(?:\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\p{Variation_Selector})$/u;

/** Longer than a hash or a line of the log, which must be copied without anything put in. */
const LONGEST_WORD = 600;
const ZERO_WIDTH_SPACE = '\u200b';

/**
 * The text with signs that the font can draw. What it can't (a smiley, another script) is named by its Unicode number:
 * evidence must not lose a sign, and an empty box would say nothing.
 */
export function printable(text: string): string {
  let out = '';
  let run = 0;
  for (const sign of text.replace(/\r\n?/g, '\n').replace(/\t/g, '    ').normalize('NFC')) {
    const point = sign.codePointAt(0)!;
    // To lay out one word takes time by the square of its length, and a stranger may send one of any length.
    run = /\s/.test(sign) ? 0 : run + 1;
    if (run > 0 && run % LONGEST_WORD === 0) out += ZERO_WIDTH_SPACE;
    if (sign === '\n') out += sign;
    else if (UNSEEN.test(sign)) continue;
    else out += has(point) ? sign : `[U+${point.toString(16).toUpperCase().padStart(4, '0')}]`;
  }
  return out;
}
