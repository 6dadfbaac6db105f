import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { useUi } from './context.js';

/** One short message over the page, e.g. the answer to a pressed button. Goes away by itself. */
export function Toast(): JSX.Element {
  const { state, dispatch } = useUi();
  const { toast, words } = state;
  useEffect(() => {
    if (!toast) return;
    const timer = setTimeout(() => dispatch({ type: 'toast-gone', n: toast.n }), toast.bad ? 8000 : 5000);
    return () => clearTimeout(timer);
  }, [toast?.n]);
  return (
    <div class="toasts" role="status">
      {toast && <p class={toast.bad ? 'toast bad' : 'toast'}>{words.maybe(toast.text) ?? toast.text}</p>}
    </div>
  );
}
