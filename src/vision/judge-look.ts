/** From what the detectors saw to a decision (Annex 4 §5). Pure. */
import type { Look, SeenFace, SeenPlate } from './api.js';

/** From `blockFrom` on the picture goes; from `reviewFrom` on a person looks. */
export interface Band {
  readonly blockFrom: number;
  readonly reviewFrom: number;
}
export interface Bands {
  readonly plates: Band;
  readonly faces: Band;
}

/** The confidences that count: what can't be read or recognised is allowed, however sure it is that it is there. */
const counted = (plates: readonly SeenPlate[], faces: readonly SeenFace[]) => ({
  plates: plates.filter((p) => p.readable).map((p) => p.confidence),
  faces: faces.filter((f) => f.recognisable).map((f) => f.confidence),
});

/** Block if any readable plate or recognisable face is sure, review if any may be one. */
export function judgeLook(
  plates: readonly SeenPlate[],
  faces: readonly SeenFace[],
  bands: Bands,
): Look['decision'] {
  const seen = counted(plates, faces);
  const any = (from: 'blockFrom' | 'reviewFrom'): boolean =>
    seen.plates.some((c) => c >= bands.plates[from]) || seen.faces.some((c) => c >= bands.faces[from]);
  return any('blockFrom') ? 'block' : any('reviewFrom') ? 'review' : 'allow';
}
