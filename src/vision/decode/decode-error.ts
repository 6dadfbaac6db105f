import type { ReviewReason } from '../api.js';

/** A file that can't be turned into pictures, and why. */
export class DecodeError extends Error {
  constructor(readonly reason: ReviewReason) {
    super(`The file can't be looked at: ${reason}.`);
    this.name = 'DecodeError';
  }
}
