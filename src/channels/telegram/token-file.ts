/** Where the bot's token is kept: a file that only its owner can read, never the database. */
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** As @BotFather gives them: the bot's number, a colon, a secret. */
const FORM = /^\d{5,16}:[A-Za-z0-9_-]{30,}$/;

export const tokenFileIn = (dataDir: string): string => join(dataDir, 'telegram.token');

export const looksLikeToken = (text: string): boolean => FORM.test(text);

export interface FoundToken {
  readonly token: string;
  /** The file, or the name of the environment's variable: never the token. */
  readonly from: string;
  /** Others than its owner can read the file. */
  readonly exposed: boolean;
}

/**
 * The token of GARDE_FOU_TELEGRAM_TOKEN, else of the file in GARDE_FOU_TELEGRAM_TOKEN_FILE, else of the data folder. Null:
 * there is none. Throws an Error, which doesn't repeat it, for one that can't be a token, and for a file that can't be read.
 */
export function findToken(dataDir: string, env: NodeJS.ProcessEnv = process.env): FoundToken | null {
  const given = env.GARDE_FOU_TELEGRAM_TOKEN?.trim();
  if (given) return checked(given, 'GARDE_FOU_TELEGRAM_TOKEN', false);
  const named = env.GARDE_FOU_TELEGRAM_TOKEN_FILE?.trim();
  const file = named || tokenFileIn(dataDir);
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (!named && (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Error(
      `The Telegram token can't be read from ${file} (${(error as NodeJS.ErrnoException).code}).`,
    );
  }
  return checked(text, file, (statSync(file).mode & 0o077) !== 0);
}

function checked(token: string, from: string, exposed: boolean): FoundToken {
  if (!looksLikeToken(token))
    throw new Error(`What stands in ${from} is no Telegram token (they look like 123456789:AbC…).`);
  return { token, from, exposed };
}

/** Writes the token, mode 0600 from its first moment on; a file that was there is replaced as a whole. */
export function storeToken(dataDir: string, token: string): string {
  const file = tokenFileIn(dataDir);
  mkdirSync(dirname(file), { recursive: true });
  const fresh = `${file}.new`;
  rmSync(fresh, { force: true });
  writeFileSync(fresh, `${token}\n`, { mode: 0o600, flag: 'wx' });
  chmodSync(fresh, 0o600);
  renameSync(fresh, file);
  return file;
}
