/**
 * Messages with pictures that stand in a group, by reference and without their words, for as long as their words can be
 * changed. What a later part or a changed caption does happens to all of the album.
 */
import type { Database } from 'better-sqlite3';
import type { AlbumPart } from '../domain/decide/index.js';
import type { Media } from '../domain/event.js';

export interface PictureMessage extends AlbumPart {
  readonly album: string | null;
}

interface Row {
  readonly message: string;
  readonly album: string | null;
  readonly media: string;
}

export function pictureMessageRepository(db: Database) {
  const put =
    db.prepare(`INSERT INTO picture_messages (grp, person, message, album, media, at) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (grp, person, message) DO UPDATE SET album = coalesce(excluded.album, album), media = excluded.media`);
  const get = db.prepare<[number, string, string], Row>(
    'SELECT message, album, media FROM picture_messages WHERE grp = ? AND person = ? AND message = ?',
  );
  const album = db.prepare<[number, string, string, string], Row>(
    `SELECT message, album, media FROM picture_messages WHERE grp = ? AND person = ? AND album = ? AND message <> ?
     ORDER BY at, length(message), message LIMIT 32`,
  );
  const drop = db.prepare('DELETE FROM picture_messages WHERE grp = ? AND message = ?');
  const read = ({ media, ...row }: Row): PictureMessage => ({ ...row, media: JSON.parse(media) as Media[] });
  return {
    put: (group: number, person: string, at: number, m: PictureMessage): void =>
      void put.run(group, person, m.message, m.album, JSON.stringify(m.media), at),
    get: (group: number, person: string, message: string): PictureMessage | null => {
      const row = get.get(group, person, message);
      return row ? read(row) : null;
    },
    /** The other parts of an album, oldest first. */
    album: (group: number, person: string, id: string, but: string): AlbumPart[] =>
      album.all(group, person, id, but).map(read),
    drop: (group: number, message: string): void => void drop.run(group, message),
  };
}
