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
interface Entry extends Waiting {
  readonly commit: () => Promise<unknown>;
  readonly undo: () => void;
  timer: ReturnType<typeof setTimeout>;
}

export interface Later {
  readonly waiting: readonly Waiting[];
  /** `text`: what was done, for the toast. `undo` puts the page back, also when the server refuses. */
  decide(text: string, commit: () => Promise<unknown>, undo: () => void): void;
  takeBack(id: number): void;
}

let count = 0;

export function useLater(onFailure: (error: unknown) => void): Later {
  const entries = useRef<Entry[]>([]);
  const [waiting, setWaiting] = useState<readonly Waiting[]>([]);
  const show = (): void => setWaiting(entries.current.map(({ id, text }) => ({ id, text })));

  const send = useCallback((entry: Entry): void => {
    clearTimeout(entry.timer);
    entries.current = entries.current.filter((e) => e !== entry);
    show();
    entry.commit().catch((error: unknown) => {
      entry.undo();
      onFailure(error);
    });
  }, []);
  useEffect(() => {
    const all = (): void => {
      for (const entry of [...entries.current]) send(entry);
    };
    addEventListener('pagehide', all);
    return () => removeEventListener('pagehide', all);
  }, []);

  return {
    waiting,
    decide(text, commit, undo) {
      const entry: Entry = { id: ++count, text, commit, undo, timer: setTimeout(() => send(entry), UNDO_MS) };
      entries.current = [...entries.current, entry];
      show();
    },
    takeBack(id) {
      const entry = entries.current.find((e) => e.id === id);
      if (!entry) return;
      clearTimeout(entry.timer);
      entries.current = entries.current.filter((e) => e !== entry);
      show();
      entry.undo();
    },
  };
}
