/** Lines → samples, with the language taken from the label (training) or recognised (measurement). */
import type { ReadingEngine } from '../engine.js';
import type { Line } from './dataset.js';
import { targetsOf } from './outputs.js';
import { type Sample, sampleOf } from './train.js';

/** The rules' examples are promises to whoever reads the rules: they weigh more than other lines. */
const EXAMPLE_WEIGHT = 1.5;

export function samplesOf(engine: ReadingEngine, lines: readonly Line[]): Sample[] {
  return lines.map((line) => {
    const reading = engine.read(line.text, { lang: line.lang, pieces: true, langOf: () => line.lang });
    return sampleOf(reading.features, targetsOf(line), line.hand.startsWith('rules:') ? EXAMPLE_WEIGHT : 1);
  });
}
