/** One file's answer, as `garde-fou image` prints it. */

import type { Look } from '../vision/api.js';
import type { Box } from '../vision/raw-image.js';

const whole = (box: Box): number[] => box.map((n) => Math.round(n));
const rounded = (confidence: number): number => Math.round(confidence * 1000) / 1000;

/** `{"file","plates","faces","decision","ms"}`, and `"reason"` when a person must look. */
export const imageLine = (file: string, look: Look): string =>
  JSON.stringify({
    file,
    plates: look.plates.map((p) => ({
      text: p.text,
      readable: p.readable,
      box: whole(p.box),
      confidence: rounded(p.confidence),
    })),
    faces: look.faces.map((f) => ({
      recognisable: f.recognisable,
      box: whole(f.box),
      confidence: rounded(f.confidence),
    })),
    decision: look.decision,
    ms: look.ms,
    ...(look.reason === undefined ? {} : { reason: look.reason }),
  });
