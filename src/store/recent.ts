/** Texts that passed and parts of albums, kept some minutes: short messages in a row, and all of an album, are read together. */
import type { Database } from 'better-sqlite3';
import type { AlbumPart, RecentMessage } from '../domain/decide/index.js';
import type { Media } from '../domain/event.js';

/** A message to remember; `album` and `media` where it is part of one. */
export type NewRecent = RecentMessage & {
  readonly album?: string | undefined;
  readonly media?: readonly Media[];
};

export function recentRepository(db: Database) {
  const put =
    db.prepare(`INSERT INTO recent (grp, person, message, text, report, at, album, media) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (grp, person, message) DO UPDATE SET text = excluded.text, report = excluded.report`);
  const of = db.prepare<
    [number, string, number, string],
    { message: string; text: string; at: number; report: number }
  >(
    `SELECT message, text, at, report FROM recent
     WHERE grp = ? AND person = ? AND at >= ? AND message <> ? AND text <> '' ORDER BY at, message LIMIT 12`,
  );
  const album = db.prepare<[number, string, string, string], { message: string; media: string }>(
    'SELECT message, media FROM recent WHERE grp = ? AND person = ? AND album = ? AND message <> ? ORDER BY at, length(message), message LIMIT 32',
  );
  const drop = db.prepare('DELETE FROM recent WHERE grp = ? AND message = ?');
  const purge = db.prepare('DELETE FROM recent WHERE at < ?');
  return {
    put: (group: number, person: string, m: NewRecent): void => {
      const media = JSON.stringify(m.media ?? []);
      put.run(group, person, m.message, m.text, m.report ? 1 : 0, m.at, m.album ?? null, media);
    },
    /** Oldest first, since `from` (ms since 1970), without the message itself. */
    of: (group: number, person: string, from: number, but: string): RecentMessage[] =>
      of.all(group, person, from, but).map((r) => ({ ...r, report: r.report === 1 })),
    /** The other parts of an album, oldest first. */
    album: (group: number, person: string, id: string, but: string): AlbumPart[] =>
      album
        .all(group, person, id, but)
        .map(({ message, media }) => ({ message, media: JSON.parse(media) as Media[] })),
    drop: (group: number, message: string): void => void drop.run(group, message),
    purge: (before: number): number => purge.run(before).changes,
  };
}
