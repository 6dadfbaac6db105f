import type { Box } from '../raw-image.js';
import { type Pyramid, sample } from './pyramid.js';

/** Side of the patch: coarse enough that a photo's compression leaves no flat areas, and a drawing's leaves them. */
const PATCH = 48;
/** Below this mean (of −1 to 1) a point is too dark to tell. */
const DARK = -0.9;

/**
 * Which part of a face is of one even colour, 0 to 1. Skin in a photo, however soft or compressed, is never even; the
 * areas of a drawing, a logo, an emoji are. Points in the dark are left out, and what counts as even shrinks with the
 * light, so that a night photo is no drawing.
 */
export function flatness(source: Pyramid, [x, y, w, h]: Box): number {
  const side = Math.max(8, Math.min(PATCH, Math.round(h)));
  // From the brows to the nose: a mask or a cap may be of one colour. What lies outside the picture says nothing.
  const left = Math.max(0, x + w * 0.15);
  const top = Math.max(0, y + h * 0.15);
  const right = Math.min(source.image.width, x + w * 0.85);
  const bottom = Math.min(source.image.height, y + h * 0.65);
  if (right <= left || bottom <= top) return 0;
  const region: Box = [left, top, right - left, bottom - top];
  const values = sample(source, { region, width: side, height: side });
  const size = side * side;
  const light = (i: number): number => (values[i]! + values[i + size]! + values[i + 2 * size]!) / 3;
  let brightest = 0;
  for (let i = 0; i < size; i++) brightest = Math.max(brightest, light(i) + 1);
  const even = brightest / 2 / 127.5;
  let seen = 0;
  let flat = 0;
  for (let row = 0; row < side - 1; row++) {
    for (let column = 0; column < side - 1; column++) {
      const i = row * side + column;
      if (light(i) < DARK) continue;
      seen++;
      let step = 0;
      for (let at = i; at < 3 * size; at += size) {
        step = Math.max(
          step,
          Math.abs(values[at]! - values[at + 1]!),
          Math.abs(values[at]! - values[at + side]!),
        );
      }
      if (step < even) flat++;
    }
  }
  return seen < size * 0.2 ? 0 : flat / seen;
}
