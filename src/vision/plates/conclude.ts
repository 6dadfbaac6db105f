/** From lines that were read to plates: alone or two as one, matched with the series, judged by look and company. Pure. */
import { boxOf, overlap, type Quad, quadAngle, quadCentre, quadHeight, quadWidth } from './geometry.js';
import { areTwoLines, joinedQuad } from './join-lines.js';
import { type Company, confidenceOf, type Features, featuresOf } from './judge.js';
import type { Look } from './look.js';
import type { PlateWeights } from './plate-settings.js';
import type { Place, Seen, SeenLine } from './see.js';
import { type Match, matchSeries } from './series.js';

/** A line, or two, that can be a plate, with everything that it is judged by. */
export interface Candidate {
  readonly quad: Quad;
  readonly match: Match;
  readonly look: Look;
  readonly features: Features;
  readonly confidence: number;
  /** As read; of two lines parted by `|`. */
  readonly raw: string;
}

/** Everything that could be a plate, the surest first; of two that cover each other the surer. */
export function conclude(
  seen: Seen,
  weights: PlateWeights,
  size: { readonly width: number; readonly height: number },
): Candidate[] {
  const { lines, places } = seen;
  const judged = (
    quad: Quad,
    match: Match,
    look: Look,
    around: Company,
    raw: string,
    two = false,
  ): Candidate => {
    const features = featuresOf(match, look, around, two);
    return { quad, match, look, features, confidence: confidenceOf(features, weights), raw };
  };
  const single = (line: SeenLine): Candidate[] => {
    const match = matchSeries(line.reading.signs);
    return match ? [judged(line.rect, match, line.look, companyOf([line], places), line.reading.text)] : [];
  };
  const pair = (above: SeenLine, below: SeenLine): Candidate[] => {
    if (above === below || !areTwoLines(above.rect, below.rect)) return [];
    const match = matchSeries([...above.reading.signs, ...below.reading.signs]);
    // Only a whole series: any two words make a mixture.
    if (!match || match.strength < 0.5) return [];
    const raw = `${above.reading.text}|${below.reading.text}`;
    const around = companyOf([above, below], places);
    return [
      judged(
        joinedQuad(above.rect, below.rect),
        match,
        joinedLook(above.look, below.look),
        around,
        raw,
        true,
      ),
    ];
  };
  const all = [...lines.flatMap(single), ...lines.flatMap((a) => lines.flatMap((b) => pair(a, b)))];
  const kept: { candidate: Candidate; box: ReturnType<typeof boxOf> }[] = [];
  for (const candidate of all.sort((a, b) => b.confidence - a.confidence)) {
    const box = boxOf(candidate.quad, size.width, size.height);
    if (!kept.some((k) => overlap(k.box, box) > 0.5)) kept.push({ candidate, box });
  }
  return kept.map(({ candidate }) => candidate);
}

const joinedLook = (above: Look, below: Look): Look => ({
  ...above,
  aspect: Math.max(above.aspect, below.aspect),
  edgeBelow: below.edgeBelow,
  edgeLeft: Math.max(above.edgeLeft, below.edgeLeft),
  edgeRight: Math.max(above.edgeRight, below.edgeRight),
  groundNoise: Math.min(above.groundNoise, below.groundNoise),
  capHeight: Math.min(above.capHeight, below.capHeight),
  blueBand: Math.max(above.blueBand, below.blueBand),
});

function companyOf(own: readonly Place[], all: readonly Place[]): Company {
  const rect = own[0]!.rect;
  const h = quadHeight(rect);
  const centre = quadCentre(rect);
  const beside = all.filter((other) => {
    if (own.some((o) => o.rect === other.rect)) return false;
    const oh = quadHeight(other.rect);
    if (oh < 0.45 * h || oh > 2.2 * h) return false;
    if (Math.abs(quadAngle(other.rect) - quadAngle(rect)) > 0.35) return false;
    const c = quadCentre(other.rect);
    const dx = Math.abs(c[0] - centre[0]) - (quadWidth(rect) + quadWidth(other.rect)) / 2;
    const dy = Math.abs(c[1] - centre[1]) - (h + oh) / 2;
    return dx < 2 * h && dy < 2 * h;
  });
  return { lines: all.length, beside: beside.length };
}
