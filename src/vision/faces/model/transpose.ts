/**
 * Convolution weights as ONNX wants them (outputs, inputs, height, width) from another order of the axes.
 * `order` says, for each axis of the result, which axis of the source it is.
 */
export function transpose(
  data: Float32Array,
  shape: readonly number[],
  order: readonly number[],
): { data: Float32Array; shape: number[] } {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, dim) => product * dim, 1));
  const target = order.map((axis) => shape[axis]!);
  const steps = order.map((axis) => strides[axis]!);
  const out = new Float32Array(data.length);
  const [, d1 = 1, d2 = 1, d3 = 1] = target;
  const [s0 = 0, s1 = 0, s2 = 0, s3 = 0] = steps;
  for (let i = 0; i < out.length; i++) {
    const l = i % d3;
    const k = Math.floor(i / d3) % d2;
    const j = Math.floor(i / (d3 * d2)) % d1;
    const h = Math.floor(i / (d3 * d2 * d1));
    out[i] = data[h * s0 + j * s1 + k * s2 + l * s3]!;
  }
  return { data: out, shape: target };
}
