/** What the server answers to a path, asked again whenever there is news of it. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from '../api.js';
import { ask } from './ask.js';
import { onNews } from './live.js';

export interface Resource<T> {
  readonly data: T | null;
  /** Code of what went wrong; `data` then holds the last that was known. */
  readonly error: string | null;
  reload(): void;
  /** Shows a change before the server has confirmed it. */
  change(how: (data: T) => T): void;
}

export function useResource<T>(path: string | null, rooms: readonly string[] = []): Resource<T> {
  const [state, setState] = useState<{ path: string | null; data: T | null; error: string | null }>({
    path,
    data: null,
    error: null,
  });
  const asked = useRef(0);
  const load = useCallback((): void => {
    if (path === null) return;
    const number = ++asked.current;
    ask<T>('GET', path).then(
      (data) => number === asked.current && setState({ path, data, error: null }),
      (error: unknown) =>
        number === asked.current &&
        setState((before) => ({
          path,
          data: before.path === path ? before.data : null,
          error: error instanceof ApiError ? error.code : 'internal',
        })),
    );
  }, [path]);
  useEffect(load, [load]);
  useEffect(
    () => onNews((news) => (news.includes('*') || news.some((n) => rooms.includes(n))) && load()),
    [load, rooms.join(' ')],
  );
  const current = state.path === path;
  return {
    data: current ? state.data : null,
    error: current ? state.error : null,
    reload: load,
    change: (how) => {
      // What is on its way would bring the old state back.
      asked.current++;
      setState((before) => (before.data === null ? before : { ...before, data: how(before.data) }));
    },
  };
}
