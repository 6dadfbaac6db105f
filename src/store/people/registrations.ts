/** The charter's data of each group, and the changes that the SPF Intérieur has not been told yet. */
import type { Database } from 'better-sqlite3';
import {
  type Charter,
  changesToNotify,
  charterSchema,
  emptyCharter,
  type NotifiedChange,
} from '../../domain/registration/index.js';

export interface OpenChange {
  readonly id: number;
  readonly item: NotifiedChange;
  readonly at: number;
}

export function registrationRepository(db: Database) {
  const get = db.prepare<[number], string>('SELECT charter FROM registrations WHERE grp = ?').pluck();
  const put = db.prepare(`INSERT INTO registrations (grp, charter, at, by) VALUES (?, ?, ?, ?)
    ON CONFLICT (grp) DO UPDATE SET charter = excluded.charter, at = excluded.at, by = excluded.by`);
  const addChange = db.prepare('INSERT INTO registration_changes (grp, item, at, by) VALUES (?, ?, ?, ?)');
  const open = db.prepare<[number], OpenChange>(
    'SELECT id, item, at FROM registration_changes WHERE grp = ? AND notified_at IS NULL ORDER BY id',
  );
  const told = db.prepare(
    'UPDATE registration_changes SET notified_at = ? WHERE grp = ? AND notified_at IS NULL AND id <= ?',
  );
  const approve = db.prepare(
    'UPDATE groups SET approval_reference = ?, approval_by = ?, approval_date = ? WHERE id = ?',
  );
  const recognise = db.prepare(
    'UPDATE groups SET recognition_reference = ?, recognition_date = ? WHERE id = ?',
  );
  const charterOf = (group: number): Charter => {
    const text = get.get(group);
    return text === undefined ? emptyCharter() : charterSchema.parse(JSON.parse(text));
  };
  return {
    /** An empty charter where none was entered. */
    charter: charterOf,
    /** Enters a charter; answers the changes that must be told to the SPF Intérieur at once. */
    save(group: number, charter: Charter, by: number | null, at: number): readonly NotifiedChange[] {
      const changes = changesToNotify(charterOf(group), charter);
      put.run(group, JSON.stringify(charterSchema.parse(charter)), at, by);
      const waiting = new Set(open.all(group).map((c) => c.item));
      for (const item of changes) if (!waiting.has(item)) addChange.run(group, item, at, by);
      return changes;
    },
    /** Changes nobody told the SPF Intérieur yet, oldest first. */
    openChanges: (group: number): OpenChange[] => open.all(group),
    /** They were told, up to the one of that number. */
    notified: (group: number, upTo: number, at: number): void => void told.run(at, group, upTo),
    /** Enters or (null) takes away the recognition by SPF Intérieur (Annex 4 §1). The caller forgets cached groups. */
    setRecognition: (group: number, r: { readonly reference: string; readonly date: string } | null): void =>
      void recognise.run(r?.reference ?? null, r?.date ?? null, group),
    /** Enters or (null) takes away the police's approval (Annex 4 §2). The caller forgets cached groups. */
    setApproval: (
      group: number,
      a: { readonly reference: string; readonly by: string; readonly date: string } | null,
    ): void => void approve.run(a?.reference ?? null, a?.by ?? null, a?.date ?? null, group),
  };
}
