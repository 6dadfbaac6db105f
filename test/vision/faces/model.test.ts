import ort from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { writeOnnx } from '../../../src/vision/faces/model/onnx-writer.js';
import { openSession } from '../../../src/vision/faces/model/open-session.js';
import { readTflite } from '../../../src/vision/faces/model/read-tflite.js';
import { transpose } from '../../../src/vision/faces/model/transpose.js';

describe('models written in memory', () => {
  it('a convolution and a bound run as they are written', async () => {
    const model = writeOnnx({
      nodes: [
        {
          op: 'Conv',
          inputs: ['image', 'filter', 'bias'],
          outputs: ['sum'],
          attributes: { auto_pad: 'SAME_UPPER', strides: [2, 2], group: 1 },
        },
        { op: 'Relu', inputs: ['sum'], outputs: ['out'] },
      ],
      tensors: [
        { name: 'filter', dims: [1, 1, 2, 2], data: Float32Array.of(1, 1, 1, 1) },
        { name: 'bias', dims: [1], data: Float32Array.of(-10) },
      ],
      inputs: [{ name: 'image', dims: ['n', 1, 'height', 'width'] }],
      outputs: ['out'],
    });
    const session = await openSession(model, 1);
    const image = new ort.Tensor(
      'float32',
      Float32Array.from({ length: 16 }, (_, i) => i),
      [1, 1, 4, 4],
    );
    const { out } = await session.run({ image });
    expect(out!.dims).toEqual([1, 1, 2, 2]);
    // Sums of the quarters 10, 18, 42, 50, less ten.
    expect([...(out!.data as Float32Array)]).toEqual([0, 8, 32, 40]);
    await session.release();
  });

  it('filters change the order of their axes', () => {
    // Height 1, width 2, one input, two outputs → outputs first.
    const { data, shape } = transpose(Float32Array.of(1, 2, 3, 4), [1, 2, 1, 2], [3, 2, 0, 1]);
    expect(shape).toEqual([2, 1, 1, 2]);
    expect([...data]).toEqual([1, 3, 2, 4]);
  });

  it('a file cut short is refused', () => {
    expect(() => readTflite(Uint8Array.of(28, 0, 0, 0, 84, 70))).toThrow(RangeError);
  });
});
