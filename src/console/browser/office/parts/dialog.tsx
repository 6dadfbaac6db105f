import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** A question over the page. Escape and a press beside it close it; the focus goes back to where it was. */
export function Dialog({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
}): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    dialog.current?.showModal();
    // Taken out of the page while it is open, a dialog gives nothing back by itself.
    return () =>
      queueMicrotask(() => {
        // Unless somebody else took it meanwhile: a room that was chosen in the dialog.
        if (document.activeElement === document.body && before?.isConnected)
          before.focus({ preventScroll: true });
      });
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the press is one on the backdrop; by keyboard, Escape closes a dialog.
    <dialog
      ref={dialog}
      class="sheet"
      aria-label={title}
      onClose={onClose}
      onClick={(e) => {
        if (e.target === dialog.current) dialog.current?.close();
      }}
    >
      <div class="sheet-body">
        <h2>{title}</h2>
        {children}
      </div>
    </dialog>
  );
}
