/** Puts a drawn plate into a picture, seen from a side. */
import sharp from 'sharp';
import type { RawImage } from '../../raw-image.js';
import { type Point, type Quad, quadHeight, quadWidth } from '../geometry.js';
import type { DrawnPlate } from './draw-plate.js';

export interface Pose {
  /** Middle in the picture's pixels. */
  readonly at: Point;
  /** Height of the plate's middle in pixels. */
  readonly height: number;
  /** Degrees: turned away to a side, and tilted in the picture. */
  readonly yaw: number;
  readonly roll: number;
}

/** Where a plate's corners fall. The camera stands at about nine plate widths. */
export function quadOf(plate: DrawnPlate, pose: Pose): Quad {
  const h = pose.height;
  const w = (h * plate.width) / plate.height;
  const yaw = (pose.yaw * Math.PI) / 180;
  const roll = (pose.roll * Math.PI) / 180;
  const far = 9 * w;
  const corner = (x: number, y: number): Point => {
    const depth = far / (far + x * Math.sin(yaw));
    // Looked at from above, a line that goes away rises.
    const px = x * Math.cos(yaw) * depth;
    const py = (y - 0.18 * Math.abs(Math.sin(yaw)) * x * Math.sign(pose.yaw || 1)) * depth;
    return [
      pose.at[0] + px * Math.cos(roll) - py * Math.sin(roll),
      pose.at[1] + px * Math.sin(roll) + py * Math.cos(roll),
    ];
  };
  return [corner(-w / 2, -h / 2), corner(w / 2, -h / 2), corner(w / 2, h / 2), corner(-w / 2, h / 2)];
}

/** The inverse of a quadrilateral: its points to the unit square. */
function toSquare([p0, p1, p2, p3]: Quad): (x: number, y: number) => Point {
  // Solve by the adjoint of the square → quad matrix.
  const sx = p0[0] - p1[0] + p2[0] - p3[0];
  const sy = p0[1] - p1[1] + p2[1] - p3[1];
  const dx1 = p1[0] - p2[0];
  const dx2 = p3[0] - p2[0];
  const dy1 = p1[1] - p2[1];
  const dy2 = p3[1] - p2[1];
  const det = dx1 * dy2 - dx2 * dy1;
  const g = (sx * dy2 - dx2 * sy) / det;
  const h = (dx1 * sy - sx * dy1) / det;
  const [a, b, c] = [p1[0] - p0[0] + g * p1[0], p3[0] - p0[0] + h * p3[0], p0[0]];
  const [d, e, f] = [p1[1] - p0[1] + g * p1[1], p3[1] - p0[1] + h * p3[1], p0[1]];
  return (x, y) => {
    const u = (e - f * h) * x + (c * h - b) * y + (b * f - c * e);
    const v = (f * g - d) * x + (a - c * g) * y + (c * d - a * f);
    const w = (d * h - e * g) * x + (b * g - a * h) * y + (a * e - b * d);
    return [u / w, v / w];
  };
}

/** Paints the plate into `image` (changed in place); returns where it is. */
export async function placePlate(image: RawImage, plate: DrawnPlate, pose: Pose): Promise<Quad> {
  const quad = quadOf(plate, pose);
  // Drawn at about twice its size in the picture, so that sampling it needs no filter of its own.
  const w = Math.max(40, Math.round(quadWidth(quad) * 2));
  const h = Math.max(16, Math.round(quadHeight(quad) * 2));
  const { data } = await sharp(Buffer.from(plate.svg))
    .resize(w, h, { fit: 'fill', kernel: 'lanczos3' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const inverse = toSquare(quad);
  const xs = quad.map((p) => p[0]);
  const ys = quad.map((p) => p[1]);
  const target = image.data as Uint8Array;
  const SUB = 3;
  for (let y = Math.max(0, Math.floor(Math.min(...ys))); y < Math.min(image.height, Math.max(...ys) + 1); y++)
    for (
      let x = Math.max(0, Math.floor(Math.min(...xs)));
      x < Math.min(image.width, Math.max(...xs) + 1);
      x++
    ) {
      let [r, g, b, a] = [0, 0, 0, 0];
      for (let j = 0; j < SUB; j++)
        for (let i = 0; i < SUB; i++) {
          const [u, v] = inverse(x + (i + 0.5) / SUB, y + (j + 0.5) / SUB);
          if (u < 0 || v < 0 || u >= 1 || v >= 1) continue;
          const p = (Math.floor(v * h) * w + Math.floor(u * w)) * 4;
          const alpha = data[p + 3]! / 255;
          r += data[p]! * alpha;
          g += data[p + 1]! * alpha;
          b += data[p + 2]! * alpha;
          a += alpha;
        }
      if (a === 0) continue;
      const n = SUB * SUB;
      const p = (y * image.width + x) * 3;
      target[p] = target[p]! * (1 - a / n) + r / n;
      target[p + 1] = target[p + 1]! * (1 - a / n) + g / n;
      target[p + 2] = target[p + 2]! * (1 - a / n) + b / n;
    }
  return quad;
}
