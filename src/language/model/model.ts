/**
 * The trained model. Each feature has a row of small integers: one for each output, then one for each hidden
 * unit. An output is the sum over the features (value × weight) plus its bias plus what the hidden units add.
 * The hidden units bend in one place only, so for a given text the whole is linear again and every score can be
 * taken apart exactly (`Attribution`).
 *
 * File format (little endian): "GFM2", u32 length of the JSON header, header, u32[n] hashes in ascending order,
 * i8[n × (outputs + hidden)] weights, row by row.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { FeatureList } from '../features.js';
import type { Token } from '../tokenise.js';
import { WordPieces } from './word-pieces.js';

const headerSchema = z.strictObject({
  outputs: z.array(z.string()),
  bias: z.array(z.number()),
  hiddenBias: z.array(z.number()),
  /** hidden × outputs, row by row. */
  hiddenWeights: z.array(z.number()),
  /** Real weight = integer × scale of its column. */
  scale: z.array(z.number()),
  /** Platt scaling of each output's score: probability = 1 / (1 + exp(−(a·score + b))). */
  calibration: z.array(z.strictObject({ a: z.number(), b: z.number() })),
  features: z.number().int(),
  trainedOn: z.strictObject({ lines: z.number().int(), sha256: z.string() }),
});
export type ModelHeader = z.infer<typeof headerSchema>;

const MAGIC = 'GFM2';
const PRIME = 0x9e3779b1;
/** Slope of a hidden unit that is off; 1 when it is on. */
export const LEAK = 0.1;

/** Running sums of one text: over the outputs, then over the hidden units; in the columns' integers. */
export type Sums = Float64Array;

/** For one text: how much a unit of each column counts for each output. */
export interface Attribution {
  weight(row: number, output: number): number;
  pieces(token: Token, output: number): number;
}

/** What a model consists of, in memory that threads share: a second thread's model costs nothing. */
export interface ModelTables {
  readonly header: ModelHeader;
  /** Open hashing; a feature's hash and its row + 1 side by side (0: free), so that a look-up reads one place. */
  readonly slots: Int32Array;
  readonly weights: Int8Array;
}

/** The tables of a model whose features have these hashes and weights, row by row. */
export function modelTables(header: ModelHeader, hashes: Uint32Array, weights: Int8Array): ModelTables {
  let size = 1;
  while (size < hashes.length * 2) size *= 2;
  const slots = new Int32Array(new SharedArrayBuffer(size * 8));
  for (let row = 0; row < hashes.length; row++) {
    let at = (Math.imul(hashes[row]!, PRIME) >>> 0) & (size - 1);
    while (slots[2 * at + 1] !== 0) at = (at + 1) & (size - 1);
    slots[2 * at] = hashes[row]! | 0;
    slots[2 * at + 1] = row + 1;
  }
  const shared = new Int8Array(new SharedArrayBuffer(weights.length));
  shared.set(weights);
  return { header, slots, weights: shared };
}

export class Model {
  readonly header: ModelHeader;
  readonly outputs: readonly string[];
  readonly width: number;
  readonly hidden: number;
  private readonly columns: number;
  private readonly slots: Int32Array;
  private readonly weights: Int8Array;
  private readonly mask: number;
  private readonly words: WordPieces;

  constructor(readonly tables: ModelTables) {
    const { header, slots, weights } = tables;
    this.header = header;
    this.outputs = header.outputs;
    this.width = header.outputs.length;
    this.hidden = header.hiddenBias.length;
    this.columns = this.width + this.hidden;
    this.slots = slots;
    this.weights = weights;
    this.mask = slots.length / 2 - 1;
    this.words = new WordPieces(this.columns, (hash, into) => this.addRow(this.rowOf(hash), 1, into));
  }

