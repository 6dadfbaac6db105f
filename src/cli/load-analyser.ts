/** The language engine for commands that read text, without the examples of the rules unless they are asked for. */
import type { Analyser } from '../language/api.js';
import { defaultRulesDir, loadRules } from '../rules/load.js';
import type { CheckPattern } from '../rules/rule-checks.js';
import type { RuleSet } from '../rules/rule-set.js';

export interface Reader {
  readonly rules: RuleSet;
  readonly analyser: Analyser;
}

/** Rejects with RulesError when the rules in `dir` are not sound. */
export async function loadReader(dir: string = defaultRulesDir, examples = false): Promise<Reader> {
  const load = (file: string) => import(new URL(`../language/${file}.js`, import.meta.url).href);
  const { checkPattern } = (await load('pattern')) as { checkPattern: CheckPattern };
  const rules = loadRules(dir, { checkPattern, examples });
  const { createAnalyser } = (await load('index')) as { createAnalyser: (rules: RuleSet) => Analyser };
  return { rules, analyser: createAnalyser(rules) };
}
