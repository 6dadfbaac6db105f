/** Persons as a channel knows them, and the two forms that one identity can have (WhatsApp LID and number). */
import type { Database } from 'better-sqlite3';

export interface PersonRow {
  readonly id: number;
  readonly identity: string;
  readonly alt: string | null;
  readonly name: string;
}

export function personRepository(db: Database) {
  const columns = 'SELECT id, identity, alt, name FROM persons';
  const byIdentity = db.prepare<[string, string], PersonRow>(`${columns} WHERE channel = ? AND identity = ?`);
  const byAlt = db.prepare<[string, string], PersonRow>(`${columns} WHERE channel = ? AND alt = ?`);
  const byId = db.prepare<[number], PersonRow>(`${columns} WHERE id = ?`);
  const insert = db.prepare<[string, string, string | null, string, number], { id: number }>(
    'INSERT INTO persons (channel, identity, alt, name, created_at) VALUES (?, ?, ?, ?, ?) RETURNING id',
  );
  const setAlt = db.prepare('UPDATE persons SET alt = ? WHERE id = ?');
  const rename = db.prepare('UPDATE persons SET name = ? WHERE id = ?');
  const erase = db.prepare(
    "UPDATE persons SET identity = 'erased:' || id, alt = NULL, name = '', erased_at = ? WHERE id = ?",
  );
  const find = (channel: string, id: string): PersonRow | undefined =>
    byIdentity.get(channel, id) ?? byAlt.get(channel, id);

  return {
    find: (channel: string, id: string): PersonRow | null => find(channel, id) ?? null,
    byId: (id: number): PersonRow | null => byId.get(id) ?? null,
    /** The person behind a channel's identity, made known if they weren't; the name follows the channel's. */
    know(
      channel: string,
      who: { readonly id: string; readonly name: string; readonly alt?: string | undefined },
      at: number,
    ): PersonRow {
      let row = find(channel, who.id) ?? (who.alt === undefined ? undefined : find(channel, who.alt));
      if (!row) {
        const { id } = insert.get(channel, who.id, who.alt ?? null, who.name, at)!;
        return { id, identity: who.id, alt: who.alt ?? null, name: who.name };
      }
      const other = row.identity === who.id ? (who.alt ?? null) : who.id;
      if (other !== null && other !== row.alt && other !== row.identity) {
        setAlt.run(other, row.id);
        row = { ...row, alt: other };
      }
      if (who.name !== '' && who.name !== row.name) {
        rename.run(who.name, row.id);
        row = { ...row, name: who.name };
      }
      return row;
    },
    erase: (id: number, at: number): void => void erase.run(at, id),
  };
}
