/** A picture → its plates: look at views, keep lines that may stand on a plate, read them, judge them. */
import type { RawImage } from '../raw-image.js';
import { detectLines } from './detect.js';
import {
  boxOf,
  mapQuad,
  overlap,
  type Point,
  type Quad,
  quadAngle,
  quadCentre,
  quadHeight,
  quadWidth,
} from './geometry.js';
import { areTwoLines, joinedQuad } from './join-lines.js';
import { type Company, confidenceOf, type Features, featuresOf } from './judge.js';
import { type Look, lookAt } from './look.js';
import type { OcrModels } from './models.js';
import type { PlateSettings } from './plate-settings.js';
import { LINE_HEIGHT, LineReader, type Reading } from './recognise.js';
import { rectify } from './rectify.js';
import { type Match, matchSeries } from './series.js';
import { fineViews, type View, wholeView } from './views.js';

/** A line of text in the picture's pixels. */
interface Line {
  readonly rect: Quad;
  readonly quad: Quad;
  readonly score: number;
  look: Look;
  /** How worth reading it is, before it is read. */
  worth: number;
  reading?: Reading;
}

/** A line, or two, that can be read as a plate, with everything that it is judged by. */
export interface Candidate {
  readonly quad: Quad;
  readonly match: Match;
  readonly look: Look;
  readonly features: Features;
  readonly confidence: number;
  readonly raw: string;
}

/** Widest line that is read, in its own heights. */
const WIDEST = 11;

export class PlateFinder {
  readonly #models: OcrModels;
  readonly #settings: PlateSettings;
  readonly #reader: LineReader;

  constructor(models: OcrModels, settings: PlateSettings) {
    this.#models = models;
    this.#settings = settings;
    this.#reader = new LineReader(models);
  }

