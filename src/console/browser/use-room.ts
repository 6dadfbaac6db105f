/** Follows one room over server-sent events. The browser reconnects by itself and then gets the whole state. */
import { useEffect } from 'preact/hooks';
import type { RoomPatch, RoomState } from '../wire.js';
import type { Change } from './state.js';

export function useRoom(room: string, dispatch: (change: Change) => void): void {
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
        // Closed for good (the server answered with an error): the browser does not try again by itself.
        if (source.readyState === EventSource.CLOSED) again = setTimeout(open, 2000);
      });
    };
    open();
    return () => {
      clearTimeout(again);
      source.close();
    };
  }, [room]);
}
