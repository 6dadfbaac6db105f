/** Which part of the text proves a finding. */

import type { Reading } from './engine.js';
import type { Attribution } from './model/model.js';

type Span = readonly [number, number];

/**
 * The spans to show for a rule, one finding each. Plates and private data are exact, since they are masked when a
 * message goes back; for the other rules it is the clause that weighs most. `[undefined]`: the text as a whole.
 */
export function spanOf(
  rule: string,
  output: number,
  attribution: Attribution,
  reading: Reading,
): readonly (Span | undefined)[] {
  const { read } = reading;
  if (rule === 'plate-in-text') {
    const spans = read.plates
      .filter((p) => p.strength !== 'weak' || read.plates.length === 1)
      .map((p): Span => [read.tokens[p.from]!.start, read.tokens[p.to - 1]!.end]);
    return spans.length > 0 ? spans : [undefined];
  }
  if (rule === 'identity-disclosed') {
    // A name may lead to a person in more places than we can find: without exact data, the text does not go back.
    const spans = read.identities.map((i): Span => [i.start, i.end]);
    return spans.length > 0 && read.names.length === 0 ? spans : [undefined];
  }
  if (rule === 'off-topic' || rule === 'no-suspect-seen') return [undefined];
  if (rule === 'police-not-informed') {
    const said = read.police.at(-1);
    return said ? [[read.tokens[said.from]!.start, read.tokens[said.to - 1]!.end]] : [undefined];
  }
  if (output === -1) {
    const hit = read.signals.find((s) => s.rule === rule);
    return hit ? [[read.tokens[hit.from]!.start, read.tokens[hit.to - 1]!.end]] : [undefined];
  }
  return [weightiestClause(output, attribution, reading)];
}

function weightiestClause(output: number, attribution: Attribution, reading: Reading): Span | undefined {
  const { features, read } = reading;
  const { tokens } = read;
  const sums = new Map<number, number>();
  for (let k = 0; k < features.hash.length; k++) {
    const to = features.to[k]!;
    if (to === 0) continue;
    const row = features.row[k]!;
    if (row === -1) continue;
    const weight = attribution.weight(row, output) * features.value[k]!;
    const a = tokens[features.from[k]!]!;
    const b = tokens[to - 1]!;
    const key = a.sentence * 1000 + Math.min(a.clause, 999);
    sums.set(key, (sums.get(key) ?? 0) + weight);
    if (b.sentence * 1000 + b.clause !== key)
      sums.set(b.sentence * 1000 + b.clause, (sums.get(b.sentence * 1000 + b.clause) ?? 0) + weight / 2);
  }
  for (const token of tokens) {
    const key = token.sentence * 1000 + Math.min(token.clause, 999);
    sums.set(key, (sums.get(key) ?? 0) + attribution.pieces(token, output));
  }
  let best = -1;
  let most = 0;
  for (const [key, sum] of sums)
    if (sum > most) {
      most = sum;
      best = key;
    }
  if (best === -1) return undefined;
  const within = tokens.filter(
    (t) => t.sentence * 1000 + Math.min(t.clause, 999) === best && t.kind !== 'mark',
  );
  const first = within[0];
  const last = within.at(-1);
  return first && last ? [first.start, last.end] : undefined;
}
