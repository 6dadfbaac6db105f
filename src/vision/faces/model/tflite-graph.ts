import type { OnnxNode, OnnxTensor } from './onnx-writer.js';
import { writeOnnx } from './onnx-writer.js';
import type { TfliteModel } from './read-tflite.js';
import { transpose } from './transpose.js';

// TFLite's operator codes.
const ADD = 0;
const CONV = 3;
const DEPTHWISE = 4;
const DEQUANTIZE = 6;
const MAX_POOL = 17;
const RELU = 19;
const RESHAPE = 22;
const RESIZE_BILINEAR = 23;
const PAD = 34;

const RELU_AFTER = 1;

/**
 * A convolutional TFLite model as an ONNX model that takes any height and width. Axes become [n, channels, height, width];
 * the reshapes at its end are left out, so its outputs (`out0`, `out1`…) are maps.
 * @throws when the model has an operator that we do not know.
 */
export function tfliteGraph(model: TfliteModel): Uint8Array {
  const nodes: OnnxNode[] = [];
  const tensors: OnnxTensor[] = [];
  const outputs: string[] = [];
  const floats = new Map<number, Float32Array>();
  const name = (tensor: number): string => (tensor === model.input ? 'image' : `t${tensor}`);
  const constant = (dims: readonly number[], data: Float32Array | BigInt64Array): string => {
    const id = `w${tensors.length}`;
    tensors.push({ name: id, dims, data });
    return id;
  };
  const values = (tensor: number): Float32Array => {
    const found = floats.get(tensor) ?? model.tensors[tensor]?.data;
    if (!found) throw new Error(`tensor ${tensor} of the face model is not constant`);
    return found;
  };

  for (const { code, inputs, outputs: results, option } of model.operators) {
    const [from, second, third] = inputs;
    const to = results[0]!;
    const emit = (
      op: string,
      more: readonly string[],
      fused: number,
      attributes?: OnnxNode['attributes'],
    ) => {
      const output = fused === RELU_AFTER ? `${name(to)}_` : name(to);
      nodes.push({
        op,
        inputs: [name(from!), ...more],
        outputs: [output],
        ...(attributes && { attributes }),
      });
      if (fused === RELU_AFTER) nodes.push({ op: 'Relu', inputs: [output], outputs: [name(to)] });
    };
    const strides = [option(2, 4) || 1, option(1, 4) || 1];
    const padding = option(0, 1) === 0 ? 'SAME_UPPER' : 'VALID';
    switch (code) {
      case DEQUANTIZE:
        floats.set(to, values(from!));
        break;
      case CONV:
      case DEPTHWISE: {
        const deep = code === DEPTHWISE;
        const filters = transpose(
          values(second!),
          model.tensors[second!]!.shape,
          deep ? [3, 0, 1, 2] : [0, 3, 1, 2],
        );
        const bias = values(third!);
        emit(
          'Conv',
          [constant(filters.shape, filters.data), constant([bias.length], bias)],
          option(deep ? 4 : 3, 1),
          { auto_pad: padding, strides, group: deep ? filters.shape[0]! : 1 },
        );
        break;
      }
      case MAX_POOL:
        emit('MaxPool', [], option(5, 1), {
          auto_pad: padding,
          strides,
          kernel_shape: [option(4, 4), option(3, 4)],
        });
        break;
      case RELU:
        emit('Relu', [], 0);
        break;
      case ADD:
        emit('Add', [name(second!)], option(0, 1));
        break;
      case PAD: {
        const pads = values(second!);
        const at = (axis: number, end: 0 | 1) => BigInt(pads[2 * axis + end]!);
        const order = [0, 3, 1, 2];
        const list = [...order.map((axis) => at(axis, 0)), ...order.map((axis) => at(axis, 1))];
        emit('Pad', [constant([8], BigInt64Array.from(list))], 0);
        break;
      }
      case RESIZE_BILINEAR:
        emit('Resize', ['', constant([4], Float32Array.of(1, 1, 2, 2))], 0, {
          mode: 'linear',
          coordinate_transformation_mode: option(2, 1)
            ? 'align_corners'
            : option(3, 1)
              ? 'half_pixel'
              : 'asymmetric',
        });
        break;
      case RESHAPE:
        outputs.push(name(from!));
        break;
      default:
        throw new Error(`operator ${code} of the face model is not known`);
    }
  }
  return writeOnnx({
    nodes,
    tensors,
    inputs: [{ name: 'image', dims: ['n', 3, 'height', 'width'] }],
    outputs,
  });
}
