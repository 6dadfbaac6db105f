/** The group, or the private chat that the speaker has with Garde-fou. */
import type { JSX } from 'preact';
import { useUi } from '../context.js';
import { Icon } from '../icons.js';
import { useRoving } from '../roving.js';
import { personaOf, shortName, type Thread, unread } from '../state.js';

export function ThreadTabs(): JSX.Element {
  const { state, dispatch } = useUi();
  const { t } = state.words;
  const roving = useRoving();
  const persona = personaOf(state, state.speaker);
  const waiting = persona ? unread(state, persona.person) : 0;
  const tab = (thread: Thread, label: string, icon: 'people' | 'lock'): JSX.Element => (
    <button
      type="button"
      role="tab"
      id={`tab-${thread}`}
      aria-selected={state.thread === thread}
      aria-controls="messages"
      tabIndex={state.thread === thread ? 0 : -1}
      class="thread-tab"
      onClick={() => dispatch({ type: 'thread', thread })}
      onFocus={() => state.thread !== thread && dispatch({ type: 'thread', thread })}
    >
      <Icon name={icon} />
      <span>{label}</span>
      {thread === 'bot' && waiting > 0 && (
        <span class="badge">
          {waiting}
          <span class="visually-hidden"> {t('thread.unread', { n: waiting })}</span>
        </span>
      )}
    </button>
  );
  return (
    <div class="thread-tabs" role="tablist" aria-label={t('thread.label')} onKeyDown={roving}>
      {tab('group', t('thread.group'), 'people')}
      {tab('bot', t('thread.private', { name: shortName(persona?.name ?? '') }), 'lock')}
    </div>
  );
}
