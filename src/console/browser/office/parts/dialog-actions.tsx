import type { ComponentChildren, JSX } from 'preact';
import { useDesk } from '../desk.js';

/** Below the question of a dialog: do it, or leave it. */
export function DialogActions({
  busy = false,
  onClose,
  children,
}: {
  busy?: boolean;
  onClose: () => void;
  /** What the button that does it says. */
  children: ComponentChildren;
}): JSX.Element {
  const { words } = useDesk();
  return (
    <div class="item-actions">
      <button type="submit" class="button" disabled={busy}>
        {children}
      </button>
      <button type="button" class="button quiet" onClick={onClose}>
        {words.t('office.cancel')}
      </button>
    </div>
  );
}
