/** zod's issues in words for whoever writes rules: what is wrong, and what to do. */
import type { z } from 'zod';
import { LANGS } from '../domain/vocabulary.js';
import { nearest } from './nearest.js';
import type { Problem } from './problem.js';
import type { KeyPath, YamlFile } from './yaml-file.js';

const LANGUAGE_NAMES: Record<string, string> = { fr: 'French', nl: 'Dutch', de: 'German', en: 'English' };

interface Walkable {
  readonly def: {
    readonly type: string;
    readonly innerType?: Walkable;
    readonly element?: Walkable;
    readonly keyType?: Walkable & { readonly options?: readonly string[] };
    readonly valueType?: Walkable;
    readonly shape?: Readonly<Record<string, Walkable>>;
  };
}

const unwrapped = (schema: Walkable | undefined): Walkable | undefined => {
  let s = schema;
  while (s?.def.innerType) s = s.def.innerType;
  return s;
};

/** The keys that may stand at `path` according to the schema; empty where any may. */
export function knownKeys(schema: z.ZodType, path: KeyPath): readonly string[] {
  let s = unwrapped(schema as unknown as Walkable);
  for (const key of path) {
    if (!s) return [];
    s = unwrapped(
      s.def.type === 'object'
        ? s.def.shape?.[String(key)]
        : s.def.type === 'record'
          ? s.def.valueType
          : s.def.element,
    );
  }
  if (s?.def.shape) return Object.keys(s.def.shape);
  return s?.def.keyType?.options ?? [];
}

const valueAt = (value: unknown, path: KeyPath): unknown =>
  path.reduce<unknown>(
    (v, key) => (v === null || typeof v !== 'object' ? undefined : (v as Record<PropertyKey, unknown>)[key]),
    value,
  );

const list = (words: readonly unknown[]): string => words.map(String).join(', ');
const kindOf = (value: unknown): string =>
  value === null
    ? 'nothing'
    : Array.isArray(value)
      ? 'a list'
      : typeof value === 'object'
        ? 'a group of keys'
        : `a ${typeof value}`;

const EXPECTED: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list (one “- item” a line)',
  object: 'a group of keys',
  record: 'a group of keys',
};

type Issue = z.core.$ZodIssue;

/** The problems that one issue stands for (an issue about unknown keys may name several). */
export function explainIssue(file: YamlFile, schema: z.ZodType, issue: Issue): Problem[] {
  const { path } = issue;
  const value = valueAt(file.value, path);
  const key = path.at(-1);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((unknown) => {
        const known = knownKeys(schema, path);
        const meant = nearest(unknown, known);
        return file.problem(
          [...path, unknown],
          `there is no key “${unknown}” here`,
          `${meant ? `did you mean “${meant}”? ` : ''}The keys are: ${list(known)}`,
        );
      });
    case 'invalid_type':
      if (value === undefined || value === null) return [missing(file, path)];
      return [
        file.problem(
          path,
          `this is ${kindOf(value)}, where ${EXPECTED[issue.expected] ?? issue.expected} is needed`,
          issue.expected === 'string'
            ? 'put the value between double quotes'
            : `write ${EXPECTED[issue.expected] ?? issue.expected}`,
        ),
      ];
    case 'invalid_value':
    case 'invalid_union': {
      if (value === undefined) return [missing(file, path)];
      const allowed =
        issue.code === 'invalid_value'
          ? issue.values
          : issue.errors.flatMap((e) => e.flatMap((i) => (i.code === 'invalid_value' ? i.values : [])));
      const meant = typeof value === 'string' ? nearest(value, allowed.map(String)) : null;
      return [
        file.problem(
          path,
          `“${String(value)}” is not one of the values of ${String(key)}`,
          `${meant ? `did you mean “${meant}”? ` : ''}Allowed: ${list(allowed)}`,
        ),
      ];
    }
    case 'too_small':
    case 'too_big': {
      const limit = issue.code === 'too_small' ? issue.minimum : issue.maximum;
      const side = issue.code === 'too_small' ? 'at least' : 'at most';
      const unit = issue.origin === 'string' ? ' characters' : issue.origin === 'array' ? ' items' : '';
      return [
        file.problem(
          path,
          issue.code === 'too_small' ? 'this is too short or too small' : 'this is too long or too large',
          `${side} ${limit}${unit}`,
        ),
      ];
    }
    case 'invalid_key':
      return [file.problem(path, `“${String(key)}” can't be a key here`, innerMessage(issue.issues))];
    case 'invalid_format':
      return [file.problem(path, `“${String(value)}” is not written as it must be`, issue.message)];
    default:
      return [file.problem(path, issue.message, 'see docs/RULES.md for the form of a rule file')];
  }
}

const innerMessage = (issues: readonly Issue[]): string => issues[0]?.message ?? 'see docs/RULES.md';

function missing(file: YamlFile, path: KeyPath): Problem {
  const key = String(path.at(-1) ?? '');
  const language = (LANGS as readonly string[]).includes(key) ? LANGUAGE_NAMES[key] : undefined;
  if (path.length === 0) return file.problem(path, 'the file is empty', 'write a rule, or remove the file');
  if (language)
    return file.problem(
      path,
      `the ${language} text (“${key}”) is missing`,
      `add “${key}:” with the sentence in ${language}`,
    );
  return file.problem(path, `“${key}” is missing`, `add “${key}:”; docs/RULES.md shows a whole rule`);
}
