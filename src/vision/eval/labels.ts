/** A folder of labelled pictures: labels.jsonl, one line a picture. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const labelSchema = z.object({
  /** Path within the folder. */
  file: z.string().min(1),
  plates: z.array(z.object({ text: z.string(), readable: z.boolean() })).default([]),
  /** Somebody in it can be recognised. */
  recognisable: z.boolean().default(false),
  /** Neither plate nor face. */
  clean: z.boolean().default(false),
});
export type Label = z.infer<typeof labelSchema>;

/** Throws with the number of the line that can't be read. */
export function readLabels(folder: string): Label[] {
  const lines = readFileSync(join(folder, 'labels.jsonl'), 'utf8').split('\n');
  return lines.flatMap((line, i) => {
    if (line.trim() === '') return [];
    try {
      return [labelSchema.parse(JSON.parse(line))];
    } catch (error) {
      throw new Error(`labels.jsonl, line ${i + 1}: ${(error as Error).message}`);
    }
  });
}
