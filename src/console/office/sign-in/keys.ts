/** One-time keys: a link for whoever has the private chat (or the terminal), a code for the browser that asked. */
import type { Database } from 'better-sqlite3';
import { codeDigest, digestOf, newCode, newToken } from './secrets.js';

export const KEY_MS = 10 * 60_000;
const MAX_ATTEMPTS = 5;
/** A person is sent at most this many keys in KEY_MS: nobody's phone is flooded by a stranger. */
const MAX_OPEN = 3;

/** `person` null in a used key: the terminal's. */
export type Used = { readonly person: number | null } | null;

export function keysOn(db: Database, clock: () => number) {
  const insert = db.prepare(`INSERT INTO console_keys (kind, digest, request, person, created_at, expires_at)
    VALUES (?, ?, ?, ?, ?, ?)`);
  const useLink = db.prepare<[number, string, number], { person: number | null }>(`
    UPDATE console_keys SET used_at = ?
    WHERE kind = 'link' AND digest = ? AND used_at IS NULL AND expires_at > ? RETURNING person`);
  const attempt = db.prepare<
    [string, number, number],
    { id: number; digest: string; person: number | null }
  >(`
    UPDATE console_keys SET attempts = attempts + 1 WHERE kind = 'code' AND request = ? AND used_at IS NULL
    AND expires_at > ? AND attempts < ? RETURNING id, digest, person`);
  const used = db.prepare('UPDATE console_keys SET used_at = ? WHERE id = ?');
  const recent = db
    .prepare<[string, number, number], number>(
      'SELECT count(*) FROM console_keys WHERE kind = ? AND person = ? AND created_at > ?',
    )
    .pluck();
  const purge = db.prepare('DELETE FROM console_keys WHERE created_at < ?');

  return {
    /** A link's token for a person, null for the terminal's own; works once. */
    link(person: number | null, lifeMs = KEY_MS): string {
      const now = clock();
      const token = newToken();
      purge.run(now - 86_400_000);
      insert.run('link', digestOf(token), null, person, now, now + lifeMs);
      return token;
    },
    /** A code that only the browser with this request can use. */
    code(person: number, request: string): string {
      const now = clock();
      const code = newCode();
      purge.run(now - 86_400_000);
      insert.run('code', codeDigest(code, request), digestOf(request), person, now, now + KEY_MS);
      return code;
    },
    /** Each kind by itself: a stranger who asks for codes must not shut an official's own way in, the link. */
    mayBeSent: (person: number, kind: 'link' | 'code'): boolean =>
      (recent.get(kind, person, clock() - KEY_MS) ?? 0) < MAX_OPEN,
    useLink(token: string): Used {
      const now = clock();
      return useLink.get(now, digestOf(token), now) ?? null;
    },
    /** Counts the attempt first, so that guesses side by side are counted as well. */
    useCode(code: string, request: string): Used {
      const now = clock();
      const rows = attempt.all(digestOf(request), now, MAX_ATTEMPTS);
      const wanted = codeDigest(code, request);
      const hit = rows.find((row) => row.digest === wanted);
      if (!hit) return null;
      used.run(now, hit.id);
      return { person: hit.person };
    },
  };
}
export type Keys = ReturnType<typeof keysOn>;
