/** Tokens and codes: made from the system's randomness, kept as digests only. */
import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto';

/** 256 bits, in 43 letters that an address can carry. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** Eight digits, which a person can copy from a phone to a desk. */
export const newCode = (): string => String(randomInt(0, 100_000_000)).padStart(8, '0');

export const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** The digest of a code together with the browser's request: a table of all codes would help nobody. */
export const codeDigest = (code: string, request: string): string => digestOf(`${request}:${code}`);

/** What a page must send back with every change: known only to whoever could read an answer of this session. */
export const csrfOf = (token: string): string =>
  createHmac('sha256', token).update('garde-fou csrf').digest('base64url');
