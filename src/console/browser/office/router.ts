/** Addresses without reloading: links are links (a new tab works), and Back goes back. */
import { useEffect, useState } from 'preact/hooks';

export interface Place {
  /** First part of the path, e.g. `groups`. */
  readonly room: string;
  readonly id: string | null;
  readonly query: URLSearchParams;
}

const listeners = new Set<() => void>();

export function here(): Place {
  const [room = '', id] = location.pathname.split('/').filter(Boolean);
  return { room, id: id ?? null, query: new URLSearchParams(location.search) };
}

let moved = false;

/** True once after a move within the page: then the new room takes the focus, so that a screen reader is told. */
export function justMoved(): boolean {
  const answer = moved;
  moved = false;
  return answer;
}

export function go(path: string, replace = false): void {
  if (path === location.pathname + location.search) return;
  if (replace) history.replaceState(null, '', path);
  else history.pushState(null, '', path);
  moved = !replace;
  for (const listener of listeners) listener();
  if (replace) return;
  scrollTo(0, 0);
  // On a phone it is the room that scrolls, between the head and the foot.
  document.getElementById('room')?.scrollTo(0, 0);
}

addEventListener('popstate', () => {
  for (const listener of listeners) listener();
});

export function usePlace(): Place {
  const [place, setPlace] = useState(here);
  useEffect(() => {
    const follow = (): void => setPlace(here());
    listeners.add(follow);
    return () => {
      listeners.delete(follow);
    };
  }, []);
  return place;
}

/** For an `<a>` of ours: a plain press stays in the page, everything else is the browser's. */
export function follow(event: MouseEvent): void {
  const link = event.currentTarget as HTMLAnchorElement;
  if (
    event.defaultPrevented ||
    event.button !== 0 ||
    event.metaKey ||
    event.ctrlKey ||
    event.shiftKey ||
    event.altKey
  )
    return;
  event.preventDefault();
  go(link.pathname + link.search);
}
