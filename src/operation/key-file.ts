/** The key of encrypted backups: 32 random bytes as 64 hexadecimal digits, in a file that only its owner reads. */
import { randomBytes } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { UserError } from '../cli/user-error.js';

/** Writes a new key. Throws UserError when the file is there already: a key that is lost is a backup that is lost. */
export function newKeyFile(file: string): void {
  try {
    writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new UserError(`${file} is there already; it was left as it is.`, 'name another file');
  }
}

/** Throws UserError when there is no key in it, or when others may read it. */
export function readKeyFile(file: string): Buffer {
  let text: string;
  let mode: number;
  try {
    mode = statSync(file).mode;
    text = readFileSync(file, 'utf8').trim();
  } catch {
    throw new UserError(
      `The key file ${file} can't be read.`,
      'make one with: garde-fou backup --new-key FILE',
    );
  }
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    throw new UserError(`Others may read the key file ${file}.`, `chmod 600 ${file}`);
  if (!/^[\da-f]{64}$/i.test(text))
    throw new UserError(
      `${file} holds no key.`,
      'a key is 64 hexadecimal digits; make one with: garde-fou backup --new-key FILE',
    );
  return Buffer.from(text, 'hex');
}
