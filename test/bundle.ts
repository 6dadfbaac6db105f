/** Makes one file of a program of the tests that runs in a process of its own. */
import { buildSync } from 'esbuild';

/** With its packages: each life of the process then begins by reading one file instead of hundreds. */
export function bundle(source: string, outfile: string): void {
  buildSync({
    entryPoints: [source],
    outfile,
    bundle: true,
    // Brings machine code of its own; `outfile` must lie within the project, where it is found.
    external: ['better-sqlite3'],
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
    banner: { js: "import { createRequire as r } from 'node:module'; const require = r(import.meta.url);" },
  });
}
