/** Which scripts an address of the page begins with, as the build wrote them down. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const schema = z.record(z.string(), z.array(z.string()));
/** By the name of the part of the page: itself and everything that it imports. */
export type Modules = Readonly<Record<string, readonly string[]>>;

/** None when the folder was not made by our build: then the browser finds out by itself, one after the other. */
export function loadModules(publicDir: string): Modules {
  const file = join(dirname(publicDir), 'modules.json');
  return existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
}

/** What the office's own file holds; every other room is in a second one. */
const FIRST: readonly string[] = ['today', 'sign-in'];

/** For a path as the server routes it, e.g. `/groups/:id?`. At `/` the page itself decides what it shows. */
export function modulesOf(path: string, modules: Modules): string[] {
  const room = path.split('/')[1] ?? '';
  const parts =
    room === '' ? [] : room === 'try' ? ['app'] : FIRST.includes(room) ? ['office'] : ['office', 'others'];
  const all = ['main', ...parts].flatMap((part) => modules[part] ?? []);
  return [...new Set(all)].filter((name) => name !== 'main.js');
}
