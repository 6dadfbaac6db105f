/** A quadrilateral of a picture, laid flat. */
import type { RawImage } from '../raw-image.js';
import { type Quad, quadHeight, quadWidth, squareToQuad } from './geometry.js';

/**
 * The content of `quad` as a picture of `width` × `height`. Outside the picture its nearest pixel is repeated. Where
 * the source is finer than the result several samples are averaged.
 */
export function rectify(image: RawImage, quad: Quad, width: number, height: number): RawImage {
  const m = squareToQuad(quad);
  const across = Math.min(4, Math.max(1, Math.round(quadWidth(quad) / width)));
  const down = Math.min(4, Math.max(1, Math.round(quadHeight(quad) / height)));
  const { data, width: W, height: H } = image;
  const out = new Uint8Array(width * height * 3);
  const samples = across * down;
  for (let y = 0, o = 0; y < height; y++) {
    for (let x = 0; x < width; x++, o += 3) {
      let r = 0;
      let g = 0;
      let b = 0;
      for (let j = 0; j < down; j++) {
        const v = (y + (j + 0.5) / down) / height;
        for (let i = 0; i < across; i++) {
          const u = (x + (i + 0.5) / across) / width;
          const w = m[6] * u + m[7] * v + 1;
          const sx = (m[0] * u + m[1] * v + m[2]) / w - 0.5;
          const sy = (m[3] * u + m[4] * v + m[5]) / w - 0.5;
          const cx = sx < 0 ? 0 : Math.min(sx, W - 1);
          const cy = sy < 0 ? 0 : Math.min(sy, H - 1);
          const x0 = cx | 0;
          const y0 = cy | 0;
          const fx = cx - x0;
          const fy = cy - y0;
          const p = (y0 * W + x0) * 3;
          const right = x0 + 1 < W ? 3 : 0;
          const below = y0 + 1 < H ? W * 3 : 0;
          const a = (1 - fx) * (1 - fy);
          const c = fx * (1 - fy);
          const d = (1 - fx) * fy;
          const e = fx * fy;
          r += a * data[p]! + c * data[p + right]! + d * data[p + below]! + e * data[p + right + below]!;
          g +=
            a * data[p + 1]! +
            c * data[p + right + 1]! +
            d * data[p + below + 1]! +
            e * data[p + right + below + 1]!;
          b +=
            a * data[p + 2]! +
            c * data[p + right + 2]! +
            d * data[p + below + 2]! +
            e * data[p + right + below + 2]!;
        }
      }
      out[o] = r / samples + 0.5;
      out[o + 1] = g / samples + 0.5;
      out[o + 2] = b / samples + 0.5;
    }
  }
  return { data: out, width, height };
}
