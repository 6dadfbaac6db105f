/** Where the project's own files (rules/, data/, models) lie, whichever folder the build was written to. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the folder that holds package.json and rules/. Throws when the program was torn from it. */
export const projectRoot: string = (() => {
  let dir = dirname(fileURLToPath(import.meta.url));
  while (!(existsSync(join(dir, 'package.json')) && existsSync(join(dir, 'rules')))) {
    const up = dirname(dir);
    if (up === dir) throw new Error('garde-fou cannot find its rules/ folder: run it from its own checkout.');
    dir = up;
  }
  return dir;
})();
