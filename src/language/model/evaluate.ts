/** Precision and recall of what `classify` would say, per label and language. */
import { KINDS, type Kind, LABELS, LANGS, type Label, type Lang } from '../../domain/vocabulary.js';

export interface Verdict {
  readonly kind: Kind;
  readonly labels: readonly string[];
  readonly lang: Lang;
}
export interface Judged {
  readonly truth: {
    readonly text: string;
    readonly lang: Lang;
    readonly kind: Kind;
    readonly labels: readonly string[];
  };
  readonly said: Verdict;
}

export interface Score {
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
}
export const precision = (s: Score): number => (s.right + s.wrong === 0 ? 1 : s.right / (s.right + s.wrong));
export const recall = (s: Score): number => (s.right + s.missed === 0 ? 1 : s.right / (s.right + s.missed));

export function scoreLabel(judged: readonly Judged[], label: Label): Score {
  let right = 0;
  let wrong = 0;
  let missed = 0;
  for (const { truth, said } of judged) {
    const is = truth.labels.includes(label);
    const says = said.labels.includes(label);
    if (is && says) right++;
    else if (says) wrong++;
    else if (is) missed++;
  }
  return { right, wrong, missed };
}

const percent = (x: number): string => (x * 100).toFixed(1).padStart(5);

/** The table that `npm run eval` prints. */
export function evaluationTable(judged: readonly Judged[]): string {
  const out: string[] = [];
  const groups: [string, Judged[]][] = [
    ['all', [...judged]],
    ...LANGS.map((l) => [l, judged.filter((j) => j.truth.lang === l)] as [string, Judged[]]),
  ];
  out.push(`${'label'.padEnd(20)}${groups.map(([g, j]) => `${`${g} (${j.length})`.padStart(17)}`).join('')}`);
  out.push(`${''.padEnd(20)}${groups.map(() => '    P     R     n'.padStart(17)).join('')}`);
  for (const label of LABELS) {
    const cells = groups.map(([, j]) => {
      const s = scoreLabel(j, label);
      return `${percent(precision(s))} ${percent(recall(s))} ${String(s.right + s.missed).padStart(5)}`.padStart(
        17,
      );
    });
    out.push(`${label.padEnd(20)}${cells.join('')}`);
  }
  out.push(
    `${'kind right'.padEnd(20)}${groups.map(([, j]) => percent(j.filter((x) => x.said.kind === x.truth.kind).length / Math.max(1, j.length)).padStart(17)).join('')}`,
  );
  out.push(
    `${'language right'.padEnd(20)}${groups.map(([, j]) => percent(j.filter((x) => x.said.lang === x.truth.lang).length / Math.max(1, j.length)).padStart(17)).join('')}`,
  );
  const clean = judged.filter((j) => j.truth.labels.length === 0);
  const touched = clean.filter((j) => j.said.labels.length > 0);
  out.push(
    '',
    `clean messages acted on: ${touched.length} of ${clean.length} (${percent(touched.length / Math.max(1, clean.length)).trim()} %)`,
  );
  const exact = judged.filter(
    (j) =>
      j.said.kind === j.truth.kind &&
      j.said.labels.length === j.truth.labels.length &&
      j.truth.labels.every((l) => j.said.labels.includes(l)),
  );
  out.push(
    `kind and every label right: ${percent(exact.length / Math.max(1, judged.length)).trim()} %`,
    '',
    'kind, truth down, said across:',
  );
  out.push(`${''.padEnd(14)}${KINDS.map((k) => k.padStart(13)).join('')}`);
  for (const truth of KINDS)
    out.push(
      `${truth.padEnd(14)}${KINDS.map((said) => String(judged.filter((j) => j.truth.kind === truth && j.said.kind === said).length).padStart(13)).join('')}`,
    );
  return out.join('\n');
}
