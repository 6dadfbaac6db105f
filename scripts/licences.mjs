// `node scripts/licences.mjs`: writes docs/DEPENDENCIES.md from the lock file and the packages that are installed.
// `--check`: writes nothing; fails when the file is not what it would be, or a licence is not one that we know to fit.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** May be used in a program under GPL-3.0-or-later. */
const FITS =
  /^(?:MIT(?:-0)?|MIT\/X11|ISC|0BSD|BSD(?:-[23]-Clause)?|Apache-2\.0|BlueOak-1\.0\.0|CC0-1\.0|CC-BY-[34]\.0|Unlicense|WTFPL|Python-2\.0|Zlib|LGPL-3\.0(?:-or-later)?|LGPL-2\.1(?:-or-later)?|GPL-3\.0(?:-or-later|-only)?|MPL-2\.0|\(?(?:MIT|BSD|Apache|ISC|WTFPL|CC0|AFL|MPL|LGPL|Unlicense)[\w.\s()-]*\)?(?:\s(?:OR|AND)\s[\w.\s()-]+)?\)?)$/;

/** The licence by package.json, else by the first lines of its licence file. */
function licenceOf(path, entry) {
  const at = join(root, path);
  let said = entry.license;
  if (!said && existsSync(join(at, 'package.json'))) {
    const { license, licenses } = JSON.parse(readFileSync(join(at, 'package.json'), 'utf8'));
    said =
      typeof license === 'string'
        ? license
        : (license?.type ?? licenses?.map((l) => l.type ?? l).join(' OR '));
  }
  if (said && !/^SEE LICENSE/i.test(said)) return said;
  for (const name of ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'LICENCE', 'license'])
    if (existsSync(join(at, name))) {
      const text = readFileSync(join(at, name), 'utf8').slice(0, 600);
      if (/GNU GENERAL PUBLIC LICENSE\s+Version 3/i.test(text)) return 'GPL-3.0';
      if (/Apache License/i.test(text)) return 'Apache-2.0';
      if (/Permission is hereby granted, free of charge/i.test(text)) return 'MIT';
    }
  return said ?? 'unknown';
}

const packages = Object.entries(lock.packages)
  .filter(([path, entry]) => path !== '' && !entry.dev && !entry.devOptional && !entry.link)
  .map(([path, entry]) => ({
    name: path.slice(path.lastIndexOf('node_modules/') + 13),
    version: entry.version,
    licence: licenceOf(path, entry),
    direct: path.startsWith('node_modules/') && path.slice(13) in (own.dependencies ?? {}),
    optional: entry.optional === true,
    script: entry.hasInstallScript === true,
  }))
  .sort((a, b) => a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version, 'en'));

const row = (p) => `| ${p.name} | ${p.version} | ${p.licence} |`;
const table = (list) => ['| package | version | licence |', '|---|---|---|', ...list.map(row)].join('\n');
const count = new Map();
for (const p of packages) count.set(p.licence, (count.get(p.licence) ?? 0) + 1);
const scripts = packages.filter((p) => p.script).map((p) => p.name);
const allowed = own.allowScripts ?? {};

const text = `# Dependencies

Written by \`node scripts/licences.mjs\` from package-lock.json; \`npm run audit\` checks that it is up to date, that every
licence fits GPL-3.0-or-later, and asks the registry about known vulnerabilities. Versions are exact, and the lock file
holds a digest of each package.

${packages.length} packages come with the program: ${[...count]
  .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], 'en'))
  .map(([l, n]) => `${n} × ${l}`)
  .join(', ')}.

Packages with a script of their own at installation: ${[...new Set(scripts)].map((n) => `${n} (${allowed[n] === true ? 'may run' : 'not run'})`).join(', ') || 'none'}.

## Chosen by us

${table(packages.filter((p) => p.direct))}

## What they bring with them

${table(packages.filter((p) => !p.direct && !p.optional))}

## Only on some systems

${table(packages.filter((p) => !p.direct && p.optional))}
`;

const file = join(root, 'docs', 'DEPENDENCIES.md');
const doubtful = packages.filter((p) => !FITS.test(p.licence));
for (const p of doubtful) console.error(`${p.name} ${p.version}: licence “${p.licence}” is not known to fit`);
if (process.argv.includes('--check')) {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (before !== text)
    console.error('docs/DEPENDENCIES.md is not up to date: run “node scripts/licences.mjs”.');
  process.exitCode = before === text && doubtful.length === 0 ? 0 : 1;
} else {
  writeFileSync(file, text);
  console.log(`${packages.length} packages, ${doubtful.length} with a licence to look at.`);
  process.exitCode = doubtful.length === 0 ? 0 : 1;
}
