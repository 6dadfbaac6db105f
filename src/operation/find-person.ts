/** Finds whom an operator means: by register's number, number on the network, or name. */
import type { Database } from 'better-sqlite3';
import { UserError } from '../cli/user-error.js';

export interface Found {
  readonly id: number;
  readonly channel: string;
  readonly identity: string;
  readonly name: string;
}

/** Throws UserError when nobody fits, or more than one does (their numbers are listed). */
export function findPerson(db: Database, wanted: string): Found {
  const digits = wanted.replace(/\D/g, '');
  const found = db
    .prepare<object, Found>(`SELECT id, channel, identity, name FROM persons WHERE erased_at IS NULL AND (
      identity IN (@wanted, @digits) OR alt IN (@wanted, @digits) OR lower(name) = lower(@wanted)
      OR ('#' || id) = @wanted) ORDER BY id LIMIT 20`)
    .all({ wanted, digits: digits === '' ? wanted : digits });
  if (found.length === 1) return found[0]!;
  if (found.length === 0)
    throw new UserError(
      'The register knows nobody by that.',
      'give the number on the network, the name as it stands there, or the register’s number as “#12”',
    );
  throw new UserError(
    'More than one person fits.',
    `name one by the register’s number: ${found.map((p) => `“#${p.id}” (${p.channel}, ${p.name})`).join(', ')}`,
  );
}

/** All identities of the same person (one a network), the given one first; those that were erased left out. */
export const identitiesOf = (db: Database, person: number): number[] => [
  person,
  ...db
    .prepare<[number, number], number>(
      `SELECT a.person FROM account_persons a JOIN persons p ON p.id = a.person
       WHERE a.account = (SELECT account FROM account_persons WHERE person = ?) AND a.person <> ?
       AND p.erased_at IS NULL ORDER BY a.person`,
    )
    .pluck()
    .all(person, person),
];
