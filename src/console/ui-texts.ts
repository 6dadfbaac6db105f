/** The page's sentences: the playground's from rules/messages/console, the office's from its folder rooms. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { LANGS, type Lang } from '../domain/vocabulary.js';
import { projectRoot } from '../root.js';

const schema = z.record(z.string().regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/), z.string().min(1).max(600));
/** The sentences of a language by their keys; read at the first call, then remembered. */
export type UiTexts = (lang: Lang) => Readonly<Record<string, string>>;

/** The answered function throws an Error that names the file, for a missing file or a wrong key. */
export function loadUiTexts(dir: string = join(projectRoot, 'rules', 'messages', 'console')): UiTexts {
  const known = new Map<Lang, Readonly<Record<string, string>>>();
  return (lang) => {
    const before = known.get(lang);
    if (before) return before;
    const all: Record<string, string> = {};
    for (const file of [join(dir, `${lang}.yaml`), join(dir, 'rooms', `${lang}.yaml`)]) {
      const result = schema.safeParse(parse(readFileSync(file, 'utf8')));
      if (!result.success) throw new Error(`${file}: ${z.prettifyError(result.error)}`);
      Object.assign(all, result.data);
    }
    known.set(lang, all);
    return all;
  };
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
