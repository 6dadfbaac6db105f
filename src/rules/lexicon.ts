/** rules/lexicons: words that several rules share, under a concept's name. */
import { z } from 'zod';
import { LANGS } from '../domain/vocabulary.js';

const kebab = z
  .string()
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'name concepts with lower-case words joined by hyphens, e.g. local-agent',
  );
const words = z.array(z.string().trim().min(1).max(300)).max(5000).optional();

export const conceptSchema = z.strictObject({
  /** What the words have in common, for whoever edits them. One of the files that add to a concept says it. */
  about: z.string().trim().min(3).max(600).optional(),
  fr: words,
  nl: words,
  de: words,
  en: words,
  /** Hold in every language. */
  any: words,
});
export type Concept = z.infer<typeof conceptSchema>;

export const lexiconFileSchema = z.strictObject({ concepts: z.record(kebab, conceptSchema) });

/** A concept may be spread over several files, e.g. one a language: their words are joined. */
export function joinConcepts(a: Concept, b: Concept): Concept {
  const joined: Concept = { about: a.about ?? b.about };
  for (const lang of [...LANGS, 'any'] as const) {
    const list = [...new Set([...(a[lang] ?? []), ...(b[lang] ?? [])])];
    if (list.length > 0) joined[lang] = list;
  }
  return joined;
}
