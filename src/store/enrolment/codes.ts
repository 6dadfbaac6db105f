/** One-time codes, by their digests alone, and the tries that were none. */
import type { Database } from 'better-sqlite3';
import type { Role } from '../../domain/vocabulary.js';

export type CodeKind = 'role' | 'group' | 'account';

export interface CodeRow {
  readonly id: number;
  readonly kind: CodeKind;
  readonly digest: string;
  readonly partnership: number | null;
  readonly role: Role | null;
  /** Null: every group of the partnership, also those that it will have. */
  readonly groups: readonly number[] | null;
  /** Null: the terminal of the machine. */
  readonly issuedBy: number | null;
  readonly expiresAt: number;
  readonly usedAt: number | null;
  readonly revokedAt: number | null;
}

type Raw = Omit<CodeRow, 'groups'> & { readonly groups: string | null };

const DAY = 86_400_000;
/** An old code is still recognised, so that its owner hears that it is old. */
const KEPT_MS = 30 * DAY;
const HOUR = 3_600_000;

export function codeRepository(db: Database) {
  const add = db.prepare<unknown[], { id: number }>(`
    INSERT INTO enrolment_codes (kind, digest, partnership, role, groups, issued_by, at, expires_at)
    VALUES (@kind, @digest, @partnership, @role, @groups, @issuedBy, @at, @expiresAt) RETURNING id`);
  const all = db.prepare<[], Raw>(`SELECT id, kind, digest, partnership, role, groups, issued_by AS issuedBy,
    expires_at AS expiresAt, used_at AS usedAt, revoked_at AS revokedAt FROM enrolment_codes ORDER BY id`);
  const any = db
    .prepare<[number], number>(
      `SELECT EXISTS (SELECT 1 FROM enrolment_codes
        WHERE used_at IS NULL AND revoked_at IS NULL AND expires_at > ?)`,
    )
    .pluck();
  const use = db.prepare(
    'UPDATE enrolment_codes SET used_at = ?, used_by = ? WHERE id = ? AND used_at IS NULL AND revoked_at IS NULL',
  );
  const revoke = db.prepare('UPDATE enrolment_codes SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL');
  const purge = db.prepare('DELETE FROM enrolment_codes WHERE expires_at < ?');
  const salt = db.prepare<[], string>('SELECT salt FROM enrolment_salt WHERE id = 1').pluck();
  const putSalt = db.prepare('INSERT OR IGNORE INTO enrolment_salt (id, salt) VALUES (1, ?)');
  const tried = db.prepare('INSERT INTO enrolment_attempts (person, at) VALUES (?, ?)');
  const tries = db
    .prepare<[number, number], number>('SELECT count(*) FROM enrolment_attempts WHERE person = ? AND at > ?')
    .pluck();
  const purgeTries = db.prepare('DELETE FROM enrolment_attempts WHERE at <= ?');
  return {
    add(code: Omit<CodeRow, 'id' | 'usedAt' | 'revokedAt'>, at: number): number {
      purge.run(at - KEPT_MS);
      return add.get({ ...code, groups: code.groups === null ? null : JSON.stringify(code.groups), at })!.id;
    },
    /** All that are remembered, used and old ones too: they are compared one by one, in constant time. */
    all: (): CodeRow[] =>
      all.all().map((r) => ({ ...r, groups: r.groups === null ? null : (JSON.parse(r.groups) as number[]) })),
    /** Whether any code could be used now. */
    anyOpen: (now: number): boolean => any.get(now) === 1,
    /** False when it was used or revoked meanwhile. */
    use: (id: number, person: number, at: number): boolean => use.run(at, person, id).changes === 1,
    revoke: (id: number, at: number): void => void revoke.run(at, id),
    salt: (): string | null => salt.get() ?? null,
    putSalt: (value: string): void => void putSalt.run(value),
    failed(person: number, at: number): void {
      purgeTries.run(at - HOUR);
      tried.run(person, at);
    },
    failuresInTheHour: (person: number, now: number): number => tries.get(person, now - HOUR) ?? 0,
  };
}