  /** Row of a feature, or -1. */
  rowOf(hash: number): number {
    const { slots, mask } = this;
    const wanted = hash | 0;
    let at = (Math.imul(hash, PRIME) >>> 0) & mask;
    for (;;) {
      const row = slots[2 * at + 1]! - 1;
      if (row === -1 || slots[2 * at] === wanted) return row;
      at = (at + 1) & mask;
    }
  }

  private addRow(row: number, value: number, sums: Float64Array | Float32Array): void {
    if (row === -1) return;
    const { columns, weights } = this;
    const base = row * columns;
    for (let c = 0; c < columns; c++) sums[c]! += value * weights[base + c]!;
  }

  /** Adds one feature by its hash. */
  add(hash: number, value: number, sums: Sums): void {
    this.addRow(this.rowOf(hash), value, sums);
  }

  sums(): Sums {
    return new Float64Array(this.columns);
  }

  /** Adds features [begin, end); remembers their rows in the list for a later attribution. */
  accumulate(features: FeatureList, begin: number, end: number, sums: Sums): void {
    for (let k = begin; k < end; k++) {
      const row = this.rowOf(features.hash[k]!);
      features.row[k] = row;
      this.addRow(row, features.value[k]!, sums);
    }
  }

  /** Adds the pieces of the words of a text (the same features that training lists one by one). */
  accumulatePieces(tokens: readonly Token[], sums: Sums): void {
    this.words.accumulate(tokens, sums);
  }

  /** Scores of all outputs. */
  scores(sums: Sums): Float64Array {
    const { width, hidden, header } = this;
    const out = new Float64Array(width);
    for (let o = 0; o < width; o++) out[o] = sums[o]! * header.scale[o]! + header.bias[o]!;
    for (let j = 0; j < hidden; j++) {
      const input = sums[width + j]! * header.scale[width + j]! + header.hiddenBias[j]!;
      const active = input > 0 ? input : LEAK * input;
      for (let o = 0; o < width; o++) out[o]! += active * header.hiddenWeights[j * width + o]!;
    }
    return out;
  }

  /** What each feature of a text with these sums adds to an output. */
  attribution(sums: Sums, tokens: readonly Token[]): Attribution {
    const { width, hidden, header, weights, columns } = this;
    const slope = Float64Array.from({ length: hidden }, (_, j) =>
      sums[width + j]! * header.scale[width + j]! + header.hiddenBias[j]! > 0 ? 1 : LEAK,
    );
    // For each output asked about: what one unit of each hidden column adds to it.
    const perOutput = new Map<number, Float64Array>();
    const perHidden = (output: number): Float64Array => {
      let adds = perOutput.get(output);
      if (!adds) {
        adds = Float64Array.from(
          slope,
          (s, j) => s * header.scale[width + j]! * header.hiddenWeights[j * width + output]!,
        );
        perOutput.set(output, adds);
      }
      return adds;
    };
    const share = (row: Int8Array | Float32Array, base: number, output: number): number => {
      const adds = perHidden(output);
      let sum = row[base + output]! * header.scale[output]!;
      for (let j = 0; j < hidden; j++) sum += row[base + width + j]! * adds[j]!;
      return sum;
    };
    const scale = WordPieces.scale(tokens);
    return {
      weight: (row, output) => share(weights, row * columns, output),
      pieces: (token, output) => {
        const vector = this.words.of(token);
        return vector === null ? 0 : share(vector, 0, output) * scale;
      },
    };
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
    throw new Error(`${file} is no language model of this version: run “npm run train”.`);
  const length = bytes.readUInt32LE(4);
  const header = headerSchema.parse(JSON.parse(bytes.toString('utf8', 8, 8 + length)));
  const from = 8 + length;
  const hashes = new Uint32Array(header.features);
  for (let i = 0; i < header.features; i++) hashes[i] = bytes.readUInt32LE(from + i * 4);
  const weightsFrom = bytes.byteOffset + from + header.features * 4;
  const weights = new Int8Array(bytes.buffer, weightsFrom, bytes.byteOffset + bytes.length - weightsFrom);
  return new Model(modelTables(header, hashes, weights));
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
