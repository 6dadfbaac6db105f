/** The database that a command names, or the usual one; never made by looking. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../root.js';
import { openStore, type Store } from '../store/store.js';
import { UserError } from './user-error.js';

export const usualDatabase = join(projectRoot, 'data', 'garde-fou.sqlite');

/** Throws UserError when the file isn't there. The caller closes it. */
export function openExisting(file: string): Store {
  mustExist(file);
  return openStore(file);
}

/** Throws UserError when the file isn't there. */
export function mustExist(file: string): void {
  if (!existsSync(file))
    throw new UserError(
      `There is no database ${file}.`,
      'name it with --database FILE; it is made at the first start',
      2,
    );
}
