/** What people of the demonstration write: the labelled messages, by language and by what they are. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { KINDS, type Kind, LANGS, type Lang } from '../../domain/vocabulary.js';
import { projectRoot } from '../../root.js';

const lineSchema = z.object({
  text: z.string().min(1),
  lang: z.enum(LANGS),
  kind: z.enum(KINDS),
  labels: z.array(z.string()),
});
const LONGEST = 240;

export interface Sayings {
  /** In order with the rules. */
  good(lang: Lang, kind: Kind): readonly string[];
  /** Breaking just this rule. */
  breaking(lang: Lang, label: string): readonly string[];
}

/** Throws an Error that names the file for a line that does not fit. */
export function loadSayings(dir: string = join(projectRoot, 'data', 'labelled')): Sayings {
  const good = new Map<string, string[]>();
  const bad = new Map<string, string[]>();
  const put = (map: Map<string, string[]>, key: string, text: string): void => {
    const list = map.get(key);
    if (list) list.push(text);
    else map.set(key, [text]);
  };
  for (const name of readdirSync(dir)
    .sort()
    .filter((n) => /^[a-z]{2}-(a|b|c|plain2?)\.jsonl$/.test(n)))
    for (const raw of readFileSync(join(dir, name), 'utf8').split('\n')) {
      if (raw.trim() === '') continue;
      const line = lineSchema.safeParse(JSON.parse(raw));
      if (!line.success) throw new Error(`${name}: ${z.prettifyError(line.error)}`);
      const { text, lang, kind, labels } = line.data;
      if (text.length > LONGEST) continue;
      if (labels.length === 0) put(good, `${lang}:${kind}`, text);
      else if (labels.length === 1) put(bad, `${lang}:${labels[0]}`, text);
    }
  return {
    good: (lang, kind) => good.get(`${lang}:${kind}`) ?? [],
    breaking: (lang, label) => bad.get(`${lang}:${label}`) ?? [],
  };
}
