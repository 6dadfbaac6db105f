import type { Box } from '../raw-image.js';
import type { Pyramid } from './pyramid.js';
import { sample } from './pyramid.js';
import type { FaceSettings } from './settings.js';

/** Side of the patch that detail is measured on: about what an acquaintance needs to tell who it is. */
const PATCH = 32;

/** 0 below `min`, 1 from `sure` on, a straight line between. */
export const ramp = (value: number, { min, sure }: { readonly min: number; readonly sure: number }): number =>
  Math.min(1, Math.max(0, (value - min) / (sure - min)));

/**
 * How much of its fine structure a face still has, 0 to about 1: energy of the differences between neighbouring points of
 * the face sampled at 32 × 32, relative to its contrast. A face out of focus, or enlarged from a few pixels, comes near 0.
 */
export function detailOf(source: Pyramid, [x, y, w, h]: Box): number {
  // The middle of the face: the background's edges say nothing of its sharpness.
  const region: Box = [x + w * 0.15, y + h * 0.15, w * 0.7, h * 0.7];
  const planes = sample(source, { region, width: PATCH, height: PATCH });
  const size = PATCH * PATCH;
  const grey = Float32Array.from(
    { length: size },
    (_, i) => planes[i]! + planes[i + size]! + planes[i + 2 * size]!,
  );
  const mean = grey.reduce((sum, value) => sum + value, 0) / size;
  let contrast = 0;
  for (const value of grey) contrast += (value - mean) ** 2;
  let fine = 0;
  let count = 0;
  for (let row = 1; row < PATCH - 1; row++) {
    for (let column = 1; column < PATCH - 1; column++) {
      const i = row * PATCH + column;
      const laplace = 4 * grey[i]! - grey[i - 1]! - grey[i + 1]! - grey[i - PATCH]! - grey[i + PATCH]!;
      fine += laplace ** 2;
      count++;
    }
  }
  if (contrast === 0) return 0;
  return Math.sqrt(fine / count / (contrast / size));
}

/**
 * How sure it is that an acquaintance could tell who this is, 0 to 1: by the face's height in pixels and its detail.
 * Calibrated by `calibrate-faces` (see rules/vision.yaml).
 */
export function recognisability(source: Pyramid, box: Box, settings: FaceSettings): number {
  return Math.min(ramp(box[3], settings.height), ramp(detailOf(source, box), settings.detail));
}
