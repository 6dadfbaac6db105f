/** rules/messages: the sentences for people, the same keys and placeholders in the four languages. */
import { z } from 'zod';
import { LANGS, type Lang } from '../domain/vocabulary.js';
import { explainIssue } from './explain-issue.js';
import type { Problem } from './problem.js';
import type { Catalogue } from './rule-set.js';
import type { YamlFile } from './yaml-file.js';

const PLACEHOLDER = /\{([a-z]+)\}/g;

export const catalogueSchema = z.record(
  z
    .string()
    .regex(
      /^[a-z0-9]+([.-][a-z0-9]+)*$/,
      'keys are lower-case words joined by dots or hyphens, e.g. hold.confirm',
    ),
  z.string().trim().min(1).max(1200),
);

/** The names of the `{placeholders}` in a sentence, sorted. */
export const placeholdersOf = (sentence: string): string[] =>
  [...new Set([...sentence.matchAll(PLACEHOLDER)].map((m) => m[1]!))].sort();

/** One catalogue of several folders: the first must be there, each must be whole, and no key stands in two of them. */
export function readCatalogues(
  folders: readonly { readonly folder: string; readonly files: ReadonlyMap<Lang, YamlFile> }[],
): { catalogue: Catalogue; problems: Problem[] } {
  const problems: Problem[] = [];
  const joined = Object.fromEntries(LANGS.map((lang) => [lang, {}])) as Record<Lang, Record<string, string>>;
  for (const [i, { folder, files }] of folders.entries()) {
    if (i > 0 && files.size === 0) continue;
    const { catalogue, problems: own } = readCatalogue(files, folder);
    problems.push(...own);
    for (const lang of LANGS)
      for (const [key, sentence] of Object.entries(catalogue[lang])) {
        if (joined[lang][key] !== undefined)
          problems.push(
            files
              .get(lang)!
              .problem(
                [key],
                `the sentence “${key}” stands in another catalogue already`,
                'remove one of them',
              ),
          );
        joined[lang][key] = sentence;
      }
  }
  return { catalogue: joined, problems };
}

/** Checks the files against one another; French, the circular's own language, is the reference. */
export function readCatalogue(
  files: ReadonlyMap<Lang, YamlFile>,
  folder = 'messages',
): { catalogue: Catalogue; problems: Problem[] } {
  const problems: Problem[] = [];
  const read = {} as Record<Lang, Record<string, string>>;
  for (const lang of LANGS) {
    read[lang] = {};
    const file = files.get(lang);
    if (!file) {
      problems.push({
        file: `${folder}/${lang}.yaml`,
        line: 1,
        column: 1,
        path: '',
        what: 'the catalogue of this language is missing',
        remedy: `copy another catalogue to ${folder}/${lang}.yaml and translate its sentences`,
      });
      continue;
    }
    problems.push(...file.problems);
    if (file.problems.length > 0) continue;
    const parsed = catalogueSchema.safeParse(file.value);
    if (parsed.success) read[lang] = parsed.data;
    else problems.push(...parsed.error.issues.flatMap((i) => explainIssue(file, catalogueSchema, i)));
  }
  if (problems.length === 0)
    for (const lang of LANGS)
      if (lang !== 'fr') problems.push(...compare(files.get(lang)!, read.fr, read[lang]));
  return { catalogue: read, problems };
}

function compare(file: YamlFile, french: Record<string, string>, other: Record<string, string>): Problem[] {
  const problems: Problem[] = [];
  for (const key of Object.keys(french)) {
    const sentence = other[key];
    if (sentence === undefined) {
      problems.push(
        file.problem(
          [key],
          `the sentence “${key}” of fr.yaml is missing here`,
          `add “${key}:” and translate it`,
        ),
      );
      continue;
    }
    const wanted = placeholdersOf(french[key]!)
      .map((p) => `{${p}}`)
      .join(' ');
    const has = placeholdersOf(sentence)
      .map((p) => `{${p}}`)
      .join(' ');
    if (wanted !== has)
      problems.push(
        file.problem(
          [key],
          `the sentence has the placeholders ${has || '(none)'}, but fr.yaml has ${wanted || '(none)'}`,
          'use the same placeholders in every language',
        ),
      );
  }
  for (const key of Object.keys(other))
    if (french[key] === undefined)
      problems.push(
        file.problem(
          [key],
          `the sentence “${key}” is not in fr.yaml`,
          'remove it here, or add it to fr.yaml',
        ),
      );
  return problems;
}
