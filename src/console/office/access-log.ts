/** Who looked at or changed what, and when; never what stood there. Kept a year, for supervision and art. 15 GDPR. */
import type { Database } from 'better-sqlite3';
import type { Viewer } from './viewer.js';

export const ACCESS = [
  'signed-in',
  'signed-out',
  'saw-holds',
  'saw-reviews',
  'saw-evidence',
  'saw-members',
  'saw-history',
  'saw-cases',
  'saw-case',
  'saw-letter',
  'saw-ledger',
  'saw-errors',
  'saw-access-log',
  'released',
  'let-in',
  'declined',
  'refused',
  'reviewed',
  'annulled',
  'changed-settings',
  'gave-role',
  'closed-thread',
  'accepted-example',
  'discarded-example',
  'acted-on-case',
  'ran-command',
  'retried',
  'ended-session',
  'added-passkey',
  'removed-passkey',
  'linked-phone',
  'dry-run',
] as const;
export type Access = (typeof ACCESS)[number];

export interface AccessRow {
  readonly id: number;
  readonly at: number;
  readonly actor: number | null;
  readonly name: string | null;
  readonly what: Access;
  readonly group: string | null;
  readonly subject: string | null;
}

const KEPT_MS = 366 * 86_400_000;
/** A page that refreshes by itself is one look, not fifty. */
const SAME_LOOK_MS = 10 * 60_000;

export function accessLogOn(db: Database, clock: () => number) {
  const insert = db.prepare(
    'INSERT INTO access_log (at, session, actor, what, grp, subject) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const latest = db
    .prepare<unknown[], number | null>(
      `SELECT max(at) FROM access_log WHERE session IS ? AND what = ? AND grp IS ? AND subject IS ? AND at > ?`,
    )
    .pluck();
  const list = db.prepare<[number], AccessRow>(`
    SELECT a.id, a.at, a.actor, p.name, a.what, g.title AS "group", s.name AS subject FROM access_log a
    LEFT JOIN persons p ON p.id = a.actor LEFT JOIN groups g ON g.id = a.grp LEFT JOIN persons s ON s.id = a.subject
    ORDER BY a.id DESC LIMIT ?`);
  const purge = db.prepare('DELETE FROM access_log WHERE at < ?');
  return {
    note(
      viewer: Pick<Viewer, 'session' | 'person'>,
      what: Access,
      group: number | null = null,
      subject: number | null = null,
    ): void {
      const now = clock();
      const { id } = viewer.session;
      if (what === 'signed-in') purge.run(now - KEPT_MS);
      if (
        what.startsWith('saw-') &&
        (latest.get(id, what, group, subject, now - SAME_LOOK_MS) ?? null) !== null
      )
        return;
      insert.run(now, id, viewer.person, what, group, subject);
    },
    list: (limit = 200): AccessRow[] => list.all(limit),
  };
}
export type AccessLog = ReturnType<typeof accessLogOn>;
