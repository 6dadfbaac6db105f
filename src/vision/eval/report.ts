/** The figures of a tally in lines of text. */
import type { Tally } from './tally.js';

const share = (part: number, all: number): string =>
  all === 0 ? '     –' : `${((100 * part) / all).toFixed(1).padStart(5)}%`;
const total = (r: { block: number; review: number; allow: number }): number => r.block + r.review + r.allow;

const at = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;

export function report(t: Tally): string {
  const line = (what: string, r: { block: number; review: number; allow: number }): string =>
    `${what.padEnd(46)}${String(total(r)).padStart(6)}  blocked ${share(r.block, total(r))}  review ${share(r.review, total(r))}  allowed ${share(r.allow, total(r))}`;
  const ms = [...t.ms].sort((a, b) => a - b);
  const { labelled, exact, withinTwo } = t.plateTexts;
  return [
    'By plates alone',
    line('  a readable plate (recall = blocked)', t.readablePlate),
    line('  no readable plate (wrong = blocked)', t.noReadablePlate),
    'By faces alone',
    line('  a recognisable face (recall = blocked)', t.recognisableFace),
    line('  no recognisable face (wrong = blocked)', t.noRecognisableFace),
    'The decision',
    line('  must be blocked', t.mustBlock),
    line('  may stay', t.mayStay),
    line('  of those, labelled clean', t.clean),
    `Plate texts: ${labelled}, exact ${share(exact, labelled)}, at most two characters wrong ${share(withinTwo, labelled)} (O/0 I/1 B/8 S/5 Z/2 taken as one)`,
    `Time a picture: median ${at(ms, 0.5)} ms, 95 % ${at(ms, 0.95)} ms, longest ${ms.at(-1) ?? 0} ms`,
    ...(t.reasons.size > 0
      ? [`Reasons of review: ${[...t.reasons].map(([reason, n]) => `${reason} ${n}`).join(', ')}`]
      : []),
    ...(t.wrong.length > 0
      ? ['Not as labelled:', ...t.wrong.map((w) => `  ${w.file}: ${w.decision}, should be ${w.wanted}`)]
      : []),
  ].join('\n');
}
