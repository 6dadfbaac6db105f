/** The rules and the language engine over them, for commands that read text. */
import type { Analyser } from '../language/api.js';
import { createAnalyser } from '../language/index.js';
import { checkPattern, compilePattern, conceptsIn } from '../language/pattern.js';
import { defaultRulesDir, loadRules } from '../rules/load.js';
import { nearest } from '../rules/nearest.js';
import type { CheckPattern } from '../rules/rule-checks.js';
import type { RuleSet } from '../rules/rule-set.js';
import { UserError } from './user-error.js';

export interface Reader {
  readonly rules: RuleSet;
  readonly analyser: Analyser;
}

/** A pattern must be readable, and the concepts that it names must stand in a lexicon. */
export const checkPatternAndConcepts: CheckPattern = (pattern, concepts) => {
  const wrong = checkPattern(pattern);
  if (wrong !== null) return wrong;
  const unknown = conceptsIn(compilePattern(pattern)).find((name) => !concepts.has(name));
  if (unknown === undefined) return null;
  const meant = nearest(unknown, [...concepts]);
  return `no lexicon has the concept @${unknown}${meant ? ` (did you mean @${meant}?)` : ''}`;
};

/**
 * Reads the rules in `dir`, without their examples unless they are asked for. Rejects with RulesError when they
 * are not sound, with UserError when the trained model is missing or of another version.
 */
export async function loadReader(dir: string = defaultRulesDir, examples = false): Promise<Reader> {
  const rules = loadRules(dir, { checkPattern: checkPatternAndConcepts, examples });
  try {
    return { rules, analyser: createAnalyser(rules) };
  } catch (error) {
    throw new UserError(
      (error as Error).message,
      'or bring data/model back as it came: git checkout -- data/model',
    );
  }
}
