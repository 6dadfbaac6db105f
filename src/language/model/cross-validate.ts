/** Scores of every line by a model that never saw it, for calibration and for choosing between variants. */
import { createHash } from 'node:crypto';
import { IDENTITY } from './calibrate.js';
import type { Line } from './dataset.js';
import { OUTPUTS } from './outputs.js';
import { pack, type Sample, type TrainOptions, train } from './train.js';

const FOLDS = 3;
/** Which fold a text belongs to; near-copies that differ in case or signs stay together. */
export const foldOf = (text: string): number =>
  createHash('sha256')
    .update(`fold:${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')}`)
    .digest()
    .readUInt32LE(0) % FOLDS;

/** Out-of-fold scores: one Float64Array (by output) a line. */
export function crossScores(
  lines: readonly Line[],
  samples: readonly Sample[],
  members?: readonly TrainOptions[],
): Float64Array[] {
  const scores: Float64Array[] = new Array(lines.length);
  const folds = lines.map((l) => foldOf(l.text));
  for (let fold = 0; fold < FOLDS; fold++) {
    const { model } = pack(
      train(
        samples.filter((_, i) => folds[i] !== fold),
        members,
      ),
      OUTPUTS.map(() => IDENTITY),
      { lines: 0, sha256: '' },
    );
    samples.forEach((sample, i) => {
      if (folds[i] !== fold) return;
      const sums = model.sums();
      for (const [k, hash] of sample.hashes.entries()) model.add(hash, sample.values[k]!, sums);
      scores[i] = model.scores(sums);
    });
  }
  return scores;
}