  /** All that could be plates, the surest first. Past `deadline` (performance.now) only what was seen by then. */
  async find(image: RawImage, deadline = Number.POSITIVE_INFINITY): Promise<Candidate[]> {
    const lines = await this.#detect(image, deadline);
    const chosen = this.#worthReading(image, lines);
    const pairs = chosen.flatMap((a) =>
      chosen.filter((b) => b !== a && areTwoLines(a.rect, b.rect)).map((b) => [a, b] as const),
    );
    const readings = await this.#reader.read(chosen.map((line) => flat(image, line.rect)));
    chosen.forEach((line, i) => {
      line.reading = readings[i]!;
    });
    const candidates = [
      ...chosen.flatMap((line) => this.#single(line, lines)),
      ...pairs.flatMap(([a, b]) => this.#pair(image, a, b, lines)),
    ];
    return withoutDoubles(candidates, image);
  }

  async #detect(image: RawImage, deadline: number): Promise<Line[]> {
    const whole = await wholeView(image, this.#settings.view);
    const lines = await this.#linesOf(whole);
    if (performance.now() < deadline)
      for (const view of await fineViews(image, this.#settings.view)) {
        if (performance.now() >= deadline) break;
        lines.push(...(await this.#linesOf(view)));
      }
    return distinct(lines, image);
  }

  async #linesOf(view: View): Promise<Omit<Line, 'look' | 'worth'>[] & Line[]> {
    const found = await detectLines(this.#models.detection, view.canvas, this.#settings.detect);
    return found.flatMap((line) => {
      const hint = quadCentre(line.rect);
      if (view.toPicture(hint, hint) === null) return [];
      const back = (p: Point): Point => view.toPicture(p, hint)!;
      return [{ rect: mapQuad(line.rect, back), quad: mapQuad(line.quad, back), score: line.score } as Line];
    });
  }

  #worthReading(image: RawImage, lines: readonly Line[]): Line[] {
    const possible = lines.filter((line) => {
      const h = quadHeight(line.rect);
      const w = quadWidth(line.rect);
      return h >= 6 && w >= 1.1 * h && w <= WIDEST * h;
    });
    for (const line of possible) {
      const look = lookAt(image, line.rect);
      line.look = look;
      line.worth =
        line.score +
        look.edgeAbove +
        look.edgeBelow +
        0.5 * (look.edgeLeft + look.edgeRight) +
        look.blueBand -
        look.groundNoise +
        Math.min(0.5, look.contrast / 160);
    }
    return possible.sort((a, b) => b.worth - a.worth).slice(0, this.#settings.mostLines);
  }

  #single(line: Line, all: readonly Line[]): Candidate[] {
    const match = matchSeries(line.reading!.signs);
    if (!match) return [];
    return [this.#judged(line.quad, match, line.look, company([line], all), line.reading!.text, false)];
  }

  #pair(image: RawImage, above: Line, below: Line, all: readonly Line[]): Candidate[] {
    const match = matchSeries([...above.reading!.signs, ...below.reading!.signs]);
    // Only what makes sense as one and not already as its parts.
    if (!match || match.strength < 0.5) return [];
    const quad = joinedQuad(above.rect, below.rect);
    const [a, b] = [above.look, below.look];
    const look: Look = {
      ...a,
      aspect: Math.max(a.aspect, b.aspect),
      edgeBelow: b.edgeBelow,
      edgeLeft: Math.max(a.edgeLeft, b.edgeLeft),
      edgeRight: Math.max(a.edgeRight, b.edgeRight),
      groundNoise: Math.min(a.groundNoise, b.groundNoise),
      capHeight: Math.min(a.capHeight, b.capHeight),
    };
    void image;
    return [
      this.#judged(
        quad,
        match,
        look,
        company([above, below], all),
        `${above.reading!.text}|${below.reading!.text}`,
        true,
      ),
    ];
  }

  #judged(quad: Quad, match: Match, look: Look, around: Company, raw: string, two: boolean): Candidate {
    const features = featuresOf(match, look, around, two);
    return { quad, match, look, features, confidence: confidenceOf(features, this.#settings.weights), raw };
  }
}

/** A line laid flat at the height that the reader wants, its light stretched to the full range. */
function flat(image: RawImage, quad: Quad): RawImage {
  const width = Math.round((quadWidth(quad) / Math.max(1, quadHeight(quad))) * LINE_HEIGHT);
  const line = rectify(
    image,
    quad,
    Math.min(WIDEST * LINE_HEIGHT, Math.max(LINE_HEIGHT, width)),
    LINE_HEIGHT,
  );
  return stretched(line);
}

/** Dusk and fog leave a narrow band of light; the darkest and brightest hundredth become black and white. */
function stretched(image: RawImage): RawImage {
  const histogram = new Uint32Array(256);
  const { data } = image;
  for (let i = 1; i < data.length; i += 3) histogram[data[i]!]!++;
  const tail = data.length / 3 / 100;
  let low = 0;
  for (let n = 0; low < 255; low++) {
    n += histogram[low]!;
    if (n > tail) break;
  }
  let high = 255;
  for (let n = 0; high > 0; high--) {
    n += histogram[high]!;
    if (n > tail) break;
  }
  if (high - low > 150 || high <= low) return image;
  const table = Uint8Array.from({ length: 256 }, (_, v) =>
    Math.min(255, Math.max(0, ((v - low) * 235) / (high - low) + 10)),
  );
  return { ...image, data: data.map((v) => table[v]!) };
}

/** The same line seen in two views stands once, as the view with the better score saw it. */
function distinct(lines: readonly Line[], image: RawImage): Line[] {
  const boxes = new Map(lines.map((l) => [l, boxOf(l.rect, image.width, image.height)]));
  const kept: Line[] = [];
  for (const line of [...lines].sort((a, b) => b.score * quadWidth(b.rect) - a.score * quadWidth(a.rect))) {
    const box = boxes.get(line)!;
    if (!kept.some((k) => overlap(boxes.get(k)!, box) > 0.6)) kept.push(line);
  }
  return kept;
}

function company(own: readonly Line[], all: readonly Line[]): Company {
  const line = own[0]!;
  const h = quadHeight(line.rect);
  const centre = quadCentre(line.rect);
  const beside = all.filter((other) => {
    if (own.includes(other)) return false;
    const oh = quadHeight(other.rect);
    if (oh < 0.45 * h || oh > 2.2 * h || Math.abs(quadAngle(other.rect) - quadAngle(line.rect)) > 0.35)
      return false;
    const c = quadCentre(other.rect);
    const dx = Math.max(0, Math.abs(c[0] - centre[0]) - (quadWidth(line.rect) + quadWidth(other.rect)) / 2);
    const dy = Math.max(0, Math.abs(c[1] - centre[1]) - (h + oh) / 2);
    return dx < 2 * h && dy < 2 * h;
  });
  return { lines: all.length, beside: beside.length };
}

/** Of readings that overlap the surest one. */
function withoutDoubles(candidates: readonly Candidate[], image: RawImage): Candidate[] {
  const kept: Candidate[] = [];
  for (const candidate of [...candidates].sort((a, b) => b.confidence - a.confidence)) {
    const box = boxOf(candidate.quad, image.width, image.height);
    if (!kept.some((k) => overlap(boxOf(k.quad, image.width, image.height), box) > 0.5)) kept.push(candidate);
  }
  return kept;
}
