import type { Box } from '../raw-image.js';
import { type Pyramid, sample } from './pyramid.js';

/** Side of the patch: coarse enough that a photo's compression leaves no flat areas, and a drawing's leaves them. */
const PATCH = 32;
/** Below this mean (of −1 to 1) a point is too dark to tell. */
const DARK = -0.9;

/** Parts of the face that are looked at: around each eye, which a mask leaves free, and each cheek, which glasses do. */
const PARTS: readonly Box[] = [
  [0.1, 0.2, 0.4, 0.32],
  [0.5, 0.2, 0.4, 0.32],
  [0.15, 0.5, 0.3, 0.24],
  [0.55, 0.5, 0.3, 0.24],
];

/**
 * Which part of a face is of one even colour, 0 to 1. Skin in a photo, however soft or compressed, is never even; the
 * areas of a drawing, a logo, an emoji are, all over the face. Points in the dark are left out, and what counts as even
 * shrinks with the light, so that a night photo is no drawing. What lies outside the picture says nothing.
 */
export function flatness(source: Pyramid, [x, y, w, h]: Box): number {
  const { width, height } = source.image;
  const shares = PARTS.flatMap(([px, py, pw, ph]): number[] => {
    const left = Math.max(0, x + w * px);
    const top = Math.max(0, y + h * py);
    const right = Math.min(width, x + w * (px + pw));
    const bottom = Math.min(height, y + h * (py + ph));
    return right - left > 2 && bottom - top > 2
      ? [evenShare(source, [left, top, right - left, bottom - top])]
      : [];
  });
  return shares.length === 0 ? 0 : Math.min(...shares);
}

function evenShare(source: Pyramid, region: Box): number {
  const side = Math.max(6, Math.min(PATCH, Math.round(region[3])));
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
