/**
 * One-time codes: made of the system's randomness, kept only as a slow digest under this installation's salt (so that a
 * stolen database gives away no open code), compared in constant time with every code that is remembered.
 */
import { randomBytes, randomInt, scryptSync, timingSafeEqual } from 'node:crypto';
import { ALPHABET, CODE_LENGTH, isCode } from '../domain/enrolment/code.js';
import type { Role } from '../domain/vocabulary.js';
import type { CodeKind, CodeRow } from '../store/enrolment/codes.js';
import type { Store } from '../store/store.js';

/** Two days: long enough for whoever reads their messages in the evening. */
export const CODE_MS = 48 * 3_600_000;
/** Tries in an hour; after them nothing is listened to, right or wrong. */
export const MOST_TRIES = 5;

/** About 20 ms: a day's guessing on one machine covers nothing of 36 bits. */
const SCRYPT = { N: 4096, r: 8, p: 1 } as const;

export interface NewCode {
  readonly kind: CodeKind;
  readonly partnership: number | null;
  readonly role: Role | null;
  readonly groups: readonly number[] | null;
  readonly issuedBy: number | null;
}

function randomCode(): string {
  for (;;) {
    const code = Array.from({ length: CODE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
    if (isCode(code)) return code;
  }
}

function digestOf(store: Store, code: string): string {
  let salt = store.codes.salt();
  if (salt === null) {
    store.codes.putSalt(randomBytes(16).toString('base64url'));
    salt = store.codes.salt()!;
  }
  return scryptSync(code, salt, 32, SCRYPT).toString('base64url');
}

/** A new code; it is told once and never shown again. `lifeMs`: how long it can be used. */
export function issueCode(
  store: Store,
  wanted: NewCode,
  now: number,
  lifeMs = CODE_MS,
): { readonly code: string; readonly expiresAt: number } {
  return store.transaction(() => {
    const code = randomCode();
    const expiresAt = now + lifeMs;
    store.codes.add({ ...wanted, digest: digestOf(store, code), expiresAt }, now);
    return { code, expiresAt };
  });
}

const isOpen = (row: CodeRow, now: number): boolean =>
  row.usedAt === null && row.revokedAt === null && row.expiresAt > now;

/** `over`: it was one, and is used, revoked or too old. Null: never given to anybody. */
export function findCode(
  store: Store,
  candidates: readonly string[],
  now: number,
): { readonly row: CodeRow; readonly over: boolean } | null {
  const rows = store.codes.all();
  if (rows.length === 0) return null;
  let found: CodeRow | null = null;
  for (const code of candidates) {
    const digest = Buffer.from(digestOf(store, code));
    for (const row of rows) if (timingSafeEqual(digest, Buffer.from(row.digest))) found ??= row;
  }
  return found && { row: found, over: !isOpen(found, now) };
}
