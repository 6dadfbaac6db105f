/** Where lines of text stand in a canvas (PP-OCRv4 detection, a DB network). */
import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { RawImage } from '../raw-image.js';
import { findComponents } from './components.js';
import { growQuad, minAreaRect, type Quad, quadHeight, quadWidth } from './geometry.js';

/** A line of text, in the canvas' pixels. */
export interface TextLine {
  /** Rectangle around it, grown to where its characters end. */
  readonly rect: Quad;
  /** 0…1 */
  readonly score: number;
}

export interface DetectSettings {
  /** Least probability of a pixel that belongs to text. */
  readonly pixelFrom: number;
  /** Least mean probability of a line. */
  readonly lineFrom: number;
}

/** Sides must be multiples of this. */
export const STRIDE = 32;
// The network shrinks text towards its middle line; this gives it back (authors' factor).
const UNCLIP = 1.8;
const MEAN = [0.485, 0.456, 0.406] as const;
const STD = [0.229, 0.224, 0.225] as const;

function tensorOf(canvas: RawImage): Tensor {
  const plane = canvas.width * canvas.height;
  const input = new Float32Array(3 * plane);
  for (let c = 0; c < 3; c++) {
    const scale = 1 / 255 / STD[c]!;
    const shift = MEAN[c]! / STD[c]!;
    const table = Float32Array.from({ length: 256 }, (_, v) => v * scale - shift);
    const from = c * plane;
    for (let i = 0, j = c; i < plane; i++, j += 3) input[from + i] = table[canvas.data[j]!]!;
  }
  return new Tensor('float32', input, [1, 3, canvas.height, canvas.width]);
}

/** Lines of text in a canvas whose sides are multiples of STRIDE. */
export async function detectLines(
  session: InferenceSession,
  canvas: RawImage,
  settings: DetectSettings,
): Promise<TextLine[]> {
  const output = await session.run({ [session.inputNames[0]!]: tensorOf(canvas) });
  const map = output[session.outputNames[0]!]!.data as Float32Array;
  const lines: TextLine[] = [];
  for (const region of findComponents(map, canvas.width, canvas.height, settings.pixelFrom, 12)) {
    if (region.score < settings.lineFrom) continue;
    const rect = minAreaRect(region.hull);
    const w = quadWidth(rect);
    const h = quadHeight(rect);
    if (h < 2) continue;
    const grow = (w * h * UNCLIP) / (2 * (w + h));
    lines.push({ rect: growQuad(rect, grow, grow), score: region.score });
  }
  return lines;
}
