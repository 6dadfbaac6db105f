/** When the police gave or withdrew the habilitation to send without prior authorisation (art. 8 d). */
import type { Database } from 'better-sqlite3';

export interface HabilitationRow {
  readonly given: boolean;
  readonly by: number;
  readonly byName: string;
  readonly reason: string;
  readonly at: number;
}

export function habilitationRepository(db: Database) {
  const add = db.prepare('INSERT INTO habilitations (grp, given, by, reason, at) VALUES (?, ?, ?, ?, ?)');
  const of = db.prepare<[number], Omit<HabilitationRow, 'given'> & { given: number }>(`
    SELECT h.given, h.by, p.name AS byName, h.reason, h.at FROM habilitations h JOIN persons p ON p.id = h.by
    WHERE h.grp = ? ORDER BY h.id DESC`);
  return {
    add: (group: number, given: boolean, by: number, reason: string, at: number): void =>
      void add.run(group, given ? 1 : 0, by, reason, at),
    /** Newest first. */
    of: (group: number): HabilitationRow[] => of.all(group).map((h) => ({ ...h, given: h.given === 1 })),
  };
}
