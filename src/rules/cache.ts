/**
 * Checked rules from the last start: reading some hundred kilobytes of YAML with its positions takes half a second,
 * reading what came out of it takes a few milliseconds. Only sound rules are kept, under a key that changes with any
 * letter of the rules or of the code that checks them. Losing the cache costs time, nothing else.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectRoot } from '../root.js';
import type { RuleSet } from './rule-set.js';

export type Checked = Pick<RuleSet, 'files' | 'concepts' | 'catalogue' | 'intents' | 'ladder'>;

export const defaultCacheDir = join(projectRoot, 'node_modules', '.cache', 'garde-fou');

/** Digest of the files that stand beside this one: the code that turns YAML into rules. */
function codeDigest(): string {
  const here = fileURLToPath(new URL('.', import.meta.url));
  const hash = createHash('sha256');
  for (const name of readdirSync(here).sort())
    if (/\.[jt]s$/.test(name)) hash.update(name).update(readFileSync(join(here, name)));
  return hash.digest('hex');
}

export class RulesCache {
  constructor(readonly dir: string = defaultCacheDir) {}

  /** `version` is that of the rule set; `variant` tells apart what the same files were checked for. */
  #file(version: string, variant: string): string {
    const key = createHash('sha256').update(`${version}\0${variant}\0${codeDigest()}`).digest('hex');
    return `rules-${key.slice(0, 40)}.json`;
  }

  /** What was kept for these rules; null when nothing (readable) was. */
  read(version: string, variant: string): Checked | null {
    try {
      const kept = JSON.parse(readFileSync(join(this.dir, this.#file(version, variant)), 'utf8')) as Checked;
      return Array.isArray(kept.files) ? kept : null;
    } catch {
      return null;
    }
  }

  /** Keeps these rules in the place of all before. A folder that can't be written to is no error. */
  write(version: string, variant: string, { files, concepts, catalogue, intents, ladder }: Checked): void {
    try {
      mkdirSync(this.dir, { recursive: true });
      const name = this.#file(version, variant);
      // Written aside and renamed: a reader never sees half a file.
      const aside = join(this.dir, `${name}.${process.pid}`);
      writeFileSync(aside, JSON.stringify({ files, concepts, catalogue, intents, ladder }));
      renameSync(aside, join(this.dir, name));
      for (const other of readdirSync(this.dir))
        if (/^rules-.*\.json$/.test(other) && other !== name) rmSync(join(this.dir, other), { force: true });
    } catch {
      // The next start reads the YAML again.
    }
  }
}
