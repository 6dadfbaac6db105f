/** rules/ladder.yaml: when a step of the ladder is proposed, and the partnership's own terms (art. 8 b, c). */
import { type LadderRules, ladderRulesSchema } from '../domain/ladder/ladder-rules.js';
import { explainIssue } from './explain-issue.js';
import type { Problem } from './problem.js';
import { YamlFile } from './yaml-file.js';

/** Without a file: every rule weighs the same. */
export const PLAIN_LADDER: LadderRules = ladderRulesSchema.parse({
  weights: {},
  fades: { halfLifeDays: 90, forgetDays: 365 },
  propose: { talk: 5, reprimand: 5, removal: 8 },
});

export function readLadder(
  source: { readonly file: string; readonly text: string } | undefined,
  problems: Problem[],
): LadderRules {
  if (!source) return PLAIN_LADDER;
  const file = new YamlFile(source.file, source.text);
  problems.push(...file.problems);
  if (file.problems.length > 0) return PLAIN_LADDER;
  const parsed = ladderRulesSchema.safeParse(file.value);
  if (!parsed.success) {
    problems.push(...parsed.error.issues.flatMap((i) => explainIssue(file, ladderRulesSchema, i)));
    return PLAIN_LADDER;
  }
  const { fades } = parsed.data;
  if (fades.halfLifeDays > fades.forgetDays)
    problems.push(
      file.problem(
        ['fades', 'forgetDays'],
        'an infraction is forgotten before it weighs half',
        'let forgetDays be at least halfLifeDays',
      ),
    );
  return parsed.data;
}
