// Writes the database's present form, with the rows of a sample, as SQL: test/store/schemas/NNN.sql. Run it when a
// migration is added, before the next one: `node scripts/dump-schema.mjs FILE` with a database of that form.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';

/** Everything in a database as SQL that makes it again, its version included. */
export function dumpSql(db) {
  const quote = (value) =>
    value === null
      ? 'NULL'
      : typeof value === 'number'
        ? String(value)
        : Buffer.isBuffer(value)
          ? `x'${value.toString('hex')}'`
          : `'${String(value).replaceAll("'", "''")}'`;
  const all = db
    .prepare(
      "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid",
    )
    .all();
  const lines = ['PRAGMA foreign_keys = OFF;', 'BEGIN;'];
  for (const { sql } of all.filter((o) => o.type === 'table')) lines.push(`${sql};`);
  for (const { name } of all.filter((o) => o.type === 'table'))
    for (const row of db.prepare(`SELECT * FROM ${name}`).all())
      lines.push(
        `INSERT INTO ${name} (${Object.keys(row)
          .map((c) => `"${c}"`)
          .join(', ')}) VALUES (${Object.values(row).map(quote).join(', ')});`,
      );
  for (const { type, sql } of all) if (type !== 'table') lines.push(`${sql};`);
  lines.push(`PRAGMA user_version = ${db.pragma('user_version', { simple: true })};`, 'COMMIT;');
  return `${lines.join('\n')}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const db = new Database(process.argv[2], { readonly: true });
  const version = String(db.pragma('user_version', { simple: true })).padStart(3, '0');
  writeFileSync(new URL(`../test/store/schemas/${version}.sql`, import.meta.url), dumpSql(db));
}
