/** One live line for the whole page; rooms ask to be called when there is news of theirs. */
import type { News } from '../../office/wire.js';

type Listener = (rooms: readonly string[]) => void;
const listeners = new Set<Listener>();
const onlineListeners = new Set<(online: boolean) => void>();
let source: EventSource | null = null;
let again: ReturnType<typeof setTimeout> | undefined;

export function onNews(listener: Listener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export function onOnline(listener: (online: boolean) => void): () => void {
  onlineListeners.add(listener);
  return () => {
    onlineListeners.delete(listener);
  };
}

const say = (online: boolean): void => {
  for (const listener of onlineListeners) listener(online);
};
export const tellNews = (rooms: readonly string[]): void => {
  for (const listener of [...listeners]) listener(rooms);
};

export function openLine(): () => void {
  let wasDown = false;
  const open = (): void => {
    source = new EventSource('/api/office/events');
    source.addEventListener('news', (e) => {
      const { rooms } = JSON.parse((e as MessageEvent<string>).data) as News;
      // After a break anything may have changed.
      tellNews(wasDown ? ['*'] : rooms);
      wasDown = false;
      say(true);
    });
    source.addEventListener('error', () => {
      wasDown = true;
      say(false);
      if (source?.readyState !== EventSource.CLOSED) return;
      clearTimeout(again);
      // Refused for good: the next question finds out whether somebody is still signed in.
      again = setTimeout(() => {
        tellNews(['*']);
        open();
      }, 3000);
    });
  };
  open();
  return () => {
    clearTimeout(again);
    source?.close();
    source = null;
  };
}
