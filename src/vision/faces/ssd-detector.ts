import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ort from 'onnxruntime-node';
import type { Candidate } from './candidate.js';
import { openSession } from './model/open-session.js';
import { readTfjs } from './model/read-tfjs.js';
import { ssdGraph } from './model/ssd-graph.js';
import { type Pyramid, sample, toPicture, type View } from './pyramid.js';

/** Anchors of each level, height and width in pixels of the network's input (which was trained at 512). */
type Anchors = readonly (readonly [number, number])[];

const TRAINED_AT = 512;
const LEVEL_SIZES = [32, 16, 8, 4, 2, 1];

export interface Detector {
  detect(source: Pyramid, view: View, minScore: number): Promise<readonly Candidate[]>;
  close(): Promise<void>;
}

function readAnchors(boxes: Float32Array): Anchors[] {
  let at = 0;
  return LEVEL_SIZES.map((size, level) => {
    const each = level === 0 ? 3 : 6;
    const anchors = Array.from({ length: each }, (_, i) => {
      const [top, left, bottom, right] = boxes.subarray((at + i) * 4, (at + i) * 4 + 4);
      return [(bottom! - top!) * TRAINED_AT, (right! - left!) * TRAINED_AT] as const;
    });
    at += size * size * each;
    return anchors;
  });
}

/** SSD MobileNet v1 trained on faces (package @vladmandic/face-api, MIT). Strong on large and turned faces. */
export async function openSsd(threads: number): Promise<Detector> {
  const folder = join(
    dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json')),
    'model',
  );
  const weights = await readTfjs(
    join(folder, 'ssd_mobilenetv1_model-weights_manifest.json'),
    join(folder, 'ssd_mobilenetv1_model.bin'),
  );
  const anchors = readAnchors(weights.get('Output/extra_dim')!.data);
  const session = await openSession(ssdGraph(weights), threads);
  return {
    detect: async (source, view, minScore) => {
      const image = new ort.Tensor('float32', sample(source, view), [1, 3, view.height, view.width]);
      const results = await session.run({ image });
      const logit = Math.log(minScore / (1 - minScore));
      const found: Candidate[] = [];
      anchors.forEach((level, l) => {
        const boxes = results[`box${l}`]!;
        const classes = results[`class${l}`]!;
        const box = boxes.data as Float32Array;
        const score = classes.data as Float32Array;
        const [, , rows, columns] = boxes.dims as number[];
        const cells = rows! * columns!;
        const stride = 16 * 2 ** l;
        level.forEach(([anchorHeight, anchorWidth], a) => {
          for (let cell = 0; cell < cells; cell++) {
            // Three classes for each anchor: nothing, face, and one that was never trained.
            const value = score[(a * 3 + 1) * cells + cell]!;
            if (value < logit) continue;
            const [dy, dx, dh, dw] = [0, 1, 2, 3].map((i) => box[(a * 4 + i) * cells + cell]!);
            const cy = (Math.floor(cell / columns!) + 0.5) * stride + (dy! / 10) * anchorHeight;
            const cx = ((cell % columns!) + 0.5) * stride + (dx! / 10) * anchorWidth;
            const h = Math.exp(dh! / 5) * anchorHeight;
            const w = Math.exp(dw! / 5) * anchorWidth;
            found.push({
              box: toPicture(view, [cx - w / 2, cy - h / 2, w, h]),
              score: 1 / (1 + Math.exp(-value)),
              by: 'ssd',
            });
          }
        });
      });
      return found;
    },
    close: () => session.release(),
  };
}
