/**
 * Writes an ONNX file in memory. The packages that hold our models ship weights for other runtimes (tfjs, TFLite);
 * this lets onnxruntime run them without those runtimes. Only the few fields of the format that we need.
 */

type Value = number | readonly number[] | string;

/** One operator: its inputs and outputs by name. Attributes: a whole number, a list of whole numbers, or a string. */
export interface OnnxNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, Value>>;
}

/** A constant tensor. */
export interface OnnxTensor {
  readonly name: string;
  readonly dims: readonly number[];
  readonly data: Float32Array | BigInt64Array;
}

export interface OnnxGraph {
  readonly nodes: readonly OnnxNode[];
  readonly tensors: readonly OnnxTensor[];
  /** Dimensions: a number, or a name for one that may change from call to call. */
  readonly inputs: readonly { readonly name: string; readonly dims: readonly (number | string)[] }[];
  readonly outputs: readonly string[];
}

const utf8 = new TextEncoder();

function varint(value: number): number[] {
  const out: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  while (rest > 127n) {
    out.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  out.push(Number(rest));
  return out;
}

const number = (field: number, value: number): Uint8Array =>
  Uint8Array.from([...varint(field << 3), ...varint(value)]);

function bytes(field: number, value: Uint8Array): Uint8Array {
  const head = [...varint((field << 3) | 2), ...varint(value.length)];
  const out = new Uint8Array(head.length + value.length);
  out.set(head);
  out.set(value, head.length);
  return out;
}

const text = (field: number, value: string): Uint8Array => bytes(field, utf8.encode(value));

function join(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function attribute(name: string, value: Value): Uint8Array {
  if (typeof value === 'number') return join([text(1, name), number(3, value), number(20, 2)]);
  if (typeof value === 'string') return join([text(1, name), text(4, value), number(20, 3)]);
  return join([text(1, name), ...value.map((one) => number(8, one)), number(20, 7)]);
}

function node(one: OnnxNode): Uint8Array {
  return join([
    ...one.inputs.map((name) => text(1, name)),
    ...one.outputs.map((name) => text(2, name)),
    text(4, one.op),
    ...Object.entries(one.attributes ?? {}).map(([name, value]) => bytes(5, attribute(name, value))),
  ]);
}

function tensor(one: OnnxTensor): Uint8Array {
  const type = one.data instanceof Float32Array ? 1 : 7;
  const raw = new Uint8Array(one.data.buffer, one.data.byteOffset, one.data.byteLength);
  return join([...one.dims.map((dim) => number(1, dim)), number(2, type), text(8, one.name), bytes(9, raw)]);
}

function valueInfo(name: string, dims?: readonly (number | string)[]): Uint8Array {
  const shape = (dims ?? []).map((dim) => bytes(1, typeof dim === 'number' ? number(1, dim) : text(2, dim)));
  const type = join([number(1, 1), ...(dims ? [bytes(2, join(shape))] : [])]);
  return join([text(1, name), bytes(2, bytes(1, type))]);
}

/** The graph as the bytes of an ONNX model (IR 8, operator set 13), ready for `InferenceSession.create`. */
export function writeOnnx(graph: OnnxGraph): Uint8Array {
  const body = join([
    ...graph.nodes.map((one) => bytes(1, node(one))),
    text(2, 'garde-fou'),
    ...graph.tensors.map((one) => bytes(5, tensor(one))),
    ...graph.inputs.map((one) => bytes(11, valueInfo(one.name, one.dims))),
    ...graph.outputs.map((name) => bytes(12, valueInfo(name))),
  ]);
  return join([number(1, 8), bytes(7, body), bytes(8, number(2, 13))]);
}
