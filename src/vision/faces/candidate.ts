import type { Box } from '../raw-image.js';

export type Point = readonly [number, number];

/** What one look of one network takes for a face. */
export interface Candidate {
  readonly box: Box;
  /** 0 to 1, as that network says it. */
  readonly score: number;
  readonly by: 'ssd' | 'blaze';
  /** Eyes (as the picture shows them: left, right), nose, mouth, ears; only from `blaze`. */
  readonly points?: readonly Point[];
  /** Quarter turns of the look that saw it; left out for an upright one. */
  readonly turns?: 1 | 2 | 3;
}
