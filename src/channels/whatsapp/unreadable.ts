/**
 * Messages that could not be decrypted. The sender's phone is asked to send them again, which nearly always helps within
 * seconds. What stays unreadable is told to the engine after a while: nobody may hide something by breaking it.
 */
export interface Unreadable {
  /** A message that can't be read came in: `tell` is called unless it is read in time. */
  wait(ref: string, tell: () => void): void;
  wasTold(ref: string): boolean;
  /** It was read after all, and is safe. */
  read(ref: string): void;
  stop(): void;
}

const PATIENCE_MS = 90_000;
const MOST = 2_000;

/** `schedule` calls back after so many ms and answers how to prevent it. */
export function unreadable(schedule: (ms: number, work: () => void) => () => void): Unreadable {
  const waiting = new Map<string, () => void>();
  const told = new Set<string>();
  return {
    wait(ref, tell) {
      if (waiting.has(ref) || told.has(ref)) return;
      waiting.set(
        ref,
        schedule(PATIENCE_MS, () => {
          waiting.delete(ref);
          told.add(ref);
          const oldest = told.size > MOST ? told.values().next().value : undefined;
          if (oldest !== undefined) told.delete(oldest);
          tell();
        }),
      );
    },
    wasTold: (ref) => told.has(ref),
    read(ref) {
      waiting.get(ref)?.();
      waiting.delete(ref);
      told.delete(ref);
    },
    stop() {
      for (const cancel of waiting.values()) cancel();
      waiting.clear();
    },
  };
}
