/**
 * Training by AdaGrad, in an order and with an initial chance that are fixed, so that the same lines give the same
 * model, bit for bit. Double precision; no threads; no clock. Direct weights carry most; a few hidden units, shared
 * by all outputs, learn what goes together (a chase and a call to join) across the languages.
 */
import { KINDS } from '../../domain/vocabulary.js';
import type { FeatureList } from '../features.js';
import { encodeModel, LEAK, Model, type ModelHeader, modelTables } from './model.js';
import { NOT_BOTH, OUTPUTS } from './outputs.js';

export interface Sample {
  readonly hashes: Uint32Array;
  readonly values: Float32Array;
  readonly targets: Int8Array;
  readonly weight: number;
}

export interface TrainOptions {
  readonly epochs: number;
  readonly rate: number;
  /** Pull towards zero of the direct weights, and of the weights into the hidden units. */
  readonly l2: number;
  readonly l2Hidden: number;
  /** A feature must stand in at least so many lines. */
  readonly minLines: number;
  readonly hidden: number;
  /** Share of hidden units left out at each step, so that they don't lean on one another. */
  readonly dropout: number;
  /** Of the fixed chance: another seed, another model of the same worth. */
  readonly seed: number;
}
const LINEAR: TrainOptions = {
  epochs: 20,
  rate: 0.05,
  l2: 3e-3,
  l2Hidden: 0,
  minLines: 2,
  hidden: 0,
  dropout: 0,
  seed: 1,
};
const BENT: TrainOptions = {
  epochs: 6,
  rate: 0.05,
  l2: 1e-3,
  l2Hidden: 1e-4,
  minLines: 2,
  hidden: 24,
  dropout: 0.3,
  seed: 1,
};
/** Several models that err differently, made one: a plain linear one, and two with hidden units. */
export const MEMBERS: readonly TrainOptions[] = [LINEAR, BENT, { ...BENT, seed: 2 }];

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
  /** Row by row: one weight an output, then one a hidden unit. */
  readonly weights: Float64Array;
  readonly bias: Float64Array;
  readonly hiddenBias: Float64Array;
  /** hidden × outputs, row by row. */
  readonly hiddenWeights: Float64Array;
}

interface Row {
  /** Where the feature's weights begin. */
  readonly base: Int32Array;
  readonly value: Float64Array;
}

/** A parameter array with AdaGrad's memory of its gradients. */
class Parameters {
  readonly squares: Float64Array;
  constructor(
    readonly value: Float64Array,
    start: number,
  ) {
    this.squares = new Float64Array(value.length).fill(start);
  }

  step(at: number, gradient: number, rate: number): void {
    const squares = this.squares[at]! + gradient * gradient;
    this.squares[at] = squares;
    this.value[at]! -= (rate * gradient) / Math.sqrt(squares);
  }
}

/** Trains the members and joins them: the mean of their scores is one model of the same form. */
export function train(samples: readonly Sample[], members: readonly TrainOptions[] = MEMBERS): Trained {
  return join(members.map((options) => trainOne(samples, options)));
}

function join(members: readonly Trained[]): Trained {
  const first = members[0]!;
  const width = OUTPUTS.length;
  const share = 1 / members.length;
  const hidden = members.map((m) => m.hiddenBias.length);
  const columns = width + hidden.reduce((a, b) => a + b, 0);
  const weights = new Float64Array(first.hashes.length * columns);
  const bias = new Float64Array(width);
  let offset = width;
  members.forEach((m, k) => {
    const own = width + hidden[k]!;
    for (let r = 0; r < first.hashes.length; r++) {
      for (let o = 0; o < width; o++) weights[r * columns + o]! += share * m.weights[r * own + o]!;
      for (let j = 0; j < hidden[k]!; j++)
        weights[r * columns + offset + j] = m.weights[r * own + width + j]!;
    }
    for (let o = 0; o < width; o++) bias[o]! += share * m.bias[o]!;
    offset += hidden[k]!;
  });
  return {
    hashes: first.hashes,
    weights,
    bias,
    hiddenBias: Float64Array.from(members.flatMap((m) => [...m.hiddenBias])),
    hiddenWeights: Float64Array.from(members.flatMap((m) => [...m.hiddenWeights].map((w) => w * share))),
  };
}

