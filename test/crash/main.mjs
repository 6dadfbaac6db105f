// Bundles many.ts and runs it: the crash test outside of vitest, with arguments of its own.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
process.chdir(root);
const outfile = join(root, '.build', `crash-many-${process.pid}.mjs`);
buildSync({
  entryPoints: [join(root, 'test/crash/many.ts')],
  outfile,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
});
try {
  await import(pathToFileURL(outfile).href);
} finally {
  rmSync(outfile, { force: true });
}
