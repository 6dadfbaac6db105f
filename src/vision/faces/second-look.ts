import type { Box } from '../raw-image.js';
import type { Candidate } from './candidate.js';
import { overlap, strongest } from './merge.js';
import { closeUp, viewOf } from './plan-looks.js';
import type { Pyramid } from './pyramid.js';
import type { Detector } from './ssd-detector.js';

/** What both networks say of one place: their best scores from afar and, if there was time, close up; 0 for nothing. */
export interface Evidence {
  readonly box: Box;
  readonly points?: Candidate['points'];
  readonly turns?: Candidate['turns'];
  readonly far: { readonly ssd: number; readonly blaze: number };
  readonly near?: { readonly ssd: number; readonly blaze: number };
}

export interface Networks {
  readonly ssd: Detector;
  readonly blaze: Detector;
}

/** Below this a network's word is noise. */
const HEARD_FROM = 0.1;
/** Boxes of the two networks differ (one takes the forehead in), so they need not lie exactly on each other. */
const SAME_PLACE = 0.25;

/** Candidates of all looks, one for each place, each with what was said there from afar. */
export function places(candidates: readonly Candidate[]): Evidence[] {
  return strongest(candidates, SAME_PLACE).map((one) => {
    const here = candidates.filter((other) => overlap(one.box, other.box) > SAME_PLACE);
    const best = (by: Candidate['by']): number =>
      Math.max(0, ...here.filter((other) => other.by === by).map((other) => other.score));
    const points = here.find((other) => other.points)?.points;
    return {
      box: one.box,
      ...(points && { points }),
      ...(one.turns && { turns: one.turns }),
      far: { ssd: best('ssd'), blaze: best('blaze') },
    };
  });
}

/**
 * Looks at one place again, close up, with both networks. Cars, windows and leaves that one network took for a face from
 * afar do not convince the other one from close by.
 */
export async function secondLook(source: Pyramid, place: Evidence, networks: Networks): Promise<Evidence> {
  const look = async (detector: Detector, share: number, side: number): Promise<Candidate | undefined> => {
    const view = viewOf(closeUp(place.box, share), side, 32, place.turns);
    const found = await detector.detect(source, view, HEARD_FROM);
    return strongest(found.filter((one) => overlap(one.box, place.box) > SAME_PLACE))[0];
  };
  // Each network sees best at one size: a face of about 60 pixels.
  const blaze = await look(networks.blaze, 0.4, 160);
  const ssd = await look(networks.ssd, 0.3, 192);
  const points = blaze?.points ?? place.points;
  return {
    ...place,
    box: blaze && blaze.score > 0.5 ? blaze.box : place.box,
    ...(points && { points }),
    near: { ssd: ssd?.score ?? 0, blaze: blaze?.score ?? 0 },
  };
}
