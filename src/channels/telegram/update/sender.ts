/** Who is behind a message, as far as Telegram says. */
import type { Person } from '../../../domain/event.js';
import type { TelegramChat, TelegramMessage, TelegramUser } from './schema.js';

const NAME_MAX = 256;

/** A person as Telegram knows them. The id is the user's number, which never changes. */
export function personOf(user: TelegramUser): Person {
  const name = [user.first_name, user.last_name ?? ''].join(' ').trim();
  return {
    id: String(user.id),
    name: (name || (user.username ?? '')).slice(0, NAME_MAX),
    ...(user.language_code ? { lang: user.language_code.slice(0, 16) } : {}),
  };
}

/** An anonymous administrator (the group itself), a linked channel or a member's channel: nobody that we may know. */
export const anonymousOf = (chat: TelegramChat, signature?: string): Person => ({
  id: String(chat.id),
  name: [chat.title ?? chat.username ?? '', signature ? `(${signature})` : '']
    .join(' ')
    .trim()
    .slice(0, NAME_MAX),
  anonymous: true,
});

/** `from` is a stand-in of Telegram's own whenever `sender_chat` is there. A message of nobody is the chat's own. */
export function senderOf(message: TelegramMessage): Person {
  if (message.sender_chat) return anonymousOf(message.sender_chat, message.author_signature);
  return message.from ? personOf(message.from) : anonymousOf(message.chat);
}
