/** Proves a file on a thread of its own: years of pages and chained lines take seconds, in which the bot must go on. */
import { Worker } from 'node:worker_threads';
import type { DatabaseProof } from './verify-database.js';

/** As `verifyFile`. Rejects when the thread dies. `make`: for tests. */
export function verifyApart(
  file: string,
  make: (file: string) => Worker = (f) =>
    new Worker(new URL('./verify-worker.js', import.meta.url), { workerData: f }),
): Promise<DatabaseProof> {
  return new Promise((resolve, reject) => {
    const thread = make(file);
    // Nobody waits for it: a stop may come while it is at work.
    thread.unref();
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', () =>
      reject(new Error('The thread that proves the backup ended without an answer.')),
    );
  });
}
