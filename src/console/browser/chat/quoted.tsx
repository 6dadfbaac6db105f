import type { JSX } from 'preact';
import type { ChatMessage } from '../../../channels/playground/chat-message.js';
import { useUi } from '../context.js';

/** The message that another one answers, in short. */
export function Quoted({ message }: { message: ChatMessage }): JSX.Element {
  const { state, room } = useUi();
  const { t } = state.words;
  const author = room.personas.find((p) => p.person === message.from);
  return (
    <blockquote class={`quoted of-${author?.slot ?? 'bot'}`}>
      <strong>{author?.name ?? t('bot.name')}</strong>
      <span>{message.deleted ? t(`chat.deleted-${message.deleted}`) : message.text}</span>
    </blockquote>
  );
}
