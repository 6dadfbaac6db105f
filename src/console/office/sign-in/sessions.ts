/**
 * Sessions: a cookie that changes every quarter of an hour, known here by its digest. A cookie that comes back after it
 * was replaced was copied: its session ends at once, for the thief and for the owner, who signs in again.
 */
import type { Database } from 'better-sqlite3';
import { digestOf, newToken } from './secrets.js';

export interface SessionTimes {
  /** Ends after this long without a request, in ms. */
  readonly idleMs: number;
  /** Ends after this long in any case, in ms. */
  readonly absoluteMs: number;
  readonly rotateMs: number;
}
export const SESSION_TIMES: SessionTimes = {
  idleMs: 30 * 60_000,
  absoluteMs: 12 * 3_600_000,
  rotateMs: 15 * 60_000,
};
/** Requests that were on their way while the cookie changed. */
const GRACE_MS = 20_000;
const MINUTE = 60_000;
/** Ended sessions stay this long on the list that people look at. */
const KEPT_MS = 30 * 86_400_000;

export interface Session {
  readonly id: number;
  /** Null: whoever has the terminal of the machine. */
  readonly person: number | null;
  readonly token: string;
  /** Set when the browser must be given a new cookie. */
  readonly renewed: boolean;
  readonly endsAt: number;
}

export interface SessionRow {
  readonly id: number;
  readonly person: number | null;
  readonly device: string;
  readonly created_at: number;
  readonly seen_at: number;
  readonly ended_at: number | null;
  readonly ended_by: string | null;
}

interface Raw extends SessionRow {
  readonly token: string;
  readonly previous: string | null;
  readonly rotated_at: number;
}

export type EndedBy = 'sign-out' | 'revoked' | 'idle' | 'age' | 'reuse';

export function sessionsOn(db: Database, clock: () => number, times: SessionTimes = SESSION_TIMES) {
  const insert = db.prepare<unknown[], { id: number }>(
    `INSERT INTO console_sessions (token, person, device, created_at, seen_at, rotated_at)
     VALUES (?, ?, ?, ?, ?, ?) RETURNING id`,
  );
  const byToken = db.prepare<[string], Raw>('SELECT * FROM console_sessions WHERE token = ?');
  const byPrevious = db.prepare<[string], Raw>('SELECT * FROM console_sessions WHERE previous = ?');
  const seen = db.prepare('UPDATE console_sessions SET seen_at = ? WHERE id = ?');
  const rotate = db.prepare(
    'UPDATE console_sessions SET previous = token, token = ?, rotated_at = ?, seen_at = ? WHERE id = ? AND token = ?',
  );
  const end = db.prepare(
    'UPDATE console_sessions SET ended_at = ?, ended_by = ? WHERE id = ? AND ended_at IS NULL',
  );
  const list = db.prepare<[], SessionRow>(
    `SELECT id, person, device, created_at, seen_at, ended_at, ended_by FROM console_sessions
     WHERE ended_at IS NULL ORDER BY seen_at DESC`,
  );
  const purge = db.prepare('DELETE FROM console_sessions WHERE coalesce(ended_at, seen_at) < ?');

  const overdue = (row: Raw, now: number): EndedBy | null =>
    now - row.created_at >= times.absoluteMs ? 'age' : now - row.seen_at >= times.idleMs ? 'idle' : null;

  return {
    /** Opens a session and answers the cookie's value, which is not kept. */
    open(person: number | null, device: string): Session {
      const now = clock();
      const token = newToken();
      purge.run(now - KEPT_MS);
      const { id } = insert.get(digestOf(token), person, device, now, now, now)!;
      return { id, person, token, renewed: true, endsAt: now + times.absoluteMs };
    },
    /** The session of a cookie, or null when it is unknown, over or was ended. */
    find(token: string): Session | null {
      const now = clock();
      const digest = digestOf(token);
      const row = byToken.get(digest);
      const old = row ? undefined : byPrevious.get(digest);
      const found = row ?? old;
      if (!found || found.ended_at !== null) return null;
      const over = overdue(found, now);
      if (over) {
        end.run(now, over, found.id);
        return null;
      }
      const session = {
        id: found.id,
        person: found.person,
        token,
        renewed: false,
        endsAt: found.created_at + times.absoluteMs,
      };
      if (old) {
        if (now - old.rotated_at <= GRACE_MS) return session;
        end.run(now, 'reuse', old.id);
        return null;
      }
      if (now - found.rotated_at < times.rotateMs) {
        // Every request would be a write; to the minute is enough.
        if (now - found.seen_at >= MINUTE) seen.run(now, found.id);
        return session;
      }
      const next = newToken();
      rotate.run(digestOf(next), now, now, found.id, digest);
      return { ...session, token: next, renewed: true };
    },
    /** Whether a session that was found before still holds: for streams that stay open. */
    holds(id: number): boolean {
      const row = list.all().find((s) => s.id === id) as SessionRow | undefined;
      return row !== undefined && clock() - row.created_at < times.absoluteMs;
    },
    end: (id: number, by: EndedBy): boolean => end.run(clock(), by, id).changes > 0,
    /** Open sessions, the last used first. */
    list: (): SessionRow[] =>
      list
        .all()
        .filter((s) => clock() - s.seen_at < times.idleMs && clock() - s.created_at < times.absoluteMs),
  };
}
export type Sessions = ReturnType<typeof sessionsOn>;
