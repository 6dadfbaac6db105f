/** What lines of text say (PP-OCRv4 recognition, CTC). */
import { Tensor } from 'onnxruntime-node';
import type { RawImage } from '../raw-image.js';
import type { OcrModels } from './models.js';

/** Height of a line that the network was trained on. */
export const LINE_HEIGHT = 48;

export interface Sign {
  /** What the network reads, in the case it saw. */
  readonly seen: string;
  /** 0…1: probability of `seen`. */
  readonly sure: number;
  /** Most probable Latin capital or digit at this place, and its probability. */
  readonly plate: string;
  readonly plateSure: number;
  /** Middle of it along the line, 0…1. */
  readonly at: number;
}

/** A line as it was read. */
export interface Reading {
  readonly signs: readonly Sign[];
  /** As read, spaces included. */
  readonly text: string;
  /** Mean probability of what was read. */
  readonly sure: number;
}

const BATCH = 6;

/** Classes of capitals and digits; small letters count for the capital of the same shape or name. */
function plateClasses(characters: readonly string[]): [number, string][] {
  return characters.flatMap((c, i): [number, string][] =>
    /^[A-Za-z0-9]$/.test(c) ? [[i, c.toUpperCase()]] : c === 'Ö' || c === 'Ü' || c === 'Ä' ? [[i, c]] : [],
  );
}

export class LineReader {
  readonly #models: OcrModels;
  readonly #plate: [number, string][];

  constructor(models: OcrModels) {
    this.#models = models;
    this.#plate = plateClasses(models.characters);
  }

  /** Reads lines of LINE_HEIGHT pixels; in the same order. Lines of like width go through the network together. */
  async read(lines: readonly RawImage[]): Promise<Reading[]> {
    const order = lines.map((_, i) => i).sort((a, b) => lines[a]!.width - lines[b]!.width);
    const readings: Reading[] = new Array(lines.length);
    for (let from = 0; from < order.length; ) {
      // A batch is as wide as its widest; more than a third of grey would be paid for nothing.
      const least = lines[order[from]!]!.width;
      let to = from + 1;
      while (to < order.length && to - from < BATCH && lines[order[to]!]!.width <= least * 1.35) to++;
      const batch = order.slice(from, to);
      const read = await this.#run(batch.map((i) => lines[i]!));
      batch.forEach((i, k) => {
        readings[i] = read[k]!;
      });
      from = to;
    }
    return readings;
  }

  async #run(lines: readonly RawImage[]): Promise<Reading[]> {
    const width = Math.ceil(Math.max(...lines.map((l) => l.width)) / 8) * 8;
    const plane = LINE_HEIGHT * width;
    const input = new Float32Array(lines.length * 3 * plane);
    lines.forEach((line, n) => {
      for (let c = 0; c < 3; c++)
        for (let y = 0; y < LINE_HEIGHT; y++) {
          const to = (n * 3 + c) * plane + y * width;
          for (let x = 0, p = y * line.width * 3 + c; x < line.width; x++, p += 3)
            input[to + x] = line.data[p]! / 127.5 - 1;
        }
    });
    const { recognition } = this.#models;
    const output = await recognition.run({
      [recognition.inputNames[0]!]: new Tensor('float32', input, [lines.length, 3, LINE_HEIGHT, width]),
    });
    const result = output[recognition.outputNames[0]!]!;
    const [, steps, classes] = result.dims as [number, number, number];
    const data = result.data as Float32Array;
    return lines.map((line, n) =>
      this.#decode(
        data.subarray(n * steps * classes, (n + 1) * steps * classes),
        steps,
        classes,
        line.width / width,
      ),
    );
  }

  /** Greedy CTC: repeated classes are one sign, blanks part them. */
  #decode(p: Float32Array, steps: number, classes: number, filled: number): Reading {
    const signs: Sign[] = [];
    let last = 0;
    let best = 0;
    for (let t = 0; t < steps; t++) {
      const from = t * classes;
      let top = 0;
      let most = p[from]!;
      for (let k = 1; k < classes; k++) {
        const value = p[from + k]!;
        if (value > most) {
          most = value;
          top = k;
        }
      }
      if (top !== 0 && (top !== last || most > best)) {
        const sign = this.#sign(p, from, top, most, (t + 0.5) / steps / filled);
        if (top === last) signs[signs.length - 1] = sign;
        else signs.push(sign);
        best = most;
      }
      last = top;
    }
    const text = signs.map((s) => s.seen).join('');
    const visible = signs.filter((s) => s.seen !== ' ');
    const sure = visible.length === 0 ? 0 : visible.reduce((sum, s) => sum + s.sure, 0) / visible.length;
    return { signs, text, sure };
  }

  #sign(p: Float32Array, from: number, top: number, most: number, at: number): Sign {
    let plate = '';
    let plateSure = 0;
    for (const [k, c] of this.#plate) {
      const value = p[from + k]!;
      if (value > plateSure) {
        plateSure = value;
        plate = c;
      }
    }
    return { seen: this.#models.characters[top] ?? '', sure: most, plate, plateSure, at };
  }
}
