/**
 * Training: one logistic regression an output over the shared features, by AdaGrad with a fixed order, so that
 * the same lines give the same model, bit for bit. Double precision; no threads; no clock.
 */
import { KINDS } from '../../domain/vocabulary.js';
import type { FeatureList } from '../features.js';
import { encodeModel, Model, type ModelHeader } from './model.js';
import { OUTPUTS } from './outputs.js';

export interface Sample {
  readonly hashes: Uint32Array;
  readonly values: Float32Array;
  readonly targets: Int8Array;
  readonly weight: number;
}

export interface TrainOptions {
  readonly epochs: number;
  readonly rate: number;
  /** Pull towards zero, per step and feature. */
  readonly l2: number;
  /** A feature must stand in at least so many lines. */
  readonly minLines: number;
}
export const DEFAULTS: TrainOptions = { epochs: 14, rate: 0.12, l2: 2e-5, minLines: 2 };

/** Sums values of equal features. */
export function sampleOf(features: FeatureList, targets: Int8Array, weight = 1): Sample {
  const sums = new Map<number, number>();
  for (let i = 0; i < features.hash.length; i++)
    sums.set(features.hash[i]!, (sums.get(features.hash[i]!) ?? 0) + features.value[i]!);
  return { hashes: Uint32Array.from(sums.keys()), values: Float32Array.from(sums.values()), targets, weight };
}

/** Mulberry32: a small generator with a seed, for the order of the lines. */
function random(seed: number): () => number {
  let s = seed;
  return () => {
    s = (s + 0x6d2b79f5) | 0;
    let t = Math.imul(s ^ (s >>> 15), 1 | s);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export interface Trained {
  readonly hashes: Uint32Array;
  /** Row by row, one weight an output. */
  readonly weights: Float64Array;
  readonly bias: Float64Array;
}

export function train(samples: readonly Sample[], options: TrainOptions = DEFAULTS): Trained {
  const width = OUTPUTS.length;
  const counts = new Map<number, number>();
  for (const s of samples) for (const h of s.hashes) counts.set(h, (counts.get(h) ?? 0) + 1);
  const hashes = Uint32Array.from(
    [...counts].filter(([, n]) => n >= options.minLines).map(([h]) => h),
  ).sort();
  const rowOf = new Map<number, number>();
  for (const [i, h] of hashes.entries()) rowOf.set(h, i);
  const rows = samples.map((s) => {
    const row: number[] = [];
    const value: number[] = [];
    s.hashes.forEach((h, i) => {
      const r = rowOf.get(h);
      if (r !== undefined) {
        row.push(r * width);
        value.push(s.values[i]!);
      }
    });
    return { row: Int32Array.from(row), value: Float64Array.from(value) };
  });
  const weights = new Float64Array(hashes.length * width);
  const squares = new Float64Array(hashes.length * width).fill(1e-4);
  const bias = new Float64Array(width);
  const biasSquares = new Float64Array(width).fill(1e-4);
  const order = Int32Array.from(samples.keys());
  const next = random(20260711);
  const kinds = KINDS.length;
  const scores = new Float64Array(width);
  const gradient = new Float64Array(width);
  const active: number[] = [];
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1));
      const swap = order[i]!;
      order[i] = order[j]!;
      order[j] = swap;
    }
    const rate = options.rate * (1 - (0.7 * epoch) / options.epochs);
    for (const at of order) {
      const sample = samples[at]!;
      const { row, value } = rows[at]!;
      scores.set(bias);
      for (let k = 0; k < row.length; k++) {
        const base = row[k]!;
        const v = value[k]!;
        for (let o = 0; o < width; o++) scores[o]! += v * weights[base + o]!;
      }
      gradients(scores, sample, kinds, gradient);
      active.length = 0;
      for (let o = 0; o < width; o++) if (Math.abs(gradient[o]!) > 1e-4) active.push(o);
      for (const o of active) {
        const g = gradient[o]!;
        biasSquares[o]! += g * g;
        bias[o]! -= (rate * g) / Math.sqrt(biasSquares[o]!);
      }
      for (let k = 0; k < row.length; k++) {
        const base = row[k]!;
        const v = value[k]!;
        for (const o of active) {
          const w = base + o;
          const g = gradient[o]! * v + options.l2 * weights[w]!;
          squares[w]! += g * g;
          weights[w]! -= (rate * g) / Math.sqrt(squares[w]!);
        }
      }
    }
  }
  return { hashes, weights, bias };
}

/** Softmax over the kinds when the kind is known; logistic for everything else that is known. */
function gradients(scores: Float64Array, sample: Sample, kinds: number, out: Float64Array): void {
  out.fill(0);
  const { targets, weight } = sample;
  let known = true;
  for (let o = 0; o < kinds; o++) if (targets[o] === -1) known = false;
  if (known) {
    let top = Number.NEGATIVE_INFINITY;
    for (let o = 0; o < kinds; o++) top = Math.max(top, scores[o]!);
    let sum = 0;
    for (let o = 0; o < kinds; o++) sum += Math.exp(scores[o]! - top);
    for (let o = 0; o < kinds; o++) out[o] = weight * (Math.exp(scores[o]! - top) / sum - targets[o]!);
  }
  for (let o = kinds; o < targets.length; o++) {
    if (targets[o] === -1) continue;
    out[o] = weight * (1 / (1 + Math.exp(-scores[o]!)) - targets[o]!);
  }
}

/** The trained weights in small integers, features without influence dropped. */
export function pack(
  trained: Trained,
  calibration: ModelHeader['calibration'],
  trainedOn: ModelHeader['trainedOn'],
): { model: Model; bytes: Buffer } {
  const width = OUTPUTS.length;
  const largest = new Float64Array(width);
  const n = trained.hashes.length;
  for (let r = 0; r < n; r++)
    for (let o = 0; o < width; o++)
      largest[o] = Math.max(largest[o]!, Math.abs(trained.weights[r * width + o]!));
  const scale = Array.from(largest, (m) => (m === 0 ? 1 : Number((m / 127).toPrecision(6))));
  const kept: number[] = [];
  const packed: number[] = [];
  for (let r = 0; r < n; r++) {
    const row = Array.from({ length: width }, (_, o) =>
      Math.round(trained.weights[r * width + o]! / scale[o]!),
    );
    if (row.every((w) => w === 0)) continue;
    kept.push(trained.hashes[r]!);
    packed.push(...row.map((w) => Math.max(-127, Math.min(127, w))));
  }
  const hashes = Uint32Array.from(kept);
  const weights = Int8Array.from(packed);
  const header: ModelHeader = {
    outputs: [...OUTPUTS],
    bias: Array.from(trained.bias, (b) => Number(b.toPrecision(8))),
    scale,
    calibration,
    features: hashes.length,
    trainedOn,
  };
  return { model: new Model(header, hashes, weights), bytes: encodeModel(header, hashes, weights) };
}
