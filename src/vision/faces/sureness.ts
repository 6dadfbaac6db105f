import type { Evidence } from './second-look.js';

/**
 * How sure it is that a place is a face, 0 to 1: both networks, from afar and close up. What one network alone believes
 * stays in the band that a person looks at. Without a close look, the far one has to do for it.
 */
export function sureness({ far, near = far }: Evidence): number {
  return Math.min(1, 0.45 * near.blaze + 0.25 * far.blaze + 0.3 * Math.max(far.ssd, near.ssd));
}
