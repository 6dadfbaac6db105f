/**
 * Accepted examples: one line each in data/proposed/<lang>.jsonl, in the form of data/labelled. Training does not read
 * that folder; whoever looks after the rules moves a line over when they agree.
 */
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Kind, Lang } from '../../domain/vocabulary.js';

export interface Example {
  readonly text: string;
  readonly lang: Lang;
  readonly kind: Kind;
  readonly labels: readonly string[];
  /** The rule that a person said it does not break. */
  readonly not: string;
}

export function writeExample(dir: string, example: Example): void {
  mkdirSync(dir, { recursive: true });
  appendFileSync(join(dir, `${example.lang}.jsonl`), `${JSON.stringify(example)}\n`);
}
