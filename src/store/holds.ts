/** Messages taken out of the group until a condition is met. The text goes when the hold is closed. */
import type { Database } from 'better-sqlite3';
import type { Hold } from '../domain/hold.js';

export function holdRepository(db: Database) {
  const put = db.prepare(`INSERT INTO holds (id, grp, member, rule, condition, body, opened_at)
    VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET condition = excluded.condition, body = excluded.body WHERE closed_at IS NULL`);
  const close = db.prepare(
    'UPDATE holds SET body = NULL, closed_at = ?, outcome = ? WHERE id = ? AND closed_at IS NULL',
  );
  const open = db
    .prepare<[number], string>(
      'SELECT body FROM holds WHERE grp = ? AND closed_at IS NULL ORDER BY opened_at, id',
    )
    .pluck();
  const openOfMember = db
    .prepare<[string, number], string>(
      'SELECT body FROM holds WHERE member = ? AND grp = ? AND closed_at IS NULL ORDER BY opened_at, id',
    )
    .pluck();
  const openById = db
    .prepare<[string, number], string>(
      'SELECT body FROM holds WHERE id = ? AND grp = ? AND closed_at IS NULL',
    )
    .pluck();
  const groupOf = db.prepare<[string], number>('SELECT grp FROM holds WHERE id = ?').pluck();
  const waitingGroup = db
    .prepare<[string, string], number>(`
      SELECT h.grp FROM holds h JOIN groups g ON g.id = h.grp
      WHERE h.member = ? AND g.channel = ? AND h.condition = 'police-informed' AND h.closed_at IS NULL
      ORDER BY h.opened_at DESC LIMIT 1`)
    .pluck();
  const about = db.prepare<[string], { member: string; rule: string; opened_at: number }>(
    'SELECT member, rule, opened_at FROM holds WHERE id = ?',
  );
  return {
    put: (group: number, h: Hold): void =>
      void put.run(h.id, group, h.member, h.rule, h.condition, JSON.stringify(h), h.createdAt),
    close: (id: string, outcome: string, at: number): void => void close.run(at, outcome, id),
    open: (group: number): Hold[] => open.all(group).map((body) => JSON.parse(body) as Hold),
    openOfMember: (group: number, member: string): Hold[] =>
      openOfMember.all(member, group).map((body) => JSON.parse(body) as Hold),
    openById: (group: number, id: string): Hold[] =>
      openById.all(id, group).map((body) => JSON.parse(body) as Hold),
    groupOf: (id: string): number | null => groupOf.get(id) ?? null,
    /** Group in which this member's newest report waits for “police informed”: for answers given privately. */
    waitingGroup: (channel: string, member: string): number | null =>
      waitingGroup.get(member, channel) ?? null,
    about: (id: string) => about.get(id) ?? null,
  };
}
