import type { OnnxNode, OnnxTensor } from './onnx-writer.js';
import { writeOnnx } from './onnx-writer.js';
import type { Weights } from './read-tfjs.js';
import { transpose } from './transpose.js';

/** The batch norm's epsilon that the network was trained with. */
const EPSILON = 0.001;
/** Layers of the backbone that halve the picture. */
const HALVING = new Set([2, 4, 6, 12]);

/**
 * SSD with a MobileNet v1 backbone, trained for faces, as an ONNX model: input `image` [n, 3, height, width] from −1 to 1;
 * for each of six levels outputs `box0..5` and `class0..5` as they leave the convolutions (decoded in ssd-detector.ts).
 */
export function ssdGraph(weights: ReadonlyMap<string, Weights>): Uint8Array {
  const nodes: OnnxNode[] = [];
  const tensors: OnnxTensor[] = [];
  const outputs: string[] = [];
  let count = 0;
  const get = (name: string): Weights => {
    const found = weights.get(name);
    if (!found) throw new Error(`the face model lacks ${name}`);
    return found;
  };
  const constant = (dims: readonly number[], data: Float32Array): string => {
    const name = `w${tensors.length}`;
    tensors.push({ name, dims, data });
    return name;
  };
  const zero = constant([], Float32Array.of(0));
  const six = constant([], Float32Array.of(6));
  const clip = (input: string): string => {
    const output = `t${count++}`;
    nodes.push({ op: 'Clip', inputs: [input, zero, six], outputs: [output] });
    return output;
  };
  const conv = (
    input: string,
    filters: { data: Float32Array; shape: readonly number[] },
    bias: Float32Array,
    stride: number,
    output = `t${count++}`,
  ): string => {
    const depthwise = filters.shape[1] === 1;
    nodes.push({
      op: 'Conv',
      inputs: [input, constant(filters.shape, filters.data), constant([bias.length], bias)],
      outputs: [output],
      attributes: {
        auto_pad: 'SAME_UPPER',
        strides: [stride, stride],
        group: depthwise ? (filters.shape[0] ?? 1) : 1,
      },
    });
    return output;
  };
  const pointwise = (input: string, prefix: string, stride: number): string => {
    const { data, shape } = get(`${prefix}_pointwise/weights`);
    const bias = get(`${prefix}_pointwise/convolution_bn_offset`).data;
    return clip(conv(input, transpose(data, shape, [3, 2, 0, 1]), bias, stride));
  };
  const depthwise = (input: string, prefix: string, stride: number): string => {
    const source = get(`${prefix}_depthwise/depthwise_weights`);
    const filters = transpose(source.data, source.shape, [2, 3, 0, 1]);
    const norm = (name: string) => get(`${prefix}_depthwise/BatchNorm/${name}`).data;
    const [gamma, beta, mean, variance] = ['gamma', 'beta', 'moving_mean', 'moving_variance'].map(norm);
    // The normalisation is folded into the convolution: one operation less for each layer.
    const bias = new Float32Array(gamma!.length);
    const size = filters.data.length / bias.length;
    for (let c = 0; c < bias.length; c++) {
      const factor = gamma![c]! / Math.sqrt(variance![c]! + EPSILON);
      bias[c] = beta![c]! - mean![c]! * factor;
      for (let i = c * size; i < (c + 1) * size; i++) filters.data[i]! *= factor;
    }
    return clip(conv(input, filters, bias, stride));
  };
  const predict = (input: string, level: number): void => {
    for (const [kind, part] of [
      ['box', 'BoxEncodingPredictor'],
      ['class', 'ClassPredictor'],
    ] as const) {
      const prefix = `Prediction/BoxPredictor_${level}/${part}`;
      const { data, shape } = get(`${prefix}/weights`);
      conv(input, transpose(data, shape, [3, 2, 0, 1]), get(`${prefix}/biases`).data, 1, `${kind}${level}`);
      outputs.push(`${kind}${level}`);
    }
  };

  let x = pointwise('image', 'MobilenetV1/Conv2d_0', 2);
  for (let layer = 1; layer <= 13; layer++) {
    x = depthwise(x, `MobilenetV1/Conv2d_${layer}`, HALVING.has(layer) ? 2 : 1);
    x = pointwise(x, `MobilenetV1/Conv2d_${layer}`, 1);
    if (layer === 11) predict(x, 0);
  }
  predict(x, 1);
  for (let layer = 0; layer <= 7; layer++) {
    x = pointwise(x, `Prediction/Conv2d_${layer}`, layer % 2 === 1 ? 2 : 1);
    if (layer % 2 === 1) predict(x, (layer + 3) / 2);
  }
  return writeOnnx({
    nodes,
    tensors,
    inputs: [{ name: 'image', dims: ['n', 3, 'height', 'width'] }],
    outputs,
  });
}
