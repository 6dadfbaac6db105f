/** Commands that asked back, and commands that can be taken back. Both are forgotten after a while. */
import type { Database } from 'better-sqlite3';

export type Need = 'group' | 'who' | 'which' | 'confirm';

export interface CommandWait {
  readonly id: string;
  readonly person: number;
  readonly need: Need;
  /** JSON as the commands wrote it. */
  readonly body: string;
  readonly at: number;
}
export interface CommandUndo {
  readonly person: number;
  readonly group: number;
  readonly body: string;
  readonly at: number;
}

/** Longer than anybody thinks about a button, shorter than circumstances stay the same. */
const KEPT_MS = 15 * 60_000;
const UNDO_MS = 24 * 3_600_000;

export function commandWaitRepository(db: Database) {
  const put = db.prepare(
    'INSERT INTO command_waits (id, channel, person, need, body, at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const columns = 'SELECT id, person, need, body, at FROM command_waits';
  const get = db.prepare<[string, number, number], CommandWait>(
    `${columns} WHERE id = ? AND person = ? AND at > ?`,
  );
  const newest = db.prepare<[number, number], CommandWait>(
    `${columns} WHERE person = ? AND at > ? ORDER BY at DESC, id DESC LIMIT 1`,
  );
  const drop = db.prepare('DELETE FROM command_waits WHERE id = ?');
  const purge = db.prepare('DELETE FROM command_waits WHERE at <= ?');
  const putUndo = db.prepare('INSERT INTO command_undos (id, person, grp, body, at) VALUES (?, ?, ?, ?, ?)');
  const getUndo = db.prepare<[string, number, number], CommandUndo>(
    'SELECT person, grp AS "group", body, at FROM command_undos WHERE id = ? AND person = ? AND used_at IS NULL AND at > ?',
  );
  const useUndo = db.prepare('UPDATE command_undos SET used_at = ? WHERE id = ?');
  const purgeUndo = db.prepare('DELETE FROM command_undos WHERE at <= ?');
  return {
    put(channel: string, wait: CommandWait): void {
      purge.run(wait.at - KEPT_MS);
      put.run(wait.id, channel, wait.person, wait.need, wait.body, wait.at);
    },
    /** Null when it is somebody else's, was answered, or is too old. */
    get: (id: string, person: number, now: number): CommandWait | null =>
      get.get(id, person, now - KEPT_MS) ?? null,
    newest: (person: number, now: number): CommandWait | null => newest.get(person, now - KEPT_MS) ?? null,
    /** Forgets what nobody answers any more. */
    purge(now: number): void {
      purge.run(now - KEPT_MS);
      purgeUndo.run(now - UNDO_MS);
    },
    drop: (id: string): void => void drop.run(id),
    putUndo(id: string, undo: CommandUndo): void {
      purgeUndo.run(undo.at - UNDO_MS);
      putUndo.run(id, undo.person, undo.group, undo.body, undo.at);
    },
    undo: (id: string, person: number, now: number): CommandUndo | null =>
      getUndo.get(id, person, now - UNDO_MS) ?? null,
    useUndo: (id: string, at: number): void => void useUndo.run(at, id),
  };
}
