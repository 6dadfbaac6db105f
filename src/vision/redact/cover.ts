/**
 * Grey boxes over what must not be seen. A fill, not a blur: nothing of what was there is left in the pixels, so
 * nothing can be got back. Corners are rounded in the margin only.
 */
import type { Box, RawImage } from '../raw-image.js';

/** A calm grey that is seen on dark and on light. */
const GREY = [0x8b, 0x92, 0x98] as const;

/** The box grown by `share` of its sides on each side (at least `least` pixels), within the picture; whole pixels. */
export function grown(box: Box, share: number, least: number, width: number, height: number): Box {
  const [x, y, w, h] = box;
  const [mx, my] = [Math.max(least, w * share), Math.max(least, h * share)];
  const left = Math.max(0, Math.floor(x - mx));
  const top = Math.max(0, Math.floor(y - my));
  return [
    left,
    top,
    Math.min(width, Math.ceil(x + w + mx)) - left,
    Math.min(height, Math.ceil(y + h + my)) - top,
  ];
}

/** Fills the boxes, each grown by `share`. Answers a new picture. */
export function cover(image: RawImage, boxes: readonly Box[], share: number): RawImage {
  const data = Uint8Array.from(image.data);
  for (const box of boxes) {
    const least = Math.max(3, Math.round(Math.min(image.width, image.height) * 0.004));
    const [left, top, w, h] = grown(box, share, least, image.width, image.height);
    // The corner lies in the margin: what was found stays under the fill.
    const radius = Math.floor(Math.min(least, w / 4, h / 4));
    for (let row = 0; row < h; row++) {
      const inset = insetAt(row, h, radius);
      for (let column = inset; column < w - inset; column++) {
        const at = ((top + row) * image.width + left + column) * 3;
        data[at] = GREY[0];
        data[at + 1] = GREY[1];
        data[at + 2] = GREY[2];
      }
    }
  }
  return { data, width: image.width, height: image.height };
}

/** How far the rounded corner reaches into this row. */
function insetAt(row: number, height: number, radius: number): number {
  const fromEdge = Math.min(row, height - 1 - row);
  if (fromEdge >= radius) return 0;
  const dy = radius - fromEdge - 0.5;
  return Math.round(radius - Math.sqrt(Math.max(0, radius * radius - dy * dy)));
}
