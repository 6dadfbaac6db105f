/** The words of letters, case files, digests and evaluations: rules/messages/reports, the same keys in four languages. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGS, type Lang } from '../domain/vocabulary.js';
import { projectRoot } from '../root.js';
import { readCatalogue } from '../rules/catalogue.js';
import { RulesError } from '../rules/problem.js';
import { YamlFile } from '../rules/yaml-file.js';
import { unbroken } from './french-spaces.js';

export type TextParams = Readonly<Record<string, string | number>>;
/** The sentence behind a key. Throws for a key that is in no catalogue: a fault of the program. */
export type ReportTexts = (key: string, lang: Lang, params?: TextParams) => string;

export const reportTextsDir = join(projectRoot, 'rules', 'messages', 'reports');

/** Throws RulesError with file and line of everything that is wrong. Parameters are put in as they are, never read again. */
export function loadReportTexts(dir: string = reportTextsDir): ReportTexts {
  const files = new Map<Lang, YamlFile>();
  for (const lang of LANGS) {
    const file = join(dir, `${lang}.yaml`);
    if (existsSync(file))
      files.set(lang, new YamlFile(`messages/reports/${lang}.yaml`, readFileSync(file, 'utf8')));
  }
  const { catalogue, problems } = readCatalogue(files);
  if (problems.length > 0) throw new RulesError(problems, dir);
  return (key, lang, params = {}) => {
    const sentence = catalogue[lang][key];
    if (sentence === undefined) throw new Error(`There is no report text “${key}”.`);
    return unbroken(sentence, lang).replace(/\{([a-z]+)\}/g, (_, name: string) =>
      String(params[name] ?? '…'),
    );
  };
}
