/**
 * Keys of one letter that work wherever the focus is, except while somebody writes or answers a question. Who speaks to
 * their computer can turn them off (WCAG 2.1.4): a word said aloud is a row of keys.
 */
import { useEffect } from 'preact/hooks';
import { remember, remembered } from '../remember.js';

export const keysAreOn = (): boolean => remembered('keys') !== 'off';
export const turnKeys = (on: boolean): void => remember('keys', on ? 'on' : 'off');

const STOPS = '#room .item[tabindex], #room .group-card, #room .table th[scope="row"] a';

/** To the next card or name of the room, or the one before; from elsewhere to the first. False: there is none. */
export function moveFocus(step: 1 | -1): boolean {
  const stops = [...document.querySelectorAll<HTMLElement>(STOPS)].filter((s) => s.offsetParent !== null);
  const here = stops.findIndex((s) => s.contains(document.activeElement));
  const next = here < 0 ? stops[0] : stops[here + step];
  next?.focus();
  return next !== undefined;
}

/**
 * For a layout effect of a card: when it goes while the focus is in it, the next one takes the focus, or the one before,
 * or the head of the room; otherwise whoever works by keyboard would begin again at the top.
 */
export function passFocusOn(card: HTMLElement | null): void {
  if (!card?.contains(document.activeElement)) return;
  const stops = [...document.querySelectorAll<HTMLElement>(STOPS)];
  const here = stops.indexOf(card);
  const heir = stops[here + 1] ?? stops[here - 1] ?? document.querySelector<HTMLElement>('#room h1');
  queueMicrotask(() => heir?.focus());
}

const writes = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input, textarea, select, dialog, [contenteditable]') !== null;

/** `/` goes to the room's search, `j` and `k` from card to card. */
export function useRoomKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (!keysAreOn() || writes(event.target)) return;
      const search =
        event.key === '/' ? document.querySelector<HTMLElement>('#room input[type=search]') : null;
      search?.focus();
      if (search !== null || (event.key === 'j' && moveFocus(1)) || (event.key === 'k' && moveFocus(-1)))
        event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
