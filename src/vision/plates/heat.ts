/** Where in a picture a small plate may stand: short, dense, upright strokes between calmer rows. Cheap, and only a ranking. */
import type { Point } from './geometry.js';

export interface HotSpot {
  /** Middle, in the pixels of the grey picture. */
  readonly at: Point;
  readonly heat: number;
}

const BLOCK = 8;
/** Width and height in blocks of what is compared with its surroundings: plates of about 16 and 32 pixels' height. */
const WINDOWS = [
  [6, 2],
  [10, 3],
] as const;

/**
 * The hottest places of a grey picture, hottest first, no two nearer than `apart` (x and y, pixels).
 * @param most how many at most
 */
export function hotSpots(
  grey: Uint8Array,
  width: number,
  height: number,
  most: number,
  apart: Point,
): HotSpot[] {
  const columns = Math.floor(width / BLOCK);
  const rows = Math.floor(height / BLOCK);
  if (columns < 8 || rows < 4) return [];
  // Sums over blocks, kept as a summed-area table: strokes relative to the light of the place, so that dusk counts too.
  const stride = columns + 1;
  const table = new Float64Array(stride * (rows + 1));
  for (let r = 0; r < rows; r++) {
    let row = 0;
    for (let c = 0; c < columns; c++) {
      let strokes = 0;
      let light = 0;
      for (let y = r * BLOCK; y < (r + 1) * BLOCK; y++) {
        let p = y * width + c * BLOCK;
        const end = p + (c + 1 < columns ? BLOCK : BLOCK - 1);
        for (; p < end; p++) {
          const value = grey[p]!;
          const across = value - grey[p + 1]!;
          strokes += across < 0 ? -across : across;
          light += value;
        }
      }
      row += strokes / (light / (BLOCK * BLOCK) + 24);
      table[(r + 1) * stride + c + 1] = table[r * stride + c + 1]! + row;
    }
  }
  const sum = (c0: number, r0: number, c1: number, r1: number): number =>
    table[r1 * stride + c1]! - table[r0 * stride + c1]! - table[r1 * stride + c0]! + table[r0 * stride + c0]!;

  const spots: HotSpot[] = [];
  for (const [w, h] of WINDOWS)
    for (let r = 0; r + h <= rows; r++)
      for (let c = 0; c + w <= columns; c++) {
        const inside = sum(c, r, c + w, r + h) / (w * h);
        const top = Math.max(0, r - h);
        const bottom = Math.min(rows, r + 2 * h);
        const around =
          (sum(c, top, c + w, r) + sum(c, r + h, c + w, bottom)) / Math.max(1, w * (bottom - top - h));
        const heat = inside - 0.6 * around;
        if (heat > 0) spots.push({ at: [(c + w / 2) * BLOCK, (r + h / 2) * BLOCK], heat });
      }
  spots.sort((a, b) => b.heat - a.heat);
  const kept: HotSpot[] = [];
  for (const spot of spots) {
    if (kept.length >= most) break;
    const near = kept.some(
      (k) => Math.abs(k.at[0] - spot.at[0]) < apart[0] && Math.abs(k.at[1] - spot.at[1]) < apart[1],
    );
    if (!near) kept.push(spot);
  }
  return kept;
}
