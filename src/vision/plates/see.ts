/** From a picture to the lines of text that may stand on a plate, read. All that costs time is here. */
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
import { type Look, lookAt } from './look.js';
import type { OcrModels } from './models.js';
import type { PlateSettings } from './plate-settings.js';
import { LINE_HEIGHT, type LineReader, type Reading } from './recognise.js';
import { rectify } from './rectify.js';
import { fineViews, type View, wholeView } from './views.js';

/** Where a line of text stands, in the picture's pixels. */
export interface Place {
  readonly rect: Quad;
  readonly score: number;
  /** Pixels of the view for one of the picture: the finer, the better its ends are known. */
  readonly scale: number;
}

/** A line that was looked at and read. */
export interface SeenLine extends Place {
  readonly look: Look;
  readonly reading: Reading;
}

export interface Seen {
  /** Everything that is text. */
  readonly places: readonly Place[];
  /** What was worth reading of it, likeliest plates first. */
  readonly lines: readonly SeenLine[];
}

/** Widest line that is read, in its own heights. */
const WIDEST = 9;
/** From so many lines on it is a page of text: fewer of them are read. */
const PAGE = 24;

/** Looks and reads. Past `deadline` (performance.now) no further part of the picture is begun. */
export async function see(
  image: RawImage,
  models: OcrModels,
  reader: LineReader,
  settings: PlateSettings,
  deadline: number,
): Promise<Seen> {
  const find = async (view: View): Promise<Place[]> => {
    const found = await detectLines(models.detection, view.canvas, settings.detect);
    return found.flatMap(({ rect, score }) => {
      const hint = quadCentre(rect);
      if (view.toPicture(hint, hint) === null) return [];
      return [{ rect: mapQuad(rect, (p: Point) => view.toPicture(p, hint)!), score, scale: view.scale }];
    });
  };
  const found = await find(await wholeView(image, settings.view));
  if (performance.now() < deadline)
    for (const view of await fineViews(image, settings.view)) {
      if (performance.now() >= deadline) break;
      found.push(...(await find(view)));
    }
  const places = distinct(found, image);
  const chosen = worthReading(
    image,
    places,
    places.length < PAGE ? settings.mostLines : settings.mostLines / 2,
  );
  const readings = await reader.read(chosen.flatMap(({ rect }) => flatWays(image, rect)));
  let at = 0;
  const lines = chosen.map((line) => {
    const ways = waysOf(line.rect);
    const best = readings.slice(at, at + ways).reduce((a, b) => (b.sure > a.sure ? b : a));
    at += ways;
    return { ...line, reading: best };
  });
  return { places, lines: performance.now() < deadline ? await asTurned(image, lines, reader) : lines };
}

/** From this sureness on nobody needs to ask whether a line stands on its head, and by so much the other reading must win. */
const UPRIGHT_FROM = 0.8;
const CLEARLY_SURER = 0.1;

/** A picture sent upside down is turned by whoever wants to read it: lines that make little sense are read that way too. */
async function asTurned(
  image: RawImage,
  lines: readonly SeenLine[],
  reader: LineReader,
): Promise<SeenLine[]> {
  const onHead = (line: SeenLine): boolean => waysOf(line.rect) === 1 && line.reading.sure < UPRIGHT_FROM;
  const turned = ([a, b, c, d]: Quad): Quad => [c, d, a, b];
  const readings = await reader.read(lines.filter(onHead).flatMap((l) => flatWays(image, turned(l.rect))));
  let at = 0;
  return lines.map((line) => {
    if (!onHead(line)) return line;
    const reading = readings[at++]!;
    if (reading.sure < line.reading.sure + CLEARLY_SURER) return line;
    const rect = turned(line.rect);
    return { ...line, rect, look: lookAt(image, rect), reading };
  });
}

/** Looks at every line that has a plate's proportions; those that look most like one are read. */
function worthReading(image: RawImage, places: readonly Place[], most: number): (Place & { look: Look })[] {
  return places
    .filter(({ rect }) => {
      const h = quadHeight(rect);
      const w = quadWidth(rect);
      return h >= 6 && w >= 1.1 * h && w <= WIDEST * h;
    })
    .map((place) => {
      const look = lookAt(image, place.rect);
      const worth =
        place.score +
        look.edgeAbove +
        look.edgeBelow +
        0.5 * (look.edgeLeft + look.edgeRight) +
        look.blueBand +
        (look.darkOnLight ? 0.5 : 0) -
        look.groundNoise +
        Math.min(0.5, look.contrast / 160);
      return { ...place, look, worth };
    })
    .sort((a, b) => b.worth - a.worth)
    .slice(0, most);
}

/** Steeper than this nobody knows which end is up: the camera may have been turned. */
const STEEP = 0.9;
const waysOf = (rect: Quad): number => (Math.abs(quadAngle(rect)) > STEEP ? 2 : 1);
const flatWays = (image: RawImage, rect: Quad): RawImage[] =>
  waysOf(rect) === 1
    ? [flat(image, rect)]
    : [flat(image, rect), flat(image, [rect[2], rect[3], rect[0], rect[1]])];

/** A line laid flat at the height that the reader wants, its light stretched to the full range. */
function flat(image: RawImage, rect: Quad): RawImage {
  const width = Math.round((quadWidth(rect) / Math.max(1, quadHeight(rect))) * LINE_HEIGHT);
  const within = Math.min(WIDEST * LINE_HEIGHT, Math.max(LINE_HEIGHT, width));
  return stretched(rectify(image, rect, within, LINE_HEIGHT));
}

/** Dusk and fog leave a narrow band of light; the darkest and brightest hundredth become nearly black and white. */
function stretched(image: RawImage): RawImage {
  const histogram = new Uint32Array(256);
  const { data } = image;
  for (let i = 1; i < data.length; i += 3) histogram[data[i]!]!++;
  const tail = data.length / 3 / 100;
  const end = (from: number, step: 1 | -1): number => {
    let at = from;
    for (let n = histogram[at]!; n <= tail && at + step >= 0 && at + step <= 255; n += histogram[at]!)
      at += step;
    return at;
  };
  const low = end(0, 1);
  const high = end(255, -1);
  if (high - low > 150 || high <= low) return image;
  const table = Uint8Array.from({ length: 256 }, (_, v) =>
    Math.min(255, Math.max(0, ((v - low) * 235) / (high - low) + 10)),
  );
  return { ...image, data: data.map((v) => table[v]!) };
}

const trust = ({ rect, score, scale }: Place): number => score * quadWidth(rect) * Math.min(1, scale) ** 0.3;

/** The same line seen in two views stands once: as the finer one saw it, unless that cut it off. */
function distinct(places: readonly Place[], image: RawImage): Place[] {
  const boxed = places
    .map((place) => ({ place, box: boxOf(place.rect, image.width, image.height) }))
    .sort((a, b) => trust(b.place) - trust(a.place));
  const kept: typeof boxed = [];
  for (const each of boxed) if (!kept.some((k) => overlap(k.box, each.box) > 0.6)) kept.push(each);
  return kept.map(({ place }) => place);
}
