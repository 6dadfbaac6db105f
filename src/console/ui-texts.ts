/** The page's sentences, from rules/messages/console: one flat YAML file a language. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { LANGS, type Lang } from '../domain/vocabulary.js';
import { projectRoot } from '../root.js';

const schema = z.record(z.string().regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/), z.string().min(1).max(600));
export type UiTexts = Readonly<Record<Lang, Readonly<Record<string, string>>>>;

/** Throws an Error that names the file, for a missing file, a wrong key, or a sentence that a language lacks. */
export function loadUiTexts(dir: string = join(projectRoot, 'rules', 'messages', 'console')): UiTexts {
  const texts = {} as Record<Lang, Record<string, string>>;
  for (const lang of LANGS) {
    const file = join(dir, `${lang}.yaml`);
    const result = schema.safeParse(parse(readFileSync(file, 'utf8')));
    if (!result.success) throw new Error(`${file}: ${z.prettifyError(result.error)}`);
    texts[lang] = result.data;
  }
  for (const lang of LANGS) {
    const missing = Object.keys(texts.fr).filter((key) => texts[lang][key] === undefined);
    if (missing.length > 0)
      throw new Error(`${join(dir, `${lang}.yaml`)}: these sentences are missing: ${missing.join(', ')}`);
  }
  return texts;
}

/** The language that a browser asks for first among ours; French when it asks for none of them. */
export function preferredLang(acceptLanguage: string | undefined): Lang {
  for (const part of (acceptLanguage ?? '').split(',')) {
    const tag = part.trim().slice(0, 2).toLowerCase();
    const lang = LANGS.find((l) => l === tag);
    if (lang) return lang;
  }
  return 'fr';
}
