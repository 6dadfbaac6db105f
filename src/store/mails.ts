/** E-mails that wait for the mail server. The address goes as soon as one is done with. */
import type { Database } from 'better-sqlite3';
import type { Lang } from '../domain/vocabulary.js';

export interface MailRow {
  readonly id: number;
  readonly key: string;
  readonly group: number;
  readonly person: number;
  readonly address: string;
  readonly ref: string;
  readonly lang: Lang;
  readonly attempts: number;
  readonly created_at: number;
}

export function mailRepository(db: Database) {
  const add = db.prepare(`INSERT INTO mails (key, grp, person, address, ref, lang, due, status, created_at)
    VALUES (@key, @group, @person, @address, @ref, @lang, @due, 'waiting', @due) ON CONFLICT (key) DO NOTHING`);
  const due = db.prepare<[number, number], MailRow>(`
    SELECT id, key, grp AS "group", person, address, ref, lang, attempts, created_at FROM mails
    WHERE status = 'waiting' AND due <= ? ORDER BY due, id LIMIT ?`);
  const nextDue = db
    .prepare<[], number | null>("SELECT min(due) FROM mails WHERE status = 'waiting'")
    .pluck();
  const end = db.prepare(
    "UPDATE mails SET status = ?, reason = ?, address = NULL, attempts = attempts + 1, ended_at = ? WHERE id = ? AND status = 'waiting'",
  );
  const putOff = db.prepare(
    "UPDATE mails SET due = ?, reason = ?, attempts = attempts + 1 WHERE id = ? AND status = 'waiting'",
  );
  const forget = db.prepare('DELETE FROM mails WHERE ended_at < ?');
  return {
    /** Once a key: the same again is the same. */
    add: (
      mail: Pick<MailRow, 'key' | 'group' | 'person' | 'address' | 'ref' | 'lang'> & { readonly due: number },
    ): void => void add.run(mail),
    due: (now: number, limit = 20): MailRow[] => due.all(now, limit),
    nextDue: (): number | null => nextDue.get() ?? null,
    end: (id: number, status: 'done' | 'impossible', reason: string | null, at: number): void =>
      void end.run(status, reason, at, id),
    /** Keys of long ago, which nobody will ask for again. */
    forget: (before: number): number => forget.run(before).changes,
    putOff: (id: number, until: number, reason: string): void => void putOff.run(until, reason, id),
  };
}
