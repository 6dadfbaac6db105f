/**
 * What was decided and can still be taken back: shown as done at once, sent a few seconds later. When the page closes it
 * is sent at once, so that nothing decided is lost.
 */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

export const UNDO_MS = 6000;

export interface Waiting {
  readonly id: number;
  readonly text: string;
}
export interface Decided {
  /** What it is about, e.g. `hold 3 h17`: rooms leave out what `later.settled` says is settled. */
  readonly key: string;
  /** What was done, for the toast. */
  readonly text: string;
  readonly commit: () => Promise<unknown>;
  /** Puts back what the page itself changed, when it is taken back or the server refuses. */
  readonly undo?: () => void;
}
interface Entry extends Decided {
  readonly id: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

export interface Later {
  readonly waiting: readonly Waiting[];
  decide(decided: Decided): void;
  takeBack(id: number): void;
  /** Does at once what waits, and ends when the server has answered: who signs out has decided. */
  sendAll(): Promise<void>;
  /** Nobody is hurried: while somebody points at what can be taken back, time stands still. */
  pause(still: boolean): void;
  /**
   * Decided here, whatever the server's list says until it has caught up: news of something else must not bring a card
   * back that was just settled.
   */
  settled(key: string): boolean;
}

let count = 0;

export function useLater(onFailure: (error: unknown) => void): Later {
  const entries = useRef<Entry[]>([]);
  const done = useRef(new Set<string>());
  const [waiting, setWaiting] = useState<readonly Waiting[]>([]);
  const show = (): void => setWaiting(entries.current.map(({ id, text }) => ({ id, text })));

  const end = (entry: Entry): void => {
    clearTimeout(entry.timer);
    entries.current = entries.current.filter((e) => e !== entry);
  };
  const putBack = (entry: Entry): void => {
    done.current.delete(entry.key);
    entry.undo?.();
    show();
  };
  const send = useCallback(async (entry: Entry): Promise<void> => {
    end(entry);
    show();
    await entry.commit().catch((error: unknown) => {
      putBack(entry);
      onFailure(error);
    });
  }, []);
  const sendAll = useCallback(async (): Promise<void> => {
    await Promise.all(entries.current.map(send));
  }, []);
  useEffect(() => {
    addEventListener('pagehide', sendAll);
    return () => removeEventListener('pagehide', sendAll);
  }, []);

  return {
    waiting,
    decide(decided) {
      const entry: Entry = { ...decided, id: ++count, timer: setTimeout(() => send(entry), UNDO_MS) };
      entries.current = [...entries.current, entry];
      done.current.add(decided.key);
      show();
    },
    takeBack(id) {
      const entry = entries.current.find((e) => e.id === id);
      if (!entry) return;
      end(entry);
      putBack(entry);
    },
    sendAll,
    pause(still) {
      for (const entry of entries.current) {
        clearTimeout(entry.timer);
        entry.timer = still ? undefined : setTimeout(() => send(entry), UNDO_MS);
      }
    },
    settled: (key) => done.current.has(key),
  };
}
