/**
 * Reads the rules: annex-4/ and group/ (brought along), own/ (a partnership's own, optional), lexicons/ and
 * messages/. Every problem of every file is found in one go, and told with its place and its remedy.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rule } from '../domain/rule.js';
import { GROUP_RULES, LANGS, type Lang, RULES } from '../domain/vocabulary.js';
import { projectRoot } from '../root.js';
import { type Checked, RulesCache } from './cache.js';
import { readCatalogues } from './catalogue.js';
import { explainIssue } from './explain-issue.js';
import { readLadder } from './ladder.js';
import { type Concept, joinConcepts, lexiconFileSchema } from './lexicon.js';
import { type Problem, RulesError } from './problem.js';
import { type CheckPattern, checkRule, checkSignals } from './rule-checks.js';
import type { RuleSet } from './rule-set.js';
import { type IntentFile, intentFileSchema, type RuleFile, ruleFileSchema } from './schema.js';
import { YamlFile } from './yaml-file.js';

export const RULE_FOLDERS = ['annex-4', 'group', 'own'] as const;
/** Every folder that belongs to the rules; `own` need not be there. */
export const FOLDERS = [
  ...RULE_FOLDERS,
  'intent',
  'lexicons',
  'messages',
  'messages/people',
  'messages/digest',
  'messages/enrolment',
] as const;
/** Catalogues of what the bot says; each has its four languages, and no key stands in two of them. */
const CATALOGUES = FOLDERS.filter((folder) => folder.startsWith('messages'));
/** Weights and terms of the ladder (art. 8 b, c), beside the folders. */
export const LADDER_FILE = 'ladder.yaml';
export const defaultRulesDir = join(projectRoot, 'rules');

export interface LoadOptions {
  /** Checks the little language of patterns; without it patterns are taken as they are. */
  readonly checkPattern?: CheckPattern;
  /** False: skip the examples, which only `rules check` and training need (starts faster). Default true. */
  readonly examples?: boolean;
  /** False: don't insist on the rules that Garde-fou brings (tests, tools). Default true. */
  readonly requireBuiltIn?: boolean;
  /** Where checked rules are kept between starts; used only without examples. Default: for the brought rules only. */
  readonly cache?: RulesCache;
}

interface Source {
  readonly file: string;
  readonly text: string;
}

/**
 * The rule set in `dir`. Throws RulesError with all problems found; then nothing of the set may be used.
 */
export function loadRules(dir: string = defaultRulesDir, options: LoadOptions = {}): RuleSet {
  const problems: Problem[] = [];
  if (!FOLDERS.some((folder) => existsSync(join(dir, folder)))) throw new RulesError([noRulesIn(dir)], dir);
  const sources = readSources(dir, problems);
  const version = versionOf(sources);
  const cache = options.cache ?? (dir === defaultRulesDir ? new RulesCache() : null);
  const cached = cache !== null && options.examples === false && problems.length === 0 ? cache : null;
  const variant = `${options.requireBuiltIn !== false}:${options.checkPattern !== undefined}`;
  let checked = cached?.read(version, variant) ?? null;
  if (checked === null) {
    checked = checkSources(sources, options, problems);
    if (problems.length > 0) throw new RulesError(problems, dir);
    cached?.write(version, variant, checked);
  }
  return { ...checked, table: tableOf(checked.files), version };
}

/** Better than to say of each rule that it is missing. */
const noRulesIn = (dir: string): Problem => ({
  file: dir,
  line: 1,
  column: 1,
  path: '',
  what: existsSync(dir) ? 'this folder holds no rules' : 'there is no such folder',
  remedy: `name a folder that holds ${FOLDERS.filter((f) => f !== 'own' && !f.includes('/')).join(', ')}, or copy ${defaultRulesDir}`,
});

function checkSources(sources: readonly Source[], options: LoadOptions, problems: Problem[]): Checked {
  const inFolder = (folder: string): Source[] => sources.filter((s) => s.file.startsWith(`${folder}/`));
  const concepts = readConcepts(inFolder('lexicons'), problems);
  const names = new Set(Object.keys(concepts));
  const files = readRuleFiles(RULE_FOLDERS.flatMap(inFolder), names, options, problems);

  const { catalogue, problems: catalogueProblems } = readCatalogues(
    CATALOGUES.map((folder) => ({ folder, files: catalogueFilesOf(folder, inFolder(folder)) })),
  );
  problems.push(...catalogueProblems);
  const intents = readIntents(inFolder('intent'), names, options, problems);
  const ladder = readLadder(
    sources.find((s) => s.file === LADDER_FILE),
    problems,
  );
  return { files, concepts, catalogue, intents, ladder };
}

function catalogueFilesOf(folder: string, sources: readonly Source[]): ReadonlyMap<Lang, YamlFile> {
  const files = new Map<Lang, YamlFile>();
  for (const lang of LANGS) {
    const source = sources.find((s) => s.file === `${folder}/${lang}.yaml`);
    if (source) files.set(lang, new YamlFile(source.file, source.text));
  }
  return files;
}

