/** Who is meant by what somebody wrote into the sign-in form: a telephone number, or a name as the register has it. */
import type { Database } from 'better-sqlite3';

export interface Found {
  readonly person: number;
  readonly identity: string;
  readonly name: string;
  /** The group through which they can be written to. */
  readonly group: number;
  readonly channel: string;
  readonly chat: string;
}

const folded = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').trim().replace(/^@/, '').replace(/\s+/g, ' ').toLowerCase();
/** `0470 12 34 56` and `+32 470 12 34 56` are the same telephone. */
const telephone = (text: string): string | null => {
  const digits = text.replace(/[\s./()+-]/g, '');
  if (!/^\d{8,15}$/.test(digits)) return null;
  return digits.startsWith('00') ? digits.slice(2) : digits.startsWith('0') ? `32${digits.slice(1)}` : digits;
};

/** Somebody on two networks, or two of one name: each gets a code of their own. */
const MOST = 3;

/**
 * Only whoever has an office in a group (a plain member has no console). Empty for nobody, and for more than a few. The
 * people of practice groups count only where no real one is meant.
 */
export function findPeople(db: Database, who: string): readonly Found[] {
  const rows = db
    .prepare<[], Found & { alt: string | null }>(`
      SELECT p.id AS person, p.identity, p.alt, p.name, g.id AS "group", g.channel, g.chat
      FROM memberships m JOIN persons p ON p.id = m.person JOIN groups g ON g.id = m.grp
      WHERE m.left_at IS NULL AND m.role <> 'member' AND p.erased_at IS NULL AND g.active = 1
      GROUP BY p.id ORDER BY p.id`)
    .all();
  const number = telephone(who);
  const name = folded(who);
  const hits = rows.filter((r) =>
    number !== null
      ? [r.identity, r.alt].some((i) => i !== null && i.replace(/[@:].*$/, '').replace(/^\+/, '') === number)
      : name.length >= 3 && (folded(r.name) === name || folded(r.identity) === name),
  );
  const real = hits.filter((h) => h.channel !== 'playground');
  const meant = real.length > 0 ? real : hits;
  return meant.length <= MOST ? meant : [];
}
