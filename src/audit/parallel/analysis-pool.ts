/** Other threads that read texts: an audit of years of messages uses the cores there are. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { TextAnalysis } from '../../domain/finding.js';
import type { Lang } from '../../domain/vocabulary.js';
import type { SharedLanguage } from '../../language/index.js';
import type { Helpers, ReadTexts } from '../read-ahead.js';

export interface WorkerSetup {
  readonly language: SharedLanguage;
  readonly preferred: Lang;
}

export interface AnalysisPool extends Helpers {
  readonly size: number;
  close(): Promise<void>;
}

/** What a thread looks like from here; tests bring their own. */
export interface Reader {
  postMessage(texts: unknown): void;
  on(event: 'message', listener: (analyses: readonly TextAnalysis[]) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  terminate(): Promise<unknown>;
}

/** Batches that wait at a thread, so that it has work while this one is busy; what else waits can be read here. */
const WAITING = 2;

/** One thread beside the dry run's own, which reads too: each holds the patterns, and an audit is to stay below 300 MB. */
export const poolSize = (cores = availableParallelism()): number => (cores > 1 ? 1 : 0);

export function startPool(
  setup: WorkerSetup,
  size = poolSize(),
  make: () => Reader = () =>
    new Worker(new URL('./worker.js', import.meta.url), {
      workerData: setup,
      resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 12 },
    }),
): AnalysisPool {
  const threads = Array.from({ length: size }, () => threadOf(make()));
  const idlest = () => threads.reduce((a, b) => (b.waiting() < a.waiting() ? b : a));
  const read: ReadTexts = (texts) => idlest().read(texts);
  return {
    size,
    read,
    free: () => size > 0 && idlest().waiting() < WAITING,
    async close() {
      await Promise.all(threads.map((t) => t.close()));
    },
  };
}

function threadOf(reader: Reader) {
  const asked: { resolve: (a: readonly TextAnalysis[]) => void; reject: (e: Error) => void }[] = [];
  let broken: Error | null = null;
  // Answers come in the order of the questions.
  reader.on('message', (analyses) => asked.shift()?.resolve(analyses));
  reader.on('error', (error) => {
    broken = error;
    for (const question of asked.splice(0)) question.reject(error);
  });
  return {
    waiting: () => asked.length,
    read: (texts: unknown): Promise<readonly TextAnalysis[]> =>
      new Promise((resolve, reject) => {
        if (broken) {
          reject(broken);
          return;
        }
        asked.push({ resolve, reject });
        reader.postMessage(texts);
      }),
    close: () => reader.terminate(),
  };
}