function trainOne(samples: readonly Sample[], options: TrainOptions): Trained {
  const width = OUTPUTS.length;
  const { hidden } = options;
  const columns = width + hidden;
  const hashes = vocabulary(samples, options.minLines);
  const rows = toRows(samples, hashes, columns);
  const next = random(20260711 + options.seed);

  // All zero: what tells the hidden units apart is how they add to the outputs (below).
  const start = new Float64Array(hashes.length * columns);
  const weights = new Parameters(start, 1e-4);
  for (let r = 0; r < hashes.length; r++) weights.squares.fill(1e-3, r * columns + width, (r + 1) * columns);
  const bias = new Parameters(new Float64Array(width), 1e-3);
  const hiddenBias = new Parameters(new Float64Array(hidden), 1e-3);
  const hiddenWeights = new Parameters(
    Float64Array.from({ length: hidden * width }, () => (next() - 0.5) * 0.4),
    1e-3,
  );

  const order = Int32Array.from(samples.keys());
  const sums = new Float64Array(columns);
  const slope = new Float64Array(hidden);
  const active = new Float64Array(hidden);
  const scores = new Float64Array(width);
  const gradient = new Float64Array(width);
  const hiddenGradient = new Float64Array(hidden);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, next);
    const rate = options.rate * (1 - (0.8 * epoch) / options.epochs);
    for (const at of order) {
      const { base, value } = rows[at]!;
      sums.fill(0);
      for (let k = 0; k < base.length; k++) {
        const from = base[k]!;
        const v = value[k]!;
        for (let c = 0; c < columns; c++) sums[c]! += v * weights.value[from + c]!;
      }
      for (let o = 0; o < width; o++) scores[o] = sums[o]! + bias.value[o]!;
      for (let j = 0; j < hidden; j++) {
        const input = sums[width + j]! + hiddenBias.value[j]!;
        const kept = next() >= options.dropout ? 1 / (1 - options.dropout) : 0;
        slope[j] = (input > 0 ? 1 : LEAK) * kept;
        active[j] = input * slope[j]!;
        if (kept !== 0)
          for (let o = 0; o < width; o++) scores[o]! += active[j]! * hiddenWeights.value[j * width + o]!;
      }
      gradients(scores, samples[at]!, KINDS.length, gradient);
      for (let j = 0; j < hidden; j++) {
        let back = 0;
        if (slope[j] !== 0)
          for (let o = 0; o < width; o++) {
            const g = gradient[o]!;
            if (g === 0) continue;
            back += g * hiddenWeights.value[j * width + o]!;
            hiddenWeights.step(j * width + o, g * active[j]!, rate);
          }
        hiddenGradient[j] = back * slope[j]!;
        hiddenBias.step(j, hiddenGradient[j]!, rate);
      }
      for (let o = 0; o < width; o++) bias.step(o, gradient[o]!, rate);
      for (let k = 0; k < base.length; k++) {
        const from = base[k]!;
        const v = value[k]!;
        for (let o = 0; o < width; o++) {
          const g = gradient[o]!;
          if (g !== 0) weights.step(from + o, g * v + options.l2 * weights.value[from + o]!, rate);
        }
        for (let j = 0; j < hidden; j++) {
          const g = hiddenGradient[j]!;
          const w = from + width + j;
          if (g !== 0) weights.step(w, g * v + options.l2Hidden * weights.value[w]!, rate);
        }
      }
    }
  }
  return {
    hashes,
    weights: weights.value,
    bias: bias.value,
    hiddenBias: hiddenBias.value,
    hiddenWeights: hiddenWeights.value,
  };
}

function vocabulary(samples: readonly Sample[], minLines: number): Uint32Array {
  const counts = new Map<number, number>();
  for (const s of samples) for (const h of s.hashes) counts.set(h, (counts.get(h) ?? 0) + 1);
  return Uint32Array.from([...counts].filter(([, n]) => n >= minLines).map(([h]) => h)).sort();
}

function toRows(samples: readonly Sample[], hashes: Uint32Array, columns: number): Row[] {
  const rowOf = new Map<number, number>();
  for (const [i, h] of hashes.entries()) rowOf.set(h, i);
  return samples.map((s) => {
    const base: number[] = [];
    const value: number[] = [];
    s.hashes.forEach((h, i) => {
      const row = rowOf.get(h);
      if (row === undefined) return;
      base.push(row * columns);
      value.push(s.values[i]!);
    });
    return { base: Int32Array.from(base), value: Float64Array.from(value) };
  });
}

