/** docs/REQUIREMENTS-TRACE.md tells where each clause is served: nothing in it may be forgotten or gone. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/root.js';

/** Every row that the circular and the promises beyond it come down to. */
const CLAUSES = [
  ...['A4-1', 'A4-2', 'A4-3a', 'A4-3b', 'A4-4a', 'A4-4b', 'A4-4c', 'A4-4d'],
  ...'abcdefghijk'.split('').map((letter) => `A4-5${letter}`),
  ...['C-1', 'C-2', 'C-3', 'C-4', 'M-1', 'M-2', 'M-3', 'M-4', 'D-1', 'D-2'],
  ...['N-1', 'N-2', 'N-3', 'N-4', 'N-5', 'N-6', 'E-1', 'E-2', 'E-3', 'R-1', 'R-2', 'R-3'],
  ...['X-1', 'X-2', 'X-3', 'X-4', 'X-5', 'X-6', 'X-7', 'X-8', 'X-9'],
];

const read = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');
const rows = read('docs/REQUIREMENTS-TRACE.md')
  .split('\n')
  .filter((line) => /^\| [A-Z]\d?-\d/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, id = '', clause = '', module = '', test = '', state = '']) => ({
    id,
    clause,
    module,
    test,
    state,
  }));
/** Files in a cell: names in backquotes with a folder in them. */
const paths = (cell: string): string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map((m) => m[1]!).filter((name) => name.includes('/'));

describe('the trace of the requirements', () => {
  it('has every clause once, in order', () => {
    expect(rows.map((r) => r.id)).toEqual(CLAUSES);
  });

  it.each(rows)('$id names files that exist and a state that is one', ({ module, test, state }) => {
    expect(state).toMatch(/^(?:done|part|seam|not yet)\b/);
    expect([...paths(module), ...paths(test)].filter((p) => !existsSync(join(projectRoot, p)))).toEqual([]);
    for (const path of paths(test)) expect(path).toMatch(/^test\/.*\.test\.ts$/);
  });

  it('calls nothing done that no test proves', () => {
    const unproved = rows.filter((r) => /^(?:done|part)\b/.test(r.state) && paths(r.test).length === 0);
    expect(unproved.map((r) => r.id)).toEqual([]);
  });
});

describe('the pages for people', () => {
  it.each(['README.md', 'docs/INSTALL.md', 'docs/RULES.md', 'docs/ARCHITECTURE.md'])(
    '%s links to files that exist, and shows pictures that exist',
    (page) => {
      const links = [...read(page).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map((m) => m[1]!);
      const gone = links
        .filter((link) => !/^[a-z]+:/.test(link))
        .filter((link) => !existsSync(join(projectRoot, page, '..', link)));
      expect(gone).toEqual([]);
    },
  );
});
