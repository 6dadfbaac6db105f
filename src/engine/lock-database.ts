/** Two programs over one database would act twice: the second is turned away. */
import Database from 'better-sqlite3';

/**
 * Takes the lock of a database file, through the operating system, so that it goes with the process however that ends.
 * Throws (code DATABASE_IN_USE) when another process has it.
 */
export function lockDatabase(file: string): { release(): void } {
  if (file === '' || file === ':memory:') return { release: () => {} };
  const db = new Database(`${file.replace(/\.(sqlite|db)$/, '')}.lock.sqlite`, { timeout: 0 });
  try {
    db.pragma('journal_mode = MEMORY');
    db.exec('BEGIN EXCLUSIVE');
  } catch {
    db.close();
    throw Object.assign(
      new Error(`Garde-fou is running on ${file} already. Stop it first, or name another database.`),
      { code: 'DATABASE_IN_USE' },
    );
  }
  return { release: () => void db.close() };
}
