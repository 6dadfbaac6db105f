/** Microseconds that one message takes the analyser, on the labelled messages. */
import type { Analyser } from '../language/api.js';

export interface ClassifyBench {
  readonly messages: number;
  readonly averageCharacters: number;
  readonly p50: number;
  readonly p99: number;
  readonly worst: number;
}

/** Three rounds to warm up, then one that counts. Times in microseconds. */
export function benchClassify(analyser: Analyser, texts: readonly string[]): ClassifyBench {
  for (let round = 0; round < 3; round++) for (const text of texts) analyser.analyse(text);
  const times = texts.map((text) => {
    const start = performance.now();
    analyser.analyse(text);
    return (performance.now() - start) * 1000;
  });
  times.sort((a, b) => a - b);
  const at = (share: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return {
    messages: texts.length,
    averageCharacters: texts.reduce((sum, t) => sum + t.length, 0) / Math.max(1, texts.length),
    p50: at(0.5),
    p99: at(0.99),
    worst: times.at(-1) ?? 0,
  };
}
