import type { Evidence } from './second-look.js';
import type { FaceSettings } from './settings.js';

/** Below this a network has seen nothing. */
const NOTHING = 0.2;
/** From here on one network by itself takes it for a face. */
const LIKE_A_FACE = 0.5;

/**
 * How sure it is that a place is a face, 0 to 1: both networks, from afar and close up, weighed by a logistic curve that
 * was fitted on portraits made hard and on pictures without people. Without a close look (the time was up) the far one has
 * to do for it, and whatever looks like a face from there is at least for a person to look at. What only SSD believes (it takes cars for faces, and sees profiles that the other misses) is for a person to look at.
 */
export function sureness({ far, near: close }: Evidence, weights: FaceSettings['sureness']): number {
  const near = close ?? far;
  const sum =
    weights.base +
    weights.nearBlaze * near.blaze +
    weights.farBlaze * far.blaze +
    weights.nearSsd * near.ssd +
    weights.farSsd * far.ssd +
    weights.bothBlaze * near.blaze * far.blaze;
  const value = 1 / (1 + Math.exp(-sum));
  if (!close && Math.max(far.blaze, far.ssd) >= LIKE_A_FACE) return Math.max(value, weights.unconfirmed);
  return Math.max(near.blaze, far.blaze) < NOTHING ? Math.min(value, weights.unconfirmed) : value;
}
