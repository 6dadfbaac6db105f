import type { Box, RawImage } from '../raw-image.js';
import type { Candidate } from './candidate.js';
import { flatness } from './flatness.js';
import { strongest } from './merge.js';
import { viewOf, withBorder } from './plan-looks.js';
import { type Pyramid, pyramid } from './pyramid.js';
import { ramp, recognisability } from './recognisable.js';
import { type Evidence, type Networks, places, secondLook } from './second-look.js';
import type { FaceSettings } from './settings.js';
import { sureness } from './sureness.js';

export interface Face {
  /** An acquaintance could tell who it is. */
  readonly recognisable: boolean;
  readonly box: Box;
  /** 0…1: how sure it is that this is a face that can be recognised. */
  readonly confidence: number;
}

/** From this sureness on a place needs no look at the picture turned on its side. */
const CLEARLY_A_FACE = 0.5;
/** Below this a place is not worth telling. */
const WORTH_TELLING = 0.15;

/** First looks at the whole picture: close (with a border, for a face that fills it), middle, and for small faces. */
async function firstLooks(source: Pyramid, networks: Networks, settings: FaceSettings): Promise<Candidate[]> {
  const { width, height } = source.image;
  const whole: Box = [0, 0, width, height];
  const bordered = withBorder(whole, settings.border);
  const { part, min, max } = settings.smallFaces;
  const side = Math.min(max, Math.max(min, Math.max(width, height) * part));
  const { ssd, blaze } = settings.candidateFrom;
  return [
    ...strongest(await networks.blaze.detect(source, viewOf(bordered, 256, 32), blaze)),
    ...strongest(await networks.blaze.detect(source, viewOf(whole, side, 32), blaze)),
    ...strongest(await networks.ssd.detect(source, viewOf(bordered, 512, 32), ssd)),
  ];
}

/** The same looks, cheaper, at the picture turned a quarter to each side: EXIF may lie, people lie down. */
async function turnedLooks(
  source: Pyramid,
  networks: Networks,
  settings: FaceSettings,
): Promise<Candidate[]> {
  const { width, height } = source.image;
  const bordered = withBorder([0, 0, width, height], settings.border);
  const found: Candidate[] = [];
  for (const turns of [1, 3, 2] as const) {
    const view = viewOf(bordered, 256, 32, turns);
    for (const one of strongest(await networks.blaze.detect(source, view, 0.5)))
      found.push({ ...one, turns });
  }
  return found;
}

/**
 * Faces in a picture, the surest first. When the time is up, places that were not looked at twice are told by what was
 * seen from afar.
 */
export async function findFaces(
  image: RawImage,
  networks: Networks,
  settings: FaceSettings,
  deadlineMs: number,
  onEvidence: (places: readonly Evidence[]) => void = () => {},
): Promise<readonly Face[]> {
  const until = performance.now() + deadlineMs;
  const source = pyramid(image);
  const check = async (candidates: readonly Candidate[]): Promise<Evidence[]> => {
    const checked: Evidence[] = [];
    for (const [rank, place] of places(candidates).entries()) {
      const small = place.box[3] < settings.height.min * 0.8;
      const second = !small && rank < settings.maxPlaces && performance.now() < until;
      checked.push(second ? await secondLook(source, place, networks) : place);
    }
    return checked;
  };
  const sure = (place: Evidence): number => sureness(place, settings.sureness);
  let seen = await check(await firstLooks(source, networks, settings));
  if (!seen.some((place) => sure(place) >= CLEARLY_A_FACE) && performance.now() < until) {
    seen = [...seen, ...(await check(await turnedLooks(source, networks, settings)))];
  }
  onEvidence(seen);
  return seen
    .filter((place) => sure(place) >= WORTH_TELLING)
    .map((place): Face => {
      const drawn = ramp(flatness(source, place.box), settings.flat) * settings.flat.takes;
      const known = recognisability(source, place.box, settings);
      const confidence = sure(place) * known * (1 - drawn);
      return { recognisable: known > 0, box: inside(place.box, image), confidence };
    })
    .filter(({ box: [, , w, h] }) => w > 0 && h > 0)
    .sort((a, b) => b.confidence - a.confidence);
}

/** A box in whole pixels, cut at the picture's edges. */
function inside([x, y, w, h]: Box, { width, height }: RawImage): Box {
  const left = Math.min(width, Math.max(0, Math.floor(x)));
  const top = Math.min(height, Math.max(0, Math.floor(y)));
  const right = Math.min(width, Math.max(0, Math.ceil(x + w)));
  const bottom = Math.min(height, Math.max(0, Math.ceil(y + h)));
  return [left, top, right - left, bottom - top];
}
