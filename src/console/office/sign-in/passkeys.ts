/** The passkeys of people with an office, and the questions that are open to them. */
import type { Database } from 'better-sqlite3';
import { newToken } from './secrets.js';
import type { Known } from './webauthn.js';

const OPEN_MS = 5 * 60_000;
const MOST_OPEN = 500;
/** A person's phone, desk and spare; more are a mistake or somebody else's. */
export const MOST_PASSKEYS = 10;

export interface PasskeyRow {
  readonly id: number;
  readonly person: number;
  readonly device: string;
  readonly created_at: number;
  readonly used_at: number | null;
}

/** Questions that a device is to sign: each is answered once, within minutes. In memory: a restart asks anew. */
export class Challenges {
  readonly #open = new Map<
    string,
    { readonly purpose: string; readonly memo: string; readonly until: number }
  >();

  constructor(readonly clock: () => number) {}

  /** `purpose`: what the answer may be used for, and by which session. `memo` comes back with it. */
  ask(purpose: string, memo = ''): string {
    const challenge = newToken();
    this.#open.set(challenge, { purpose, memo, until: this.clock() + OPEN_MS });
    const oldest = this.#open.size > MOST_OPEN ? this.#open.keys().next().value : undefined;
    if (oldest !== undefined) this.#open.delete(oldest);
    return challenge;
  }

  /** Null for a challenge that nobody asked, that was answered, or that was for something else. */
  answered(challenge: string | null, purpose: string): string | null {
    const open = challenge === null ? undefined : this.#open.get(challenge);
    if (challenge !== null) this.#open.delete(challenge);
    return open?.purpose === purpose && open.until > this.clock() ? open.memo : null;
  }
}

export function passkeysOn(db: Database, clock: () => number) {
  const insert = db.prepare(
    `INSERT OR IGNORE INTO console_passkeys
       (person, handle, credential, public_key, algorithm, counter, device, created_at)
     VALUES (@person, @handle, @credential, @key, @algorithm, @counter, @device, @at)`,
  );
  const columns = 'SELECT id, person, device, created_at, used_at FROM console_passkeys';
  const of = db.prepare<[number], PasskeyRow>(`${columns} WHERE person = ? ORDER BY id`);
  const all = db.prepare<[], PasskeyRow>(`${columns} ORDER BY coalesce(used_at, created_at) DESC LIMIT 200`);
  const byCredential = db.prepare<[string], Known & { id: number; person: number }>(
    'SELECT id, person, public_key, algorithm, counter FROM console_passkeys WHERE credential = ?',
  );
  const credentials = db
    .prepare<[number], string>('SELECT credential FROM console_passkeys WHERE person = ?')
    .pluck();
  const handle = db
    .prepare<[number], string>('SELECT handle FROM console_passkeys WHERE person = ? LIMIT 1')
    .pluck();
  const used = db.prepare('UPDATE console_passkeys SET counter = ?, used_at = ? WHERE id = ?');
  const drop = db.prepare('DELETE FROM console_passkeys WHERE id = ?');
  const any = db.prepare('SELECT 1 FROM console_passkeys LIMIT 1');
  return {
    /** By which devices know the person; new until the first passkey is kept. */
    handleOf: (person: number): string => handle.get(person) ?? newToken(),
    credentialsOf: (person: number): string[] => credentials.all(person),
    /** False: this passkey is known already. */
    keep(passkey: {
      readonly person: number;
      readonly handle: string;
      readonly credential: string;
      readonly key: Buffer;
      readonly algorithm: number;
      readonly counter: number;
      readonly device: string;
    }): boolean {
      return insert.run({ ...passkey, at: clock() }).changes > 0;
    },
    of: (person: number): PasskeyRow[] => of.all(person),
    /** The last used first. */
    all: (): PasskeyRow[] => all.all(),
    find: (credential: string) => byCredential.get(credential) ?? null,
    used: (id: number, counter: number): void => void used.run(counter, clock(), id),
    drop: (id: number): boolean => drop.run(id).changes > 0,
    any: (): boolean => any.get() !== undefined,
  };
}
export type Passkeys = ReturnType<typeof passkeysOn>;
