import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const Manifest = z.array(
  z.object({
    weights: z.array(
      z.object({
        name: z.string(),
        shape: z.array(z.number().int().positive()),
        dtype: z.enum(['float32', 'int32']),
        quantization: z.object({ scale: z.number(), min: z.number(), dtype: z.literal('uint8') }).optional(),
      }),
    ),
  }),
);

export interface Weights {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/**
 * Reads a weights file of the tfjs format, eight-bit and whole values brought back to floats.
 * @throws when the manifest is not of the form or the file is shorter than it says.
 */
export async function readTfjs(manifestFile: string, binFile: string): Promise<Map<string, Weights>> {
  const [json, bin] = await Promise.all([readFile(manifestFile, 'utf8'), readFile(binFile)]);
  const out = new Map<string, Weights>();
  let at = 0;
  for (const { name, shape, dtype, quantization } of Manifest.parse(JSON.parse(json)).flatMap(
    (one) => one.weights,
  )) {
    const length = shape.reduce((product, dim) => product * dim, 1);
    const end = at + length * (quantization ? 1 : 4);
    if (end > bin.length) throw new Error(`${binFile} ends before ${name}`);
    const data = new Float32Array(length);
    for (let i = 0; i < length; i++) {
      data[i] = quantization
        ? bin.readUInt8(at + i) * quantization.scale + quantization.min
        : dtype === 'float32'
          ? bin.readFloatLE(at + 4 * i)
          : bin.readInt32LE(at + 4 * i);
    }
    out.set(name, { shape, data });
    at = end;
  }
  return out;
}
