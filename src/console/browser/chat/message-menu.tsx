/** What can be done with one message. A native dialog: Escape closes it and the focus stays inside. */
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ChatMessage } from '../../../channels/playground/chat-message.js';
import { api } from '../api.js';
import { useUi } from '../context.js';
import { Icon } from '../icons.js';
import { useRoving } from '../roving.js';
import { personaOf, verdictOn } from '../state.js';

const EMOJI = ['👍', '❤️', '🙏', '✅', '😮'];
const WIDTH = 250;

export interface MessageMenuProps {
  readonly message: ChatMessage;
  readonly from: HTMLElement;
  readonly onClose: () => void;
}

export function MessageMenu({ message, from, onClose }: MessageMenuProps): JSX.Element | null {
  const { state, room, dispatch, attempt } = useUi();
  const { t } = state.words;
  const dialog = useRef<HTMLDialogElement>(null);
  const roving = useRoving();
  const speaker = personaOf(state, state.speaker);
  const own = message.from === speaker?.person && message.kind === 'member';
  const administrator = speaker?.role === 'coordinator' || speaker?.role === 'mandatary';

  useEffect(() => {
    const box = dialog.current;
    if (!box || box.open) return;
    box.showModal();
    const bubble = (from.querySelector('.bubble') ?? from).getBoundingClientRect();
    const left = Math.min(Math.max(8, bubble.right - WIDTH), innerWidth - WIDTH - 8);
    const top = Math.min(bubble.top + 8, innerHeight - box.offsetHeight - 12);
    box.style.left = `${left}px`;
    box.style.top = `${Math.max(8, top)}px`;
  }, []);

  if (!speaker) return null;
  const then = (work: () => void) => () => {
    dialog.current?.close();
    work();
  };
  return (
    <dialog
      ref={dialog}
      class="menu"
      aria-label={t('chat.menu')}
      onClose={onClose}
      onClick={(e) => e.target === dialog.current && dialog.current?.close()}
      onKeyDown={roving}
    >
      <div class="emoji-row">
        {EMOJI.map((emoji) => (
          <button
            key={emoji}
            type="button"
            aria-label={t('menu.react', { emoji })}
            onClick={then(() => attempt(api.react(room.room.id, speaker.person, message.id, emoji)))}
          >
            {emoji}
          </button>
        ))}
      </div>
      <button type="button" onClick={then(() => dispatch({ type: 'reply', to: message.id }))}>
        <Icon name="reply" /> {t('menu.reply')}
      </button>
      {own && (
        <button type="button" onClick={then(() => dispatch({ type: 'edit', message: message.id }))}>
          <Icon name="edit" /> {t('menu.edit')}
        </button>
      )}
      {(own || (administrator && message.thread === 'group')) && (
        <button
          type="button"
          class="danger"
          onClick={then(() => attempt(api.remove(room.room.id, speaker.person, message.id)))}
        >
          <Icon name="bin" /> {t('menu.delete')}
        </button>
      )}
      {verdictOn(room, message.id) && (
        <button
          type="button"
          onClick={then(() => dispatch({ type: 'show', panel: 'insight', focused: message.id }))}
        >
          <Icon name="eye" /> {t('chat.why')}
        </button>
      )}
      <button type="button" onClick={() => dialog.current?.close()}>
        <Icon name="close" /> {t('menu.close')}
      </button>
    </dialog>
  );
}
