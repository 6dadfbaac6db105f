import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../../src/root.js';

/** Builds the program as it is now into a folder of its own (test files run side by side); answers the folder. */
export function build(name: string): string {
  const folder = join('.build', `test-${name}`);
  execFileSync(process.execPath, ['scripts/build.mjs'], {
    cwd: projectRoot,
    env: { ...process.env, OUTDIR: folder },
  });
  return join(projectRoot, folder);
}
