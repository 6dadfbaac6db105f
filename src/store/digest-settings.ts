/** When a coordinator or mandatary wants their digest, and up to where they have had it. */
import type { Database } from 'better-sqlite3';

export interface DigestSettings {
  readonly group: number;
  readonly person: number;
  readonly cadence: 'daily' | 'weekly';
  /** 1 Monday … 7 Sunday; counts for weekly ones. */
  readonly weekday: number;
  /** Minute of the Belgian day, 0 … 1439. */
  readonly minute: number;
  readonly email: string | null;
  /** Where the last one ended and the next begins, ms since 1970. */
  readonly until: number;
}

export function digestSettingsRepository(db: Database) {
  const columns =
    'SELECT grp AS "group", person, cadence, weekday, minute, email, until FROM digest_settings';
  const get = db.prepare<[number, number], DigestSettings>(`${columns} WHERE grp = ? AND person = ?`);
  const of = db.prepare<[number], DigestSettings>(`${columns} WHERE grp = ? ORDER BY person`);
  const put = db.prepare(`INSERT INTO digest_settings (grp, person, cadence, weekday, minute, email, until)
    VALUES (@group, @person, @cadence, @weekday, @minute, @email, @until)
    ON CONFLICT (grp, person) DO UPDATE SET cadence = excluded.cadence, weekday = excluded.weekday,
      minute = excluded.minute, email = excluded.email`);
  const reached = db.prepare('UPDATE digest_settings SET until = ? WHERE grp = ? AND person = ?');
  const remove = db.prepare('DELETE FROM digest_settings WHERE grp = ? AND person = ?');
  return {
    get: (group: number, person: number): DigestSettings | null => get.get(group, person) ?? null,
    of: (group: number): DigestSettings[] => of.all(group),
    /** Keeps where an earlier setting had got to, so that no day is told twice or left out. */
    put: (settings: DigestSettings): void => void put.run(settings),
    reached: (group: number, person: number, until: number): void => void reached.run(until, group, person),
    remove: (group: number, person: number): void => void remove.run(group, person),
  };
}
