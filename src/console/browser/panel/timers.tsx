/** What Garde-fou waits for, with the time left, and the button that lets time pass. */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { api } from '../api.js';
import { useUi } from '../context.js';
import { Icon } from '../icons.js';
import { shortName } from '../state.js';

export function Timers(): JSX.Element {
  const { state, room, attempt } = useUi();
  const { words } = state;
  const [, tick] = useState(0);
  useEffect(() => {
    if (room.timers.length === 0) return;
    const timer = setInterval(() => tick((n) => n + 1), 1000);
    return () => clearInterval(timer);
  }, [room.timers.length === 0]);
  const now = Date.now() + state.skew;
  const waiting = room.timers.filter((timer) => timer.due > now - 5000);
  return (
    <section class="timers" aria-label={words.t('timers.title')}>
      <div class="timers-head">
        <h3>
          <Icon name="clock" /> {words.t('timers.title')}
        </h3>
        <button type="button" class="button small" onClick={() => attempt(api.jump(600))}>
          {words.t('timers.jump')}
        </button>
      </div>
      {waiting.length === 0 ? (
        <p>{words.t('timers.none')}</p>
      ) : (
        <ul>
          {waiting.map((timer) => {
            const person = room.personas.find((p) => p.person === timer.person);
            return (
              <li key={`${timer.timer} ${timer.ref}`}>
                <span>
                  {words.t(`timer.${timer.timer}`, { name: person ? shortName(person.name) : '—' })}
                </span>
                <strong>{words.span(timer.due - now)}</strong>
              </li>
            );
          })}
        </ul>
      )}
      {room.clock.ahead > 0 && (
        <p class="ahead">{words.t('timers.ahead', { span: words.span(room.clock.ahead) })}</p>
      )}
    </section>
  );
}
