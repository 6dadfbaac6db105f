/** Platt scaling: turns an output's score into a probability, fitted on scores the output wasn't trained on. */

export interface Calibration {
  readonly a: number;
  readonly b: number;
}
export const IDENTITY: Calibration = { a: 1, b: 0 };

/** Fits by Newton's method on the log loss with a little smoothing. Needs both classes; else identity. */
export function fitPlatt(scores: readonly number[], truths: readonly boolean[]): Calibration {
  const positives = truths.filter(Boolean).length;
  if (positives < 5 || truths.length - positives < 5) return IDENTITY;
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (truths.length - positives + 2);
  let a = 1;
  let b = 0;
  for (let step = 0; step < 50; step++) {
    let ga = 0;
    let gb = 0;
    let haa = 1e-6;
    let hab = 0;
    let hbb = 1e-6;
    scores.forEach((s, i) => {
      const p = 1 / (1 + Math.exp(-(a * s + b)));
      const d = p - (truths[i] ? high : low);
      const w = p * (1 - p);
      ga += d * s;
      gb += d;
      haa += w * s * s;
      hab += w * s;
      hbb += w;
    });
    const det = haa * hbb - hab * hab;
    if (Math.abs(det) < 1e-12) break;
    const da = (hbb * ga - hab * gb) / det;
    const db = (haa * gb - hab * ga) / det;
    a -= Math.max(-1, Math.min(1, da));
    b -= Math.max(-1, Math.min(1, db));
    if (Math.abs(da) + Math.abs(db) < 1e-9) break;
  }
  return { a: Number(a.toPrecision(6)), b: Number(b.toPrecision(6)) };
}
