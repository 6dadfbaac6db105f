/** Everything that is kept of a person, from every table (GDPR art. 15, 20). Reads only. */
import type { Database } from 'better-sqlite3';
import { DATA_MAP } from './data-map.js';

export interface PersonExport {
  readonly person: {
    readonly number: number;
    readonly network: string;
    readonly identity: string;
    readonly name: string;
  };
  readonly at: number;
  readonly tables: readonly {
    readonly table: string;
    readonly what: string;
    readonly rows: readonly Readonly<Record<string, string | number | null>>[];
  }[];
}

/** Throws when the register does not know the number. Tokens, keys and digests that sign somebody in are left out. */
export function exportPerson(db: Database, person: number, at: number): PersonExport {
  const who = db
    .prepare<[number], { id: number; channel: string; identity: string; alt: string; name: string }>(
      'SELECT id, channel, identity, coalesce(alt, identity) AS alt, name FROM persons WHERE id = ?',
    )
    .get(person);
  if (!who) throw new Error(`The register has no person ${person}.`);
  const tables = db.transaction(() =>
    Object.entries(DATA_MAP).flatMap(([table, place]) => {
      if (place.mine === null) return [];
      const columns = Object.entries(place.columns).flatMap(([name, kind]) =>
        kind === 'secret' ? [] : [`"${name}"`],
      );
      const rows = db
        .prepare<object, Record<string, string | number | null>>(
          `SELECT ${columns.join(', ')} FROM ${table} WHERE ${place.mine}`,
        )
        .all(boundIn(place.mine, who));
      return rows.length === 0 ? [] : [{ table, what: place.what, rows }];
    }),
  )();
  return {
    person: { number: who.id, network: who.channel, identity: who.identity, name: who.name },
    at,
    tables,
  };
}

/** SQLite refuses a name that the statement doesn't use. */
const boundIn = (sql: string, values: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(values).filter(([name]) => sql.includes(`@${name}`)));
