/** What a rule file must fulfil beyond its form. */
import { LANGS, type Lang } from '../domain/vocabulary.js';
import type { Problem } from './problem.js';
import type { RuleFile } from './schema.js';
import type { KeyPath, YamlFile } from './yaml-file.js';

/** Says what is wrong with a pattern, or null. `concepts` are the names in the lexicons. */
export type CheckPattern = (pattern: string, concepts: ReadonlySet<string>) => string | null;

export interface RuleContext {
  readonly checkPattern: CheckPattern | undefined;
  readonly concepts: ReadonlySet<string>;
}

export function checkRule(file: YamlFile, rule: RuleFile, context: RuleContext): Problem[] {
  return [
    ...checkName(file, rule),
    ...checkThresholds(file, rule),
    ...checkSignals(file, rule, context),
    ...checkExamples(file, rule),
  ];
}

function checkName(file: YamlFile, rule: RuleFile): Problem[] {
  const name = file.file.replace(/^.*\//, '').replace(/\.yaml$/, '');
  return name === rule.id
    ? []
    : [
        file.problem(
          ['id'],
          `the rule is named “${rule.id}” but the file “${name}.yaml”`,
          `rename the file to ${rule.id}.yaml`,
        ),
      ];
}

function checkThresholds(file: YamlFile, rule: RuleFile): Problem[] {
  return rule.actFrom >= rule.reviewFrom
    ? []
    : [
        file.problem(
          ['actFrom'],
          `actFrom (${rule.actFrom}) is below reviewFrom (${rule.reviewFrom}): nothing would ever be left for a person to review`,
          'make reviewFrom smaller than actFrom, or the same to review nothing',
        ),
      ];
}

/** Names, weights and patterns of a file's signals. */
export function checkSignals(
  file: YamlFile,
  rule: Pick<RuleFile, 'signals'>,
  { checkPattern, concepts }: RuleContext,
): Problem[] {
  const problems: Problem[] = [];
  const names = new Set<string>();
  rule.signals.forEach((signal, i) => {
    const at: KeyPath = ['signals', i];
    if (names.has(signal.name))
      problems.push(
        file.problem(
          [...at, 'name'],
          `a signal named “${signal.name}” stands above already`,
          'give each signal its own name',
        ),
      );
    names.add(signal.name);
    if (file.file.startsWith('own/') && signal.weight === undefined)
      problems.push(
        file.problem(
          [...at, 'weight'],
          `the signal “${signal.name}” of a rule of your own has no weight`,
          'add “weight: 6” (6 is nearly certain on its own, 3 is a hint)',
        ),
      );
    if (!checkPattern) return;
    for (const where of ['patterns', 'unless'] as const)
      for (const [lang, patterns] of Object.entries(signal[where] ?? {}))
        patterns.forEach((pattern, n) => {
          const wrong = checkPattern(pattern, concepts);
          if (wrong !== null)
            problems.push(
              file.problem(
                [...at, where, lang, n],
                `the pattern “${pattern}” can't be read: ${wrong}`,
                'docs/RULES.md explains patterns',
              ),
            );
        });
  });
  return problems;
}

/** Case and white space don't make a second example. */
const folded = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim().toLowerCase();

function checkExamples(file: YamlFile, rule: RuleFile): Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<
    string,
    { readonly list: 'fires' | 'passes'; readonly lang: Lang; readonly index: number }
  >();
  for (const list of ['fires', 'passes'] as const)
    for (const lang of LANGS)
      rule.examples?.[list][lang]?.forEach((text, index) => {
        const key = folded(text);
        const before = seen.get(key);
        if (!before) {
          seen.set(key, { list, lang, index });
          return;
        }
        const { line } = file.position(['examples', before.list, before.lang, before.index]);
        const path: KeyPath = ['examples', list, lang, index];
        problems.push(
          before.list === list
            ? file.problem(path, `this example stands in line ${line} already`, 'remove one of the two')
            : file.problem(
                path,
                `this example must not fire, but the same text must fire in line ${line}`,
                'decide which it is, and remove it from the other list',
              ),
        );
      });
  return problems;
}
