/** Gathers small writes that come within one turn of the event loop into one transaction: one fsync for all. */
import type { Store } from '../store/store.js';

export type Commit = <T>(work: () => T) => Promise<T>;

/** A work that throws fails alone: the others are then done one by one. */
export function groupCommit(store: Store): Commit {
  interface Waiting {
    readonly work: () => unknown;
    readonly resolve: (value: unknown) => void;
    readonly reject: (error: unknown) => void;
  }
  let queue: Waiting[] = [];
  const flush = (): void => {
    const batch = queue;
    queue = [];
    let results: unknown[];
    try {
      results = store.transaction(() => batch.map((w) => w.work()));
    } catch (error) {
      if (batch.length === 1) batch[0]!.reject(error);
      else
        for (const w of batch)
          try {
            w.resolve(store.transaction(w.work));
          } catch (alone) {
            w.reject(alone);
          }
      return;
    }
    for (const [i, w] of batch.entries()) w.resolve(results[i]);
  };
  return <T>(work: () => T) =>
    new Promise<T>((resolve, reject) => {
      if (queue.length === 0) setImmediate(flush);
      queue.push({ work, resolve: resolve as (value: unknown) => void, reject });
    });
}
