/** What is wrong with a rule file, told so that whoever wrote it can mend it without help. */

export interface Problem {
  /** Relative to the rules' folder, with forward slashes, e.g. `annex-4/leak.yaml`. */
  readonly file: string;
  /** Counted from 1, as editors do. */
  readonly line: number;
  readonly column: number;
  /** Path of the key, e.g. `examples.fires.fr[3]`; empty for the file as a whole. */
  readonly path: string;
  readonly what: string;
  readonly remedy: string;
}

/** `annex-4/leak.yaml:12:5 signals[0].name: … → …` */
export const formatProblem = (p: Problem): string =>
  `${p.file}:${p.line}:${p.column} ${p.path === '' ? '' : `${p.path}: `}${p.what}\n    → ${p.remedy}`;

/** The rules can't be used as they are. `problems` has them all, in the order of the files. */
export class RulesError extends Error {
  constructor(
    readonly problems: readonly Problem[],
    readonly dir: string,
  ) {
    const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
    super(`The rules in ${dir} have ${count}:\n${problems.map((p) => `  ${formatProblem(p)}`).join('\n')}`);
    this.name = 'RulesError';
  }
}
