/** What Telegram's own notices in a group say: who came and went, the title, the move to a supergroup. */
import { z } from 'zod';
import type { ChannelEvent, EventOf } from '../../../domain/event.js';
import { joinedEvent, leftEvent } from './membership.js';
import { scopeOf } from './message.js';
import { type TelegramMessage, userSchema } from './schema.js';
import { personOf } from './sender.js';

const users = z.array(userSchema);

export function serviceEvents(message: TelegramMessage): ChannelEvent[] {
  const scope = scopeOf(message.chat.type);
  if (scope !== 'group') return [];
  const chat = String(message.chat.id);
  const at = message.date * 1000;
  const by = message.from ? personOf(message.from) : undefined;
  const events: ChannelEvent[] = [];
  const came = users.safeParse(message.new_chat_members);
  if (came.success)
    for (const user of came.data) if (!user.is_bot) events.push(joinedEvent(chat, at, personOf(user), by));
  const went = userSchema.safeParse(message.left_chat_member);
  if (went.success && !went.data.is_bot) events.push(leftEvent(chat, at, personOf(went.data), by));
  if (typeof message.new_chat_title === 'string')
    events.push(titleEvent(chat, at, `title:${message.message_id}`, message.new_chat_title));
  if (typeof message.migrate_to_chat_id === 'number')
    events.push(migratedEvent(chat, at, String(message.migrate_to_chat_id)));
  if (typeof message.migrate_from_chat_id === 'number')
    events.push(migratedEvent(String(message.migrate_from_chat_id), at, chat));
  return events;
}

export const titleEvent = (chat: string, at: number, id: string, title: string): EventOf<'group'> => ({
  type: 'group',
  channel: 'telegram',
  chat,
  scope: 'group',
  at,
  id,
  change: { what: 'title', title: title.slice(0, 512) },
});

/** Both chats speak of the move, and so may an error: it is one event. */
export const migratedEvent = (from: string, at: number, to: string): EventOf<'group'> => ({
  type: 'group',
  channel: 'telegram',
  chat: from,
  scope: 'group',
  at,
  id: `migrated:${to}`,
  change: { what: 'migrated', to },
});
