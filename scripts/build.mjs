// Builds src/ into dist/: one plain JavaScript module per TypeScript file (so that stack traces and the
// layout stay those of the source), plus the browser bundle of the console. Files of an earlier build that
// have no source any more are removed afterwards, so that a running process never sees an empty folder.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = process.env.OUTDIR ?? 'dist';
const filesUnder = (dir) =>
  readdirSync(dir, { withFileTypes: true }).flatMap((e) =>
    e.isDirectory() ? filesUnder(join(dir, e.name)) : [join(dir, e.name)],
  );

const browser = join(root, 'src/console/browser');
const sources = filesUnder(join(root, 'src')).filter(
  (f) => /(?<!\.d|\.test)\.ts$/.test(f) && !f.startsWith(browser),
);
const common = { absWorkingDir: root, format: 'esm', logLevel: 'warning', metafile: true };
const results = [
  await build({
    ...common,
    entryPoints: sources,
    outdir: out,
    outbase: 'src',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
  }),
];
const page = join(browser, 'main.tsx');
if (existsSync(page))
  results.push(
    await build({
      ...common,
      entryPoints: [page],
      outdir: join(out, 'console/public'),
      bundle: true,
      minify: true,
      splitting: true,
      target: 'es2022',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      entryNames: '[name]',
    }),
  );

const written = new Set(results.flatMap((r) => Object.keys(r.metafile.outputs)).map((f) => resolve(root, f)));
for (const file of filesUnder(resolve(root, out))) if (!written.has(file)) rmSync(file);