function readSources(dir: string, problems: Problem[]): Source[] {
  const sources: Source[] = [];
  const complain = (file: string, what: string, remedy: string): void => {
    problems.push({ file, line: 1, column: 1, path: '', what, remedy });
  };
  const read = (file: string): void => {
    try {
      // An editor on Windows may put a byte order mark in front.
      sources.push({ file, text: readFileSync(join(dir, file), 'utf8').replace(/^\uFEFF/, '') });
    } catch (error) {
      complain(file, `the file can't be read: ${(error as Error).message}`, 'check the rights of the file');
    }
  };
  if (existsSync(join(dir, LADDER_FILE))) read(LADDER_FILE);
  for (const folder of FOLDERS) {
    if (!existsSync(join(dir, folder))) continue;
    for (const name of readdirSync(join(dir, folder)).sort()) {
      const file = `${folder}/${name}`;
      if (name.startsWith('.')) continue;
      if (/\.(yml|YAML|YML)$/.test(name))
        complain(
          file,
          'only files named .yaml are read',
          `rename it to ${name.replace(/\.[^.]*$/, '')}.yaml`,
        );
      if (name.endsWith('.yaml')) read(file);
    }
  }
  return sources;
}

/** The lines of the top-level key `examples`, up to the next key; cheap, and sound because YAML indents values. */
export const EXAMPLES_BLOCK = /^examples:.*(?:\r?\n(?:[ \t#].*)?)*/m;

function readRuleFiles(
  sources: readonly Source[],
  concepts: ReadonlySet<string>,
  options: LoadOptions,
  problems: Problem[],
): RuleFile[] {
  const rules = new Map<string, { readonly rule: RuleFile; readonly file: YamlFile }>();
  const named = new Set<unknown>();
  for (const source of sources) {
    const text =
      options.examples === false
        ? source.text.replace(EXAMPLES_BLOCK, (block) => block.replace(/[^\n]/g, ''))
        : source.text;
    const file = new YamlFile(source.file, text);
    if (file.problems.length > 0) {
      problems.push(...file.problems);
      // Whatever it holds, its rule isn't missing: it is there and can't be read.
      named.add(source.file.replace(/^.*\/|\.yaml$/g, ''));
      continue;
    }
    named.add((file.value as { id?: unknown } | null)?.id);
    const parsed = ruleFileSchema.safeParse(file.value);
    if (!parsed.success) {
      problems.push(...parsed.error.issues.flatMap((i) => explainIssue(file, ruleFileSchema, i)));
      continue;
    }
    const rule = parsed.data;
    const before = rules.get(rule.id);
    if (before)
      problems.push(
        file.problem(
          ['id'],
          `${before.file.file} is named “${rule.id}” already`,
          'give this rule another id (and file name)',
        ),
      );
    else rules.set(rule.id, { rule, file });
    problems.push(...checkRule(file, rule, { checkPattern: options.checkPattern, concepts }));
  }
  if (options.requireBuiltIn !== false)
    for (const id of RULES)
      if (!named.has(id))
        problems.push({
          file: `${isGroupRule(id) ? 'group' : 'annex-4'}/${id}.yaml`,
          line: 1,
          column: 1,
          path: '',
          what: `the rule “${id}”, which Garde-fou needs, is missing`,
          remedy: `bring the file back (git checkout -- rules); to stop using the rule, turn it off in the group's settings`,
        });
  return [...rules.values()].map((r) => r.rule).sort((a, b) => (a.id < b.id ? -1 : 1));
}

const isGroupRule = (id: string): boolean => (GROUP_RULES as readonly string[]).includes(id);

function readIntents(
  sources: readonly Source[],
  concepts: ReadonlySet<string>,
  options: LoadOptions,
  problems: Problem[],
): IntentFile[] {
  return sources.flatMap((source) => {
    const file = new YamlFile(source.file, source.text);
    problems.push(...file.problems);
    if (file.problems.length > 0) return [];
    const parsed = intentFileSchema.safeParse(file.value);
    if (!parsed.success) {
      problems.push(...parsed.error.issues.flatMap((i) => explainIssue(file, intentFileSchema, i)));
      return [];
    }
    problems.push(...checkSignals(file, parsed.data, { checkPattern: options.checkPattern, concepts }));
    return [parsed.data];
  });
}

function readConcepts(sources: readonly Source[], problems: Problem[]): Record<string, Concept> {
  const concepts: Record<string, Concept> = {};
  const undescribed = new Map<string, YamlFile>();
  for (const source of sources) {
    const file = new YamlFile(source.file, source.text);
    if (file.problems.length > 0) {
      problems.push(...file.problems);
      continue;
    }
    const parsed = lexiconFileSchema.safeParse(file.value);
    if (!parsed.success) {
      problems.push(...parsed.error.issues.flatMap((i) => explainIssue(file, lexiconFileSchema, i)));
      continue;
    }
    for (const [name, concept] of Object.entries(parsed.data.concepts)) {
      const known = concepts[name];
      concepts[name] = known ? joinConcepts(known, concept) : concept;
      if (concept.about === undefined && known === undefined) undescribed.set(name, file);
      if (concept.about !== undefined) undescribed.delete(name);
    }
  }
  for (const [name, file] of undescribed)
    problems.push(
      file.problem(
        ['concepts', name],
        `no file says what the concept “${name}” is about`,
        'add `about:` with a few words, or correct its name',
      ),
    );
  return concepts;
}

function tableOf(files: readonly RuleFile[]): Readonly<Record<string, Rule>> {
  return Object.fromEntries(
    files.map(({ id, clause, severity, response, actFrom, reviewFrom }) => [
      id,
      { id, clause, severity, response, actFrom, reviewFrom },
    ]),
  );
}

function versionOf(sources: readonly Source[]): string {
  const hash = createHash('sha256');
  for (const { file, text } of sources) hash.update(`${file}\0${Buffer.byteLength(text)}\0`).update(text);
  return hash.digest('hex');
}
