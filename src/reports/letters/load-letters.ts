/** Reads rules/letters: every problem of every file, with its line and what to do about it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../root.js';
import { placeholdersOf } from '../../rules/catalogue.js';
import { explainIssue } from '../../rules/explain-issue.js';
import { nearest } from '../../rules/nearest.js';
import { type Problem, RulesError } from '../../rules/problem.js';
import { type KeyPath, YamlFile } from '../../rules/yaml-file.js';
import { LETTER_LANGS, type LetterTemplate, letterSchema, PLACEHOLDERS } from './letter-schema.js';

export const lettersDir = join(projectRoot, 'rules', 'letters');
/** The templates by their id. */
export type Letters = ReadonlyMap<string, LetterTemplate>;

/** Throws RulesError: nothing of a folder with a problem is used. */
export function loadLetters(dir: string = lettersDir): Letters {
  const problems: Problem[] = [];
  const letters = new Map<string, LetterTemplate>();
  const names = existsSync(dir)
    ? readdirSync(dir)
        .filter((n) => n.endsWith('.yaml'))
        .sort()
    : [];
  if (names.length === 0)
    problems.push({
      file: 'letters',
      line: 1,
      column: 1,
      path: '',
      what: 'there are no letter templates',
      remedy: 'bring the folder back (git checkout -- rules/letters)',
    });
  for (const name of names) {
    const file = new YamlFile(
      `letters/${name}`,
      readFileSync(join(dir, name), 'utf8').replace(/^\uFEFF/, ''),
    );
    const found = check(file, name);
    problems.push(...found.problems);
    if (found.letter) letters.set(found.letter.id, found.letter);
  }
  if (problems.length > 0) throw new RulesError(problems, dir);
  return letters;
}

function check(
  file: YamlFile,
  name: string,
): { letter: LetterTemplate | null; problems: readonly Problem[] } {
  if (file.problems.length > 0) return { letter: null, problems: file.problems };
  const parsed = letterSchema.safeParse(file.value);
  if (!parsed.success)
    return {
      letter: null,
      problems: parsed.error.issues.flatMap((issue) => explainIssue(file, letterSchema, issue)),
    };
  const letter = parsed.data;
  const problems: Problem[] = [];
  if (`${letter.id}.yaml` !== name)
    problems.push(
      file.problem(
        ['id'],
        `the letter is named “${letter.id}” and its file ${name}`,
        'give both the same name',
      ),
    );
  for (const lang of LETTER_LANGS) problems.push(...unknownPlaceholders(file, letter, lang));
  problems.push(...sameParts(file, letter));
  return { letter: problems.length === 0 ? letter : null, problems };
}

function unknownPlaceholders(file: YamlFile, letter: LetterTemplate, lang: 'fr' | 'nl' | 'de'): Problem[] {
  const text = letter[lang];
  const sentences: [KeyPath, string][] = [
    [[lang, 'subject'], text.subject],
    [[lang, 'salutation'], text.salutation],
    [[lang, 'closing'], text.closing],
    ...text.body.flatMap((part, i): [KeyPath, string][] =>
      typeof part === 'string'
        ? [[[lang, 'body', i], part]]
        : 'text' in part
          ? [[[lang, 'body', i, 'text'], part.text]]
          : [],
    ),
  ];
  return sentences.flatMap(([path, sentence]) => [
    ...placeholdersOf(sentence)
      .filter((p) => !PLACEHOLDERS.includes(p))
      .map((p) => {
        const meant = nearest(p, PLACEHOLDERS);
        return file.problem(
          path,
          `there is no placeholder {${p}}`,
          `${meant ? `did you mean {${meant}}? ` : ''}The placeholders are: ${PLACEHOLDERS.join(', ')}`,
        );
      }),
    ...(/\{(?![a-z]+\})|(?<!\{[a-z]+)\}/.test(sentence)
      ? [
          file.problem(
            path,
            'a brace has no partner or holds something else than a name',
            'write {name}, in small letters',
          ),
        ]
      : []),
  ]);
}

const shapeOf = (part: LetterTemplate['fr']['body'][number]): string =>
  typeof part === 'string' ? 'text' : 'block' in part ? `block ${part.block}` : `when ${part.when}`;

/** A paragraph that one language lacks would be a right that its readers don't hear of. */
function sameParts(file: YamlFile, letter: LetterTemplate): Problem[] {
  const french = letter.fr.body.map(shapeOf);
  return LETTER_LANGS.filter((lang) => lang !== 'fr').flatMap((lang) => {
    const other = letter[lang].body.map(shapeOf);
    const at = french.findIndex((shape, i) => other[i] !== shape);
    if (at < 0 && other.length === french.length) return [];
    const i = at < 0 ? french.length : at;
    return [
      file.problem(
        [lang, 'body', i],
        `paragraph ${i + 1} is “${other[i] ?? 'missing'}”, but in French it is “${french[i] ?? 'missing'}”`,
        'every language has the same paragraphs in the same order',
      ),
    ];
  });
}
