/** What was just done, said at the foot of the page, with the button that takes it back. */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../icons.js';
import { useDesk } from './desk.js';

export interface Toast {
  readonly text: string;
  readonly bad: boolean;
  readonly n: number;
  readonly undo?: () => void;
}

const STAYS_MS = 5000;
const STAYS_LONG_MS = 9000;

export function Toasts({ toast, onGone }: { toast: Toast | null; onGone: () => void }): JSX.Element {
  const { words, later } = useDesk();
  const [still, setStill] = useState(false);
  useEffect(() => {
    if (!toast || still) return;
    const timer = setTimeout(onGone, toast.bad || toast.undo ? STAYS_LONG_MS : STAYS_MS);
    return () => clearTimeout(timer);
  }, [toast?.n, still]);
  const last = later.waiting.at(-1);
  const hold = (now: boolean): void => {
    setStill(now);
    later.pause(now);
  };
  // A new one begins its own time, also when what was pointed at is gone.
  useEffect(() => setStill(false), [toast?.n, last?.id]);
  const takeBack = last
    ? () => later.takeBack(last.id)
    : toast?.undo &&
      (() => {
        toast.undo?.();
        onGone();
      });
  const undo =
    takeBack &&
    (() => {
      hold(false);
      takeBack();
      // The button goes away, and the focus with it.
      if (document.activeElement?.closest('.office-toasts'))
        document.querySelector<HTMLElement>('#room h1')?.focus();
    });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (undo === undefined || event.key !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey)
        return;
      // In a field the same keys take back what was typed.
      if (event.target instanceof Element && event.target.closest('input, textarea, select')) return;
      event.preventDefault();
      undo();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [undo]);
  const button = (
    <button
      type="button"
      aria-keyshortcuts="Control+Z"
      onFocus={() => hold(true)}
      onBlur={() => hold(false)}
      onClick={undo}
    >
      <Icon name="undo" /> {words.t('office.undo')}
    </button>
  );
  return (
    <div class="office-toasts" role="status" onMouseEnter={() => hold(true)} onMouseLeave={() => hold(false)}>
      {toast && (
        <p class={`toast${toast.bad ? ' bad' : ''}${toast.undo && !last ? ' undo' : ''}`}>
          <span>{toast.text}</span>
          {toast.undo && !last && button}
        </p>
      )}
      {last && (
        <p class="toast undo">
          <span>{last.text}</span>
          {button}
        </p>
      )}
    </div>
  );
}
