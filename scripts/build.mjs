// Builds src/ into dist/: one plain JavaScript module per TypeScript file (so that stack traces and the
// layout stay those of the source), plus the browser bundle of the console. Files of an earlier build that
// have no source any more are removed afterwards, so that a running process never sees an empty folder.
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
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
/** Which files each page of the console begins with, so that a browser fetches them all at once (src/console/page.ts). */
function writeModules({ metafile: { outputs } }) {
  const closure = (path, seen = new Set()) => {
    if (seen.has(path)) return seen;
    seen.add(path);
    for (const { path: next, kind } of outputs[path].imports)
      if (kind === 'import-statement') closure(next, seen);
    return seen;
  };
  const modules = {};
  for (const [path, { entryPoint }] of Object.entries(outputs))
    if (/\.tsx?$/.test(entryPoint ?? ''))
      modules[basename(entryPoint).replace(/\.tsx?$/, '')] = [...closure(path)].map((p) => basename(p));
  const file = join(out, 'console', 'modules.json');
  writeFileSync(resolve(root, file), JSON.stringify(modules));
  outputs[file] = {};
}

const page = join(browser, 'main.tsx');
if (existsSync(page)) {
  const built = await build({
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
  });
  writeModules(built);
  results.push(built);
}

const written = new Set(results.flatMap((r) => Object.keys(r.metafile.outputs)).map((f) => resolve(root, f)));
for (const file of filesUnder(resolve(root, out))) if (!written.has(file)) rmSync(file);
