/**
 * The file that opens WhatsApp's credentials. It belongs to the operator, lies apart from the database if they wish, and
 * is in no backup of it: who has only the database has nothing.
 */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

export type KeyProblem =
  | 'key-lost'
  | 'key-wrong'
  | 'key-readable-by-others'
  | 'key-damaged'
  | 'key-unreadable';

const WORDS: Record<KeyProblem, (file: string) => string> = {
  'key-lost': (file) =>
    `The WhatsApp key file ${file} is not there. Put it back from your own copy; without it the credentials can't be opened, and WhatsApp must be paired again (garde-fou setup whatsapp --again).`,
  'key-wrong': (file) =>
    `The WhatsApp key file ${file} is not the one these credentials were sealed with. Put the right one back, or pair again (garde-fou setup whatsapp --again).`,
  'key-readable-by-others': (file) =>
    `The WhatsApp key file ${file} can be read by other users of this machine. Close it: chmod 600 ${file}`,
  'key-damaged': (file) =>
    `${file} is not a WhatsApp key file, or it is damaged. Put your own copy back, or pair again (garde-fou setup whatsapp --again).`,
  'key-unreadable': (file) =>
    `The WhatsApp key file ${file} can't be read. It must belong to the user that runs Garde-fou.`,
};

/** Why the credentials can't be opened, in words for the operator; `code` for programs. */
export class WhatsAppKeyError extends Error {
  constructor(
    readonly code: KeyProblem,
    file: string,
  ) {
    super(WORDS[code](file));
    this.name = 'WhatsAppKeyError';
  }
}

const HEAD = 'garde-fou whatsapp key 1\n';
const KEY_BYTES = 32;

/** Reads the key. Throws WhatsAppKeyError for a file that is absent, open to others, or no key file. */
export function readKeyFile(file: string): Buffer {
  let text: string;
  let fd: number | undefined;
  try {
    fd = openSync(file, 'r');
    // Windows knows no such bits; there the folder's own rights protect it.
    if (process.platform !== 'win32' && (fstatSync(fd).mode & 0o077) !== 0)
      throw new WhatsAppKeyError('key-readable-by-others', file);
    text = readFileSync(fd, 'utf8');
  } catch (error) {
    if (error instanceof WhatsAppKeyError) throw error;
    throw new WhatsAppKeyError(
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'key-lost' : 'key-unreadable',
      file,
    );
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
  const key = text.startsWith(HEAD) ? Buffer.from(text.slice(HEAD.length).trim(), 'base64') : null;
  if (key?.length !== KEY_BYTES) throw new WhatsAppKeyError('key-damaged', file);
  return key;
}

/** Makes a new key with mode 0600, on the disk before it returns. Throws when the file exists: no key is overwritten. */
export function createKeyFile(file: string): Buffer {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const key = randomBytes(KEY_BYTES);
  const fd = openSync(file, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600);
  try {
    writeSync(fd, `${HEAD}${key.toString('base64')}\n`);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  return key;
}
