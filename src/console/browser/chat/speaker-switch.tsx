/** Who is speaking: one of the five people of the group. Native radios, so that the arrow keys do what they should. */
import type { JSX } from 'preact';
import { Avatar } from '../avatar.js';
import { useUi } from '../context.js';
import { shortName, unread } from '../state.js';

export function SpeakerSwitch(): JSX.Element {
  const { state, room, dispatch } = useUi();
  const { t } = state.words;
  return (
    <fieldset class="speakers">
      <legend>{t('speaker.legend')}</legend>
      <div class="speaker-row">
        {room.personas.map((persona) => {
          const waiting = unread(state, persona.person);
          return (
            <label key={persona.slot} class={`speaker of-${persona.slot} is-${persona.state}`}>
              <input
                type="radio"
                name="speaker"
                value={persona.slot}
                checked={state.speaker === persona.slot}
                onChange={() => dispatch({ type: 'speak', slot: persona.slot })}
              />
              <Avatar name={persona.name} slot={persona.slot} badge={waiting} />
              <span class="speaker-name">{shortName(persona.name)}</span>
              <span class="speaker-role">{t(`role.${persona.role}`)}</span>
              {waiting > 0 && <span class="visually-hidden">{t('thread.unread', { n: waiting })}</span>}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
