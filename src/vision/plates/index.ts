/** Registration plates in pictures (Annex 4 §5): found, laid flat, read and judged on this machine. */
import type { Box, RawImage } from '../raw-image.js';
import { type Candidate, conclude } from './conclude.js';
import { boxOf, growQuad, quadHeight } from './geometry.js';
import { openOcrModels } from './models.js';
import { loadPlateSettings } from './plate-settings.js';
import { LineReader } from './recognise.js';
import { type Seen, see } from './see.js';

export interface Plate {
  /** As its series writes it, without separators. */
  readonly text: string;
  /** A person zooming in, or an OCR, could get most of its characters. */
  readonly readable: boolean;
  /** x, y, width, height of the whole plate in the picture's pixels. */
  readonly box: Box;
  /** Its corners: x and y of top left, top right, bottom right, bottom left, as it reads. */
  readonly quad: readonly number[];
  /** 0…1: how sure it is that this is a plate that can be read. */
  readonly confidence: number;
}

export interface ReadOptions {
  /** Milliseconds after which no further part of the picture is begun. */
  readonly deadlineMs?: number;
}

export interface PlateReader {
  /** All plates of a picture, the surest first; those that nobody could read with `readable: false`. */
  read(image: RawImage, options?: ReadOptions): Promise<readonly Plate[]>;
  /** For measuring: what was read, and everything that could be a plate with all that it was judged by. */
  inspect(image: RawImage): Promise<{ readonly seen: Seen; readonly candidates: readonly Candidate[] }>;
  close(): Promise<void>;
}

/** Below this nothing is told: it would only be noise. */
const TOLD_FROM = 0.15;

/** Loads the models and rules/vision.yaml. Rejects when one of them is missing or broken. */
export async function openPlateReader(): Promise<PlateReader> {
  const settings = await loadPlateSettings();
  const models = await openOcrModels();
  const reader = new LineReader(models);
  const { readable } = settings;
  const inspect = async (image: RawImage, deadline = Number.POSITIVE_INFINITY) => {
    const seen = await see(image, models, reader, settings, deadline);
    return { seen, candidates: conclude(seen, settings.weights, image) };
  };
  return {
    async read(image, { deadlineMs = Number.POSITIVE_INFINITY } = {}) {
      const { candidates } = await inspect(image, performance.now() + deadlineMs);
      return candidates
        .filter((c) => c.confidence >= TOLD_FROM)
        .map((c) => {
          // The line is that of the signs; the plate ends a little further out.
          const h = quadHeight(c.quad);
          const quad = growQuad(c.quad, 0.15 * h, 0.1 * h);
          return {
            text: c.match.text,
            readable: c.look.capHeight >= readable.capHeight && c.match.sure >= readable.sure,
            box: boxOf(quad, image.width, image.height),
            quad: quad.flatMap((p) => [...p]),
            confidence: c.confidence,
          };
        });
    },
    inspect: (image) => inspect(image),
    async close() {
      await Promise.all([models.detection.release(), models.recognition.release()]);
    },
  };
}
