/** Reads a TFLite file (a flatbuffer): only the tables and fields that the conversion to ONNX needs. */

export interface TfliteTensor {
  readonly shape: readonly number[];
  /** Constant contents as floats, undefined for what is computed. */
  readonly data?: Float32Array;
}

export interface TfliteOperator {
  readonly code: number;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** A field of the operator's options table by its place; 0 if it is left out. */
  readonly option: (field: number, size: 1 | 4) => number;
}

export interface TfliteModel {
  readonly tensors: readonly TfliteTensor[];
  readonly operators: readonly TfliteOperator[];
  readonly input: number;
}

const FLOAT32 = 0;
const FLOAT16 = 1;
const INT32 = 2;

function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** @throws RangeError when the file is cut short. */
export function readTflite(file: Uint8Array): TfliteModel {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const field = (table: number, index: number): number => {
    const vtable = table - view.getInt32(table, true);
    const at = 4 + 2 * index;
    if (at >= view.getUint16(vtable, true)) return 0;
    const offset = view.getUint16(vtable + at, true);
    return offset ? table + offset : 0;
  };
  const follow = (at: number): number => at + view.getUint32(at, true);
  const vector = (at: number): { start: number; length: number } => {
    if (!at) return { start: 0, length: 0 };
    const start = follow(at);
    return { start: start + 4, length: view.getUint32(start, true) };
  };
  const tables = (at: number): number[] => {
    const { start, length } = vector(at);
    return Array.from({ length }, (_, i) => follow(start + 4 * i));
  };
  const integers = (at: number): number[] => {
    const { start, length } = vector(at);
    return Array.from({ length }, (_, i) => view.getInt32(start + 4 * i, true));
  };

  const root = follow(0);
  const codes = tables(field(root, 1)).map((table) => {
    const old = field(table, 0);
    const code = field(table, 3);
    return Math.max(old ? view.getInt8(old) : 0, code ? view.getInt32(code, true) : 0);
  });
  const graph = tables(field(root, 2))[0]!;
  const buffers = tables(field(root, 4)).map((table) => vector(field(table, 0)));

  const read = (type: number, { start, length }: { start: number; length: number }) => {
    if (type === FLOAT16) {
      return Float32Array.from({ length: length / 2 }, (_, i) => half(view.getUint16(start + 2 * i, true)));
    }
    const one = type === INT32 ? view.getInt32 : view.getFloat32;
    return Float32Array.from({ length: length / 4 }, (_, i) => one.call(view, start + 4 * i, true));
  };

  const tensors = tables(field(graph, 0)).map((table): TfliteTensor => {
    const shape = integers(field(table, 0));
    const typeAt = field(table, 1);
    const type = typeAt ? view.getUint8(typeAt) : FLOAT32;
    const bufferAt = field(table, 2);
    const buffer = buffers[bufferAt ? view.getUint32(bufferAt, true) : 0];
    if (!buffer?.length || type > INT32) return { shape };
    return { shape, data: read(type, buffer) };
  });

  const operators = tables(field(graph, 3)).map((table): TfliteOperator => {
    const codeAt = field(table, 0);
    const optionsAt = field(table, 4);
    const options = optionsAt ? follow(optionsAt) : 0;
    return {
      code: codes[codeAt ? view.getUint32(codeAt, true) : 0] ?? -1,
      inputs: integers(field(table, 1)),
      outputs: integers(field(table, 2)),
      option: (index, size) => {
        const at = options ? field(options, index) : 0;
        if (!at) return 0;
        return size === 1 ? view.getUint8(at) : view.getInt32(at, true);
      },
    };
  });
  return { tensors, operators, input: integers(field(graph, 1))[0]! };
}
