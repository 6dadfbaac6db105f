import type { Bands } from './judge-look.js';

/** From which confidence a picture goes, and from which a person looks. */
export const bandsOf = (): Bands => ({
  plates: { blockFrom: 0.5, reviewFrom: 0.25 },
  faces: { blockFrom: 0.5, reviewFrom: 0.25 },
});
