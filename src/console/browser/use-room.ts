/** Follows one room over server-sent events. The browser reconnects by itself and then gets the whole state. */
import { useEffect } from 'preact/hooks';
import type { Lang } from '../../domain/vocabulary.js';
import type { RoomPatch, RoomState } from '../wire.js';
import { api } from './api.js';
import type { Change } from './state.js';

export function useRoom(room: string, lang: Lang, dispatch: (change: Change) => void): void {
  useEffect(() => {
    let source: EventSource;
    let again: ReturnType<typeof setTimeout> | undefined;
    const open = (): void => {
      source = new EventSource(`/api/rooms/${room}/events`);
      source.addEventListener('state', (e) =>
        dispatch({ type: 'state', state: JSON.parse((e as MessageEvent<string>).data) as RoomState }),
      );
      source.addEventListener('patch', (e) =>
        dispatch({ type: 'patch', patch: JSON.parse((e as MessageEvent<string>).data) as RoomPatch }),
      );
      source.addEventListener('error', () => {
        dispatch({ type: 'online', online: false });
        // Closed for good (the server knows no such room any more): the browser does not try again by itself.
        if (source.readyState === EventSource.CLOSED) again = setTimeout(elsewhere, 1000);
      });
    };
    const elsewhere = (): void => {
      api.boot(lang).then(
        (boot) => (boot.room === room ? open() : dispatch({ type: 'room', id: boot.room })),
        () => {
          again = setTimeout(elsewhere, 2000);
        },
      );
    };
    open();
    return () => {
      clearTimeout(again);
      source.close();
    };
  }, [room]);
}
