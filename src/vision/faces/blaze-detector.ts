import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ort from 'onnxruntime-node';
import type { Candidate } from './candidate.js';
import { openSession } from './model/open-session.js';
import { readTflite } from './model/read-tflite.js';
import { tfliteGraph } from './model/tflite-graph.js';
import { pointToPicture, sample, toPicture } from './pyramid.js';
import type { Detector } from './ssd-detector.js';

const STRIDE = 4;
/** Two values of the box, two of its size, six points. */
const VALUES = 16;

/** Sides that the network takes: its coarsest map is 32 times smaller than the picture. */
export const BLAZE_STEP = 32;

/** BlazeFace, full range (package @mediapipe/face_detection, Apache-2.0). Strong on small faces; gives eyes, nose, mouth, ears. */
export async function openBlaze(threads: number): Promise<Detector> {
  const folder = dirname(createRequire(import.meta.url).resolve('@mediapipe/face_detection/package.json'));
  const model = readTflite(await readFile(join(folder, 'face_detection_full_range.tflite')));
  const session = await openSession(tfliteGraph(model), threads);
  return {
    detect: async (source, view, minScore) => {
      const image = new ort.Tensor('float32', sample(source, view), [1, 3, view.height, view.width]);
      const maps = Object.values(await session.run({ image }));
      const scores = maps.find((map) => map.dims[1] === 1)!;
      const values = maps.find((map) => map.dims[1] === VALUES)!.data as Float32Array;
      const score = scores.data as Float32Array;
      const columns = scores.dims[3]!;
      const cells = score.length;
      const logit = Math.log(minScore / (1 - minScore));
      const found: Candidate[] = [];
      for (let cell = 0; cell < cells; cell++) {
        if (score[cell]! < logit) continue;
        const x = ((cell % columns) + 0.5) * STRIDE;
        const y = (Math.floor(cell / columns) + 0.5) * STRIDE;
        const value = (i: number) => values[i * cells + cell]!;
        const [w, h] = [value(2), value(3)];
        found.push({
          box: toPicture(view, [x + value(0) - w / 2, y + value(1) - h / 2, w, h]),
          score: 1 / (1 + Math.exp(-score[cell]!)),
          by: 'blaze',
          points: Array.from({ length: 6 }, (_, i) =>
            pointToPicture(view, [x + value(4 + 2 * i), y + value(5 + 2 * i)]),
          ),
        });
      }
      return found;
    },
    close: () => session.release(),
  };
}
