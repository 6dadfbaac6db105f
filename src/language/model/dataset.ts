/** The labelled messages of data/labelled and the examples of the rule files, as training and held-out sets. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { KINDS, type Kind, LABELS, LANGS, type Label, type Lang } from '../../domain/vocabulary.js';
import type { RuleFile } from '../../rules/schema.js';

export const labelledSchema = z.strictObject({
  text: z.string().min(1),
  lang: z.enum(LANGS),
  kind: z.enum(KINDS),
  labels: z.array(z.enum(LABELS)),
});

export interface Line {
  readonly text: string;
  readonly lang: Lang;
  /** Null: unknown (an example of a rule tells only about that rule). */
  readonly kind: Kind | null;
  /** For each label: holds, does not, or (absent) is unknown. */
  readonly labels: Partial<Record<Label, boolean>>;
  /** File it came from. */
  readonly hand: string;
}

/** True for the fifth of the lines that training never sees. By content, so that it is the same on every machine. */
export const isHeldOut = (text: string): boolean =>
  createHash('sha256').update(text.trim().toLowerCase()).digest()[0]! % 5 === 0;

/** Reads every labelled line. Throws Error naming file and line for one that does not fit the vocabulary. */
export function readLabelled(dir: string): Line[] {
  const seen = new Set<string>();
  const lines: Line[] = [];
  for (const file of readdirSync(dir)
    .filter((f) => f.endsWith('.jsonl'))
    .sort())
    for (const [i, raw] of readFileSync(join(dir, file), 'utf8').split('\n').entries()) {
      if (raw.trim() === '') continue;
      let parsed: z.infer<typeof labelledSchema>;
      try {
        parsed = labelledSchema.parse(JSON.parse(raw));
      } catch (error) {
        throw new Error(`${file}:${i + 1}: ${(error as Error).message.split('\n')[0]}`);
      }
      const key = parsed.text.trim().toLowerCase();
      if (seen.has(key)) continue;
      seen.add(key);
      const offTopic = parsed.kind === 'offtopic';
      const labels = Object.fromEntries(
        LABELS.map((l) => [l, l === 'off-topic' ? offTopic : parsed.labels.includes(l)]),
      );
      lines.push({
        text: parsed.text,
        lang: parsed.lang,
        kind: parsed.kind,
        labels,
        hand: file.replace('.jsonl', ''),
      });
    }
  return lines;
}

/** The rules' examples, each of which tells about one rule. Held-out messages that stand in a rule too are left out. */
export function readExamples(files: readonly RuleFile[], heldOut: ReadonlySet<string>): Line[] {
  const lines: Line[] = [];
  for (const file of files) {
    if (!file.examples || !(LABELS as readonly string[]).includes(file.id)) continue;
    const label = file.id as Label;
    for (const holds of [true, false])
      for (const lang of LANGS)
        for (const text of (holds ? file.examples.fires : file.examples.passes)[lang] ?? [])
          if (!heldOut.has(text.trim().toLowerCase()))
            lines.push({
              text,
              lang,
              kind:
                label === 'off-topic' && holds
                  ? 'offtopic'
                  : holds && (label === 'police-not-informed' || label === 'no-suspect-seen')
                    ? 'signalement'
                    : null,
              labels: { [label]: holds },
              hand: `rules:${label}`,
            });
  }
  return lines;
}
