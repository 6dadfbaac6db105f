/** Detectors that see what the test says: in plain colours, plates are red and faces are green. */
import type { Detectors } from '../../src/vision/detectors.js';
import type { Box, RawImage } from '../../src/vision/raw-image.js';

type Colour = 'red' | 'green';

/** The smallest box around every pixel of the colour; null when there is none. */
export function boxOf(image: RawImage, colour: Colour): Box | null {
  let [left, top, right, bottom] = [image.width, image.height, -1, -1];
  for (let y = 0; y < image.height; y++)
    for (let x = 0; x < image.width; x++) {
      const at = (y * image.width + x) * 3;
      const [r, g, b] = [image.data[at]!, image.data[at + 1]!, image.data[at + 2]!];
      const is = colour === 'red' ? r > 170 && g < 90 && b < 90 : g > 110 && r < 80 && b < 80;
      if (!is) continue;
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x);
      bottom = Math.max(bottom, y);
    }
  return right < 0 ? null : [left, top, right - left + 1, bottom - top + 1];
}

export interface FakeDetectors extends Detectors {
  readonly seen: RawImage[];
}

export function fakeDetectors(confidence = 0.95): FakeDetectors {
  const seen: RawImage[] = [];
  return {
    seen,
    async detect(image) {
      seen.push(image);
      const plate = boxOf(image, 'red');
      const face = boxOf(image, 'green');
      return {
        plates: plate ? [{ text: '1ABC234', readable: true, box: plate, confidence }] : [],
        complete: true,
        faces: face ? [{ recognisable: true, box: face, confidence }] : [],
      };
    },
    async close() {},
  };
}
