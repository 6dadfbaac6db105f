/** The model's outputs and what each line teaches them. */
import { KINDS, LABELS, LANGS, type Label } from '../../domain/vocabulary.js';
import type { Line } from './dataset.js';

/** Off-topic is the kind `offtopic` and needs no output of its own. */
export const MODEL_LABELS = LABELS.filter((l): l is Exclude<Label, 'off-topic'> => l !== 'off-topic');
export const OUTPUTS: readonly string[] = [
  ...KINDS.map((k) => `kind:${k}`),
  ...MODEL_LABELS,
  ...LANGS.map((l) => `lang:${l}`),
];

/** Labels that only a report can have: learned from reports alone, and asked of reports alone. */
export const ONLY_REPORTS: ReadonlySet<string> = new Set(['police-not-informed', 'no-suspect-seen']);

/** The rule does not fire, either because the message is no report or because the label does not hold. */
export const NOT_BOTH = 2;

/** 1 holds, 0 does not, -1 unknown, NOT_BOTH: in the order of OUTPUTS. */
export function targetsOf(line: Line): Int8Array {
  const targets = new Int8Array(OUTPUTS.length).fill(-1);
  KINDS.forEach((kind, i) => {
    if (line.kind !== null) targets[i] = line.kind === kind ? 1 : 0;
    else if (kind === 'offtopic' && line.labels['off-topic'] === false) targets[i] = 0;
  });
  MODEL_LABELS.forEach((label, i) => {
    const holds = line.labels[label];
    if (holds === undefined) return;
    // An example that must not fire tells nothing about its kind.
    if (ONLY_REPORTS.has(label) && line.kind === null) targets[KINDS.length + i] = holds ? 1 : NOT_BOTH;
    else if (!ONLY_REPORTS.has(label) || line.kind === 'signalement')
      targets[KINDS.length + i] = holds ? 1 : 0;
  });
  LANGS.forEach((lang, i) => {
    targets[KINDS.length + MODEL_LABELS.length + i] = line.lang === lang ? 1 : 0;
  });
  return targets;
}
