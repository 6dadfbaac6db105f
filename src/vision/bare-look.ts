import type { Look, ReviewReason } from './api.js';

/** A look before it has a fingerprint, which whoever holds the bytes adds. */
export type BareLook = Omit<Look, 'fingerprint'>;

/** What is answered when a file could not be looked at. */
export const reviewLook = (reason: ReviewReason, ms = 0): BareLook => ({
  decision: 'review',
  plates: [],
  faces: [],
  reason,
  frames: 0,
  ms,
  redactable: false,
});
