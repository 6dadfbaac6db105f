/** Asks since when the police know of a report, before it is published (Annex 4 §5). */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../../icons.js';
import { useDesk } from '../desk.js';
import { Dialog } from './dialog.js';
import { DialogActions } from './dialog-actions.js';

const DAY_MINUTES = 24 * 60;
const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

/** The last moment at which clocks in Belgium showed `time`, where they show `nowTime` at `now`. ms since 1970. */
export const lastTime = (time: string, nowTime: string, now: number): number => {
  const ago = (minutesOf(nowTime) - minutesOf(time) + DAY_MINUTES) % DAY_MINUTES;
  return ago === 0 ? now : Math.floor(now / 60_000) * 60_000 - ago * 60_000;
};

export function WhenInformed({
  name,
  onGiven,
  onClose,
}: {
  name: string;
  /** ms since 1970 */
  onGiven: (at: number) => void;
  onClose: () => void;
}): JSX.Element {
  const { words, now } = useDesk();
  const { t } = words;
  const [time, setTime] = useState(() => words.time(now()));
  return (
    <Dialog title={t('when.title')} onClose={onClose}>
      <form
        onSubmit={(e) => {
          e.preventDefault();
          onGiven(lastTime(time, words.time(now()), now()));
        }}
      >
        <label class="office-field">
          {t('when.at')}
          <input
            type="time"
            name="informed"
            required
            value={time}
            onInput={(e) => setTime(e.currentTarget.value)}
          />
          <span class="help">{t('when.help', { name })}</span>
        </label>
        <DialogActions onClose={onClose}>
          <Icon name="check" />
          {t('today.release')}
        </DialogActions>
      </form>
    </Dialog>
  );
}