function shuffle(order: Int32Array, next: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    const swap = order[i]!;
    order[i] = order[j]!;
    order[j] = swap;
  }
}

const REPORT = KINDS.indexOf('signalement');

/**
 * Gradient of the loss for each output's score. Kinds: softmax, also where it is only known which kind it is not.
 * Labels: logistic. NOT_BOTH: minus the logarithm of 1 − p(report) · p(label).
 */
function gradients(scores: Float64Array, sample: Sample, kinds: number, out: Float64Array): void {
  out.fill(0);
  const { targets, weight } = sample;
  const p = kindChances(scores, kinds);
  const known = targets.subarray(0, kinds);
  if (known.includes(1)) for (let o = 0; o < kinds; o++) out[o] = weight * (p[o]! - targets[o]!);
  else if (known.includes(0)) {
    let rest = 0;
    for (let o = 0; o < kinds; o++) if (targets[o] !== 0) rest += p[o]!;
    for (let o = 0; o < kinds; o++)
      out[o] = weight * (p[o]! - (targets[o] === 0 ? 0 : p[o]! / Math.max(rest, 1e-9)));
  }
  for (let o = kinds; o < targets.length; o++) {
    const target = targets[o]!;
    if (target === -1) continue;
    const q = 1 / (1 + Math.exp(-scores[o]!));
    if (target !== NOT_BOTH) {
      out[o] = weight * (q - target);
      continue;
    }
    const report = p[REPORT]!;
    const silent = Math.max(1 - report * q, 1e-6);
    out[o] = (weight * report * q * (1 - q)) / silent;
    for (let k = 0; k < kinds; k++)
      out[k]! += (weight * q * report * ((k === REPORT ? 1 : 0) - p[k]!)) / silent;
  }
}

function kindChances(scores: Float64Array, kinds: number): Float64Array {
  const p = new Float64Array(kinds);
  let top = Number.NEGATIVE_INFINITY;
  for (let o = 0; o < kinds; o++) top = Math.max(top, scores[o]!);
  let sum = 0;
  for (let o = 0; o < kinds; o++) {
    p[o] = Math.exp(scores[o]! - top);
    sum += p[o]!;
  }
  for (let o = 0; o < kinds; o++) p[o]! /= sum;
  return p;
}

/** A feature all of whose weights are this small (of 127) says nothing. */
const FAINT = 2;

/** The trained weights in small integers, features without influence dropped. */
export function pack(
  trained: Trained,
  calibration: ModelHeader['calibration'],
  trainedOn: ModelHeader['trainedOn'],
): { model: Model; bytes: Buffer } {
  const { hashes: all, weights: real } = trained;
  const columns = OUTPUTS.length + trained.hiddenBias.length;
  const largest = new Float64Array(columns);
  for (let r = 0; r < all.length; r++)
    for (let c = 0; c < columns; c++) largest[c] = Math.max(largest[c]!, Math.abs(real[r * columns + c]!));
  const scale = Array.from(largest, (m) => (m === 0 ? 1 : rounded(m / 127)));
  const kept: number[] = [];
  const packed: number[] = [];
  for (let r = 0; r < all.length; r++) {
    const row = Array.from({ length: columns }, (_, c) =>
      Math.max(-127, Math.min(127, Math.round(real[r * columns + c]! / scale[c]!))),
    );
    if (row.every((w) => Math.abs(w) <= FAINT)) continue;
    kept.push(all[r]!);
    packed.push(...row);
  }
  const header: ModelHeader = {
    outputs: [...OUTPUTS],
    bias: Array.from(trained.bias, rounded),
    hiddenBias: Array.from(trained.hiddenBias, rounded),
    hiddenWeights: Array.from(trained.hiddenWeights, rounded),
    scale,
    calibration,
    features: kept.length,
    trainedOn,
  };
  const hashes = Uint32Array.from(kept);
  const weights = Int8Array.from(packed);
  return {
    model: new Model(modelTables(header, hashes, weights)),
    bytes: encodeModel(header, hashes, weights),
  };
}

const rounded = (x: number): number => Number(x.toPrecision(7));
