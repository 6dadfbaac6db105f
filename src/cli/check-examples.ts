/** Runs the examples of the rules: each must fire, or must not, as its list says. */
import { LANGS, type Lang } from '../domain/vocabulary.js';
import type { Analyser } from '../language/api.js';
import type { RuleSet } from '../rules/rule-set.js';

export interface ExampleFailure {
  readonly rule: string;
  readonly lang: Lang;
  readonly list: 'fires' | 'passes';
  readonly text: string;
  /** Highest confidence the rule reached on it; 0 when it saw nothing. */
  readonly confidence: number;
}

export interface ExampleCount {
  readonly rule: string;
  readonly lang: Lang;
  readonly fires: { readonly right: number; readonly all: number };
  readonly passes: { readonly right: number; readonly all: number };
}

export interface ExampleReport {
  readonly counts: readonly ExampleCount[];
  readonly failures: readonly ExampleFailure[];
}

/** Each example is read as in a group of its language; it fires from the rule's `actFrom` on. */
export function checkExamples(rules: RuleSet, analyser: Analyser): ExampleReport {
  const counts: ExampleCount[] = [];
  const failures: ExampleFailure[] = [];
  for (const rule of rules.files)
    for (const lang of LANGS) {
      const tally = (list: 'fires' | 'passes'): { right: number; all: number } => {
        const texts = rule.examples?.[list][lang] ?? [];
        let right = 0;
        for (const text of texts) {
          const confidence = Math.max(
            0,
            ...analyser
              .analyse(text, { preferred: lang })
              .findings.filter((f) => f.rule === rule.id)
              .map((f) => f.confidence),
          );
          const fired = confidence > 0 && confidence >= rule.actFrom;
          if (fired === (list === 'fires')) right++;
          else failures.push({ rule: rule.id, lang, list, text, confidence });
        }
        return { right, all: texts.length };
      };
      const count = { rule: rule.id, lang, fires: tally('fires'), passes: tally('passes') };
      if (count.fires.all + count.passes.all > 0) counts.push(count);
    }
  return { counts, failures };
}
