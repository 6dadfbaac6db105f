/** Sentences about the connection, for operators, from rules/messages/whatsapp: one flat YAML file a language. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Lang } from '../../domain/vocabulary.js';
import { projectRoot } from '../../root.js';

const schema = z.record(z.string().regex(/^(?:state|problem|reason)\.[a-z-]+$/), z.string().min(1).max(600));
const known = new Map<Lang, Readonly<Record<string, string>>>();

/** By their keys: `state.*`, `problem.*`, and `reason.*` for what could not be done. Throws for a file of a wrong form. */
export function whatsappWords(lang: Lang): Readonly<Record<string, string>> {
  let words = known.get(lang);
  if (!words) {
    const file = join(projectRoot, 'rules', 'messages', 'whatsapp', `${lang}.yaml`);
    words = schema.parse(parse(readFileSync(file, 'utf8')));
    known.set(lang, words);
  }
  return words;
}
