/** A copy that may go back into the group: covered, encoded anew without metadata, and looked at again. */
import type { Redacted } from '../api.js';
import { DecodeError } from '../decode/decode-error.js';
import { decodeStill } from '../decode/decode-still.js';
import { KEPT_PIXELS } from '../decode/limits.js';
import { openFrames } from '../decode/open-frames.js';
import type { Detectors, Sighting } from '../detectors.js';
import { type Bands, judgeLook } from '../judge-look.js';
import type { Subject } from '../look-at.js';
import type { Box } from '../raw-image.js';
import { cover } from './cover.js';
import { encode } from './encode.js';

/** How far the boxes are grown: 15 % first, more each time that the detectors still see something. */
const GROWTH = [0.15, 0.35, 0.6, 1] as const;

const boxesOf = (s: Pick<Sighting, 'plates' | 'faces'>): Box[] =>
  [...s.plates, ...s.faces].map((seen) => seen.box);

/**
 * Everything that was found is covered, also what is too small or too blurred to count: it costs nothing. Rejects only
 * for a fault of the program.
 */
export async function safeCopy(
  subject: Subject,
  detectors: Detectors,
  bands: Bands,
  budgetMs: number,
): Promise<Redacted> {
  const until = performance.now() + budgetMs;
  const left = (): number => Math.max(200, until - performance.now());
  try {
    if (subject.frames || subject.format === 'film' || subject.format === 'tgs')
      return { verified: false, reason: 'animated' };
    if (subject.format === 'pdf') return { verified: false, reason: 'pdf' };
    const frames = await openFrames(subject.bytes, subject.format);
    if (frames.animated) return { verified: false, reason: 'animated' };
    const { image, damaged } = await frames.frame(0);
    if (damaged) return { verified: false, reason: 'damaged' };
    const boxes = boxesOf(await detectors.detect(image, left()));
    for (const share of GROWTH) {
      const bytes = await encode(cover(image, boxes, share));
      const again = await decodeStill(bytes, 0, KEPT_PIXELS);
      const seen = await detectors.detect(again.image, left());
      if (!seen.complete) return { verified: false, reason: 'timeout' };
      if (judgeLook(seen.plates, seen.faces, bands) === 'allow')
        return {
          verified: true,
          bytes,
          mime: 'image/jpeg',
          size: [image.width, image.height],
          covered: boxes.length,
        };
      boxes.push(...boxesOf(seen));
      if (performance.now() > until) return { verified: false, reason: 'timeout' };
    }
    return { verified: false, reason: 'not-clean' };
  } catch (error) {
    if (error instanceof DecodeError) return { verified: false, reason: error.reason };
    throw error;
  }
}
