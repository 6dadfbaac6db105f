/** From what a line says and how it looks to how sure it is that this is a plate. */
import type { Look } from './look.js';
import type { PlateWeights } from './plate-settings.js';
import type { Match } from './series.js';

/** What stands around a line. */
export interface Company {
  /** Lines of text in the whole picture. */
  readonly lines: number;
  /** Lines of about its size within two heights: signs, lists and screens come in blocks, plates alone. */
  readonly beside: number;
}

/** Each from 0 (nothing) to 1 (fully), so that the weights can be compared. */
export type Features = Readonly<Record<Exclude<keyof PlateWeights, 'base'>, number>>;

const clamp = (x: number): number => Math.min(1, Math.max(0, x));
/** 0 at `from`, 1 at `to`. */
const ramp = (x: number, from: number, to: number): number => clamp((x - from) / (to - from));

/** Yellow is the ground of plates of NL, L, GB and rears of old F; other strong colours are signs'. */
function coloured(look: Look): number {
  if (look.groundHue > 25 && look.groundHue < 75) return 0;
  return ramp(look.groundSaturation, 0.35, 0.7);
}

/** @param twoLines the look is that of both lines of a plate with two */
export function featuresOf(match: Match, look: Look, company: Company, twoLines = false): Features {
  const [least, most] = twoLines ? [1, 7] : [2, 6.6];
  return {
    series: match.strength,
    sure: ramp(match.sure, 0.35, 0.95),
    lowerCase: match.lowerCase,
    edges: ramp((look.edgeAbove + look.edgeBelow) / 2, 0.42, 0.9),
    ends: ramp((look.edgeLeft + look.edgeRight) / 2, 0.3, 0.9),
    noise: ramp(look.groundNoise, 0.12, 0.4),
    blueBand: look.blueBand,
    coloured: coloured(look),
    lightInk: look.darkOnLight ? 0 : 1,
    small: 1 - ramp(look.capHeight, 6, 14),
    faint: 1 - ramp(look.contrast, 15, 60),
    shape: Math.min(ramp(look.aspect, least * 0.6, least), 1 - ramp(look.aspect, most, most * 1.6)),
    crowd: ramp(Math.log2(1 + company.lines), 3, 6),
    beside: ramp(company.beside, 0, 4),
  };
}

/** 0…1 */
export function confidenceOf(features: Features, weights: PlateWeights): number {
  let logit = weights.base;
  for (const [name, value] of Object.entries(features)) logit += weights[name as keyof Features] * value;
  return 1 / (1 + Math.exp(-logit));
}
