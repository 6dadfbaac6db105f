/** How good the reading of plates is on pictures that are made up: recall by difficulty, false alarms by kind. */
import { boxOf, overlap } from './geometry.js';
import type { PlateReader } from './index.js';
import {
  type Backdrop,
  type Case,
  caseWithoutPlates,
  caseWithPlates,
  UNREADABLE,
  WITH_PLATES,
  WITHOUT_PLATES,
} from './synthetic/cases.js';

export interface KindFigures {
  readonly kind: string;
  readonly pictures: number;
  /** Pictures that would be blocked, and those that a person would be asked about. */
  readonly blocked: number;
  readonly review: number;
  /** Plates found with their whole text, O/0 I/1 B/8 S/5 Z/2 taken as one; of all plates. */
  readonly exact: number;
  readonly plates: number;
  /** Plates covered by a box (for blurring). */
  readonly covered: number;
  readonly medianMs: number;
}

export interface MeasureOptions {
  /** Seeds from … (for tuning and for reporting take different ones). */
  readonly from: number;
  readonly each: number;
  readonly backdrop?: Backdrop;
  readonly kinds?: readonly string[];
  readonly blockFrom: number;
  readonly reviewFrom: number;
  readonly onCase?: (made: Case, seed: number, verdict: 'block' | 'review' | 'allow', told: string) => void;
}

const fold = (text: string): string =>
  text.replace(/[OQD]/g, '0').replace(/I/g, '1').replace(/B/g, '8').replace(/S/g, '5').replace(/Z/g, '2');

/** Runs all kinds. Takes about a third of a second a picture. */
export async function measurePlates(reader: PlateReader, options: MeasureOptions): Promise<KindFigures[]> {
  const figures: KindFigures[] = [];
  const all = [...Object.keys(WITH_PLATES), ...Object.keys(UNREADABLE), ...Object.keys(WITHOUT_PLATES)];
  for (const kind of all.filter((k) => options.kinds?.includes(k) ?? true)) {
    const tally = { pictures: 0, blocked: 0, review: 0, exact: 0, plates: 0, covered: 0 };
    const times: number[] = [];
    for (let seed = options.from; seed < options.from + options.each; seed++) {
      const made = WITHOUT_PLATES[kind]
        ? await caseWithoutPlates(kind, seed)
        : await caseWithPlates(kind, seed, options.backdrop);
      const began = performance.now();
      const read = await reader.read(made.image);
      times.push(performance.now() - began);
      const top = Math.max(0, ...read.filter((p) => p.readable).map((p) => p.confidence));
      const verdict = top >= options.blockFrom ? 'block' : top >= options.reviewFrom ? 'review' : 'allow';
      tally.pictures++;
      if (verdict === 'block') tally.blocked++;
      if (verdict === 'review') tally.review++;
      for (const plate of made.plates) {
        tally.plates++;
        const box = boxOf(plate.quad, made.image.width, made.image.height);
        if (read.some((p) => p.confidence >= options.reviewFrom && overlap(p.box, box) > 0.7))
          tally.covered++;
        if (read.some((p) => fold(p.text) === fold(plate.text))) tally.exact++;
      }
      options.onCase?.(
        made,
        seed,
        verdict,
        read.map((p) => `${p.text} ${p.confidence.toFixed(2)}`).join(', '),
      );
    }
    times.sort((a, b) => a - b);
    figures.push({ kind, ...tally, medianMs: times[times.length >> 1] ?? 0 });
  }
  return figures;
}
