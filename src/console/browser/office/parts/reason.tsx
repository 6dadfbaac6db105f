import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useDesk } from '../desk.js';
import { Dialog } from './dialog.js';
import { DialogActions } from './dialog-actions.js';

/** Asks for a written reason before something is done. */
export function Reason({
  title,
  help,
  action,
  required = false,
  onGiven,
  onClose,
}: {
  title: string;
  help: string;
  action: string;
  required?: boolean;
  onGiven: (reason: string) => void;
  onClose: () => void;
}): JSX.Element {
  const { words } = useDesk();
  const [reason, setReason] = useState('');
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        onSubmit={(e) => {
          e.preventDefault();
          onGiven(reason.trim());
        }}
      >
        <label class="office-field">
          {words.t(required ? 'office.reason' : 'office.reason-optional')}
          <textarea
            rows={3}
            maxLength={500}
            minLength={required ? 3 : 0}
            required={required}
            value={reason}
            onInput={(e) => setReason(e.currentTarget.value)}
          />
          <span class="help">{help}</span>
        </label>
        <DialogActions onClose={onClose}>{action}</DialogActions>
      </form>
    </Dialog>
  );
}
