/** A token from a file that only its owner reads. */
import { readFileSync, statSync } from 'node:fs';
import { UserError } from '../cli/user-error.js';

/** Null without a file. Throws UserError when it can't be read, is short, or others may read it. */
export function readToken(file: string | undefined): string | null {
  if (file === undefined || file.trim() === '') return null;
  let token: string;
  let mode: number;
  try {
    mode = statSync(file).mode;
    token = readFileSync(file, 'utf8').trim();
  } catch {
    throw new UserError(`The token file ${file} can't be read.`, 'check its name and its rights');
  }
  if (process.platform !== 'win32' && (mode & 0o007) !== 0)
    throw new UserError(`Everybody may read the token file ${file}.`, `chmod 600 ${file}`);
  if (token.length < 24)
    throw new UserError(
      `The token in ${file} is too short.`,
      `make one: head -c 32 /dev/urandom | base64 > ${file}`,
    );
  return token;
}
