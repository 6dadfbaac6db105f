/** Offices as codes gave them, and the identities that are one person. */
import type { Database } from 'better-sqlite3';
import type { ChannelName, Role } from '../../domain/vocabulary.js';

export interface Office {
  readonly id: number;
  readonly partnership: number;
  readonly person: number;
  readonly role: Role;
  /** Null: every group of the partnership. */
  readonly groups: readonly number[] | null;
  readonly by: string;
}

type Raw = Omit<Office, 'groups'> & { readonly groups: string | null };

export interface Identity {
  readonly person: number;
  readonly channel: ChannelName;
  readonly identity: string;
  readonly name: string;
}

export function officeRepository(db: Database) {
  const columns = 'SELECT id, partnership, person, role, groups, by FROM offices';
  const ofPartnership = db.prepare<[number], Raw>(`${columns} WHERE partnership = ? ORDER BY id`);
  const ofPerson = db.prepare<[number], Raw>(`${columns} WHERE person = ? ORDER BY id`);
  const add = db.prepare(
    'INSERT INTO offices (partnership, person, role, groups, by, at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const drop = db.prepare('DELETE FROM offices WHERE partnership = ? AND person = ?');
  const identity = db.prepare<[number], Identity>(
    'SELECT id AS person, channel, identity, name FROM persons WHERE id = ? AND erased_at IS NULL',
  );
  const account = db
    .prepare<[number], number>('SELECT account FROM account_persons WHERE person = ?')
    .pluck();
  const inAccount = db
    .prepare<[number], number>('SELECT person FROM account_persons WHERE account = ? ORDER BY person')
    .pluck();
  const join = db.prepare(`INSERT INTO account_persons (person, account) VALUES (?, ?)
    ON CONFLICT (person) DO UPDATE SET account = excluded.account`);
  const merge = db.prepare('UPDATE account_persons SET account = ? WHERE account = ?');
  const read = (r: Raw): Office => ({
    ...r,
    groups: r.groups === null ? null : (JSON.parse(r.groups) as number[]),
  });
  const personsOf = (person: number): number[] => {
    const of = account.get(person);
    return of === undefined ? [person] : inAccount.all(of);
  };
  return {
    ofPartnership: (partnership: number): Office[] => ofPartnership.all(partnership).map(read),
    /** Of a person under any of their identities. */
    ofPerson: (person: number): Office[] => personsOf(person).flatMap((p) => ofPerson.all(p).map(read)),
    /** One office a person and partnership: a new one takes the place of the old. */
    give(office: Omit<Office, 'id'>, at: number): void {
      for (const p of personsOf(office.person)) drop.run(office.partnership, p);
      const groups = office.groups === null ? null : JSON.stringify(office.groups);
      add.run(office.partnership, office.person, office.role, groups, office.by, at);
    },
    /** Null for nobody, and for somebody who was erased. */
    identity: (person: number): Identity | null => identity.get(person) ?? null,
    /** The person's identities, at least this one. */
    identities: (person: number): Identity[] =>
      personsOf(person)
        .map((p) => identity.get(p))
        .filter((i): i is Identity => i !== undefined),
    samePerson: (a: number, b: number): boolean => a === b || personsOf(a).includes(b),
    /** The two are one person from now on, with everybody whom each of them was already. */
    link(a: number, b: number): void {
      const [left, right] = [account.get(a) ?? a, account.get(b) ?? b];
      join.run(a, left);
      join.run(b, right);
      if (left !== right) merge.run(left, right);
    },
  };
}
