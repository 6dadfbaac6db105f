/**
 * The trained model: for each feature's hash a row of small integers, one for each output. An output's score is
 * the sum of value × weight over the features, plus its bias. Linear on purpose: every score can be taken apart.
 *
 * File format (little endian): "GFM1", u32 length of the JSON header, header, u32[n] hashes in ascending order,
 * i8[n × outputs] weights (row by row).
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { FeatureList } from '../features.js';

const headerSchema = z.strictObject({
  outputs: z.array(z.string()),
  bias: z.array(z.number()),
  /** Real weight = integer × scale of its output. */
  scale: z.array(z.number()),
  /** Platt scaling of each output's score: probability = 1 / (1 + exp(−(a·score + b))). */
  calibration: z.array(z.strictObject({ a: z.number(), b: z.number() })),
  features: z.number().int(),
  trainedOn: z.strictObject({ lines: z.number().int(), sha256: z.string() }),
});
export type ModelHeader = z.infer<typeof headerSchema>;

const MAGIC = 'GFM1';
const PRIME = 0x9e3779b1;

export class Model {
  readonly outputs: readonly string[];
  readonly width: number;
  private readonly slots: Int32Array;
  private readonly mask: number;

  constructor(
    readonly header: ModelHeader,
    private readonly hashes: Uint32Array,
    private readonly weights: Int8Array,
  ) {
    this.outputs = header.outputs;
    this.width = header.outputs.length;
    let size = 1;
    while (size < hashes.length * 2) size *= 2;
    this.mask = size - 1;
    this.slots = new Int32Array(size).fill(-1);
    for (let row = 0; row < hashes.length; row++) {
      let at = (Math.imul(hashes[row]!, PRIME) >>> 0) & this.mask;
      while (this.slots[at] !== -1) at = (at + 1) & this.mask;
      this.slots[at] = row;
    }
  }

  /** Row of a feature, or -1. */
  rowOf(hash: number): number {
    let at = (Math.imul(hash, PRIME) >>> 0) & this.mask;
    for (;;) {
      const row = this.slots[at]!;
      if (row === -1 || this.hashes[row] === hash) return row;
      at = (at + 1) & this.mask;
    }
  }

  weight(row: number, output: number): number {
    return this.weights[row * this.width + output]! * this.header.scale[output]!;
  }

  /** Adds the scores of features [begin, end) to `scores` (one a output). Start with `bias()`. */
  accumulate(features: FeatureList, begin: number, end: number, scores: Float64Array): void {
    const { width, weights, header } = this;
    const sums = new Float64Array(width);
    for (let k = begin; k < end; k++) {
      const row = this.rowOf(features.hash[k]!);
      if (row === -1) continue;
      const value = features.value[k]!;
      const base = row * width;
      for (let o = 0; o < width; o++) sums[o]! += value * weights[base + o]!;
    }
    for (let o = 0; o < width; o++) scores[o]! += sums[o]! * header.scale[o]!;
  }

  bias(): Float64Array {
    return Float64Array.from(this.header.bias);
  }

  /** Calibrated probability of a yes/no output. */
  probability(output: number, score: number): number {
    const { a, b } = this.header.calibration[output]!;
    return 1 / (1 + Math.exp(-(a * score + b)));
  }
}

/** Reads a model file. Throws Error with what to do when it is missing or no model. */
export function loadModel(file: string): Model {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    throw new Error(`The language model ${file} is missing: run “npm run train”.`);
  }
  if (bytes.toString('latin1', 0, 4) !== MAGIC)
    throw new Error(`${file} is no language model: run “npm run train”.`);
  const length = bytes.readUInt32LE(4);
  const header = headerSchema.parse(JSON.parse(bytes.toString('utf8', 8, 8 + length)));
  const from = 8 + length;
  const hashes = new Uint32Array(header.features);
  for (let i = 0; i < header.features; i++) hashes[i] = bytes.readUInt32LE(from + i * 4);
  const weights = new Int8Array(bytes.subarray(from + header.features * 4));
  return new Model(header, hashes, weights);
}

export function encodeModel(header: ModelHeader, hashes: Uint32Array, weights: Int8Array): Buffer {
  const head = Buffer.from(JSON.stringify(header));
  const out = Buffer.alloc(8 + head.length + hashes.length * 4 + weights.length);
  out.write(MAGIC, 0, 'latin1');
  out.writeUInt32LE(head.length, 4);
  head.copy(out, 8);
  for (let i = 0; i < hashes.length; i++) out.writeUInt32LE(hashes[i]!, 8 + head.length + i * 4);
  Buffer.from(weights.buffer, weights.byteOffset, weights.length).copy(
    out,
    8 + head.length + hashes.length * 4,
  );
  return out;
}
