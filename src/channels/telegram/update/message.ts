/** Messages and their edits. */
import { z } from 'zod';
import type { EventOf } from '../../../domain/event.js';
import { contentOf } from './content.js';
import { type TelegramMessage, userSchema } from './schema.js';
import { senderOf } from './sender.js';

/** Null for a chat that is neither a group nor private (a channel). */
export const scopeOf = (type: string): 'group' | 'private' | null =>
  type === 'private' ? 'private' : type === 'group' || type === 'supergroup' ? 'group' : null;

/**
 * A message as an event; null for notices of Telegram itself, which `service.ts` reads. An edit's revision is made of the
 * second it happened in and of the update's number, so that two edits within a second are two, and one that Telegram
 * sends twice is one.
 */
export function messageEvent(
  message: TelegramMessage,
  edited: boolean,
  update: number,
): EventOf<'message'> | null {
  const scope = scopeOf(message.chat.type);
  if (!scope) return null;
  // Somebody who shares where they are as they walk: each step is an edit, and nothing new is said.
  if (edited && message.location !== undefined && message.venue === undefined) return null;
  const content = contentOf(message);
  if (!content) return null;
  const replyTo = repliedTo(message);
  const forward = forwardOf(message);
  const mentions = mentionsOf(message);
  const changedAt = edited ? (message.edit_date ?? message.date) : 0;
  return {
    type: 'message',
    channel: 'telegram',
    chat: String(message.chat.id),
    scope,
    at: Math.max(message.date, changedAt) * 1000,
    message: String(message.message_id),
    revision: edited ? changedAt * 1000 + (update % 1000) : 0,
    sender: senderOf(message),
    text: content.text,
    media: [...content.media],
    ...(content.other === undefined ? {} : { other: content.other }),
    ...(message.media_group_id ? { album: message.media_group_id.slice(0, 128) } : {}),
    ...(replyTo ? { replyTo } : {}),
    ...(forward ? { forward } : {}),
    ...(mentions.length > 0 ? { mentions } : {}),
    ...(message.is_topic_message && message.message_thread_id !== undefined
      ? { topic: String(message.message_thread_id) }
      : {}),
  };
}

/** A message whose form can't be read at all still waits for a person, with whatever words it has. */
export function unreadableMessage(raw: unknown, edited: boolean, update: number): EventOf<'message'> | null {
  const least = z
    .looseObject({
      message_id: z.number().int(),
      date: z.number().int().nonnegative().catch(0),
      chat: z.looseObject({ id: z.number().int(), type: z.string().catch('supergroup') }),
      from: userSchema.optional().catch(undefined),
    })
    .safeParse(raw);
  if (!least.success) return null;
  const { message_id, date, chat, from, text } = least.data;
  const scope = scopeOf(chat.type);
  if (!scope) return null;
  return {
    type: 'message',
    channel: 'telegram',
    chat: String(chat.id),
    scope,
    at: date * 1000,
    message: String(message_id),
    revision: edited ? Math.max(1, update) : 0,
    sender: from
      ? { id: String(from.id), name: from.first_name.slice(0, 256) }
      : { id: String(chat.id), name: '', anonymous: true },
    text: typeof text === 'string' ? text.slice(0, 200_000) : '',
    media: [],
    other: 'unknown:unreadable',
  };
}

type Reply = NonNullable<EventOf<'message'>['replyTo']>;

const repliedSchema = z.looseObject({
  message_id: z.number().int(),
  text: z.string().optional().catch(undefined),
  caption: z.string().optional().catch(undefined),
  from: userSchema.optional().catch(undefined),
  sender_chat: z.looseObject({ id: z.number().int() }).optional().catch(undefined),
  forum_topic_created: z.unknown().optional(),
});

function repliedTo(message: TelegramMessage): Reply | null {
  const quote = z.looseObject({ text: z.string() }).safeParse(message.quote);
  const reply = repliedSchema.safeParse(message.reply_to_message);
  if (!reply.success) {
    // An answer to a message of another chat: its words are quoted here, the message itself is not.
    const elsewhere = z.looseObject({}).safeParse(message.external_reply);
    return elsewhere.success && quote.success ? { message: 'elsewhere', text: quote.data.text } : null;
  }
  // In a topic every message “answers” the one that opened it.
  if (reply.data.forum_topic_created !== undefined) return null;
  const { message_id, from, sender_chat } = reply.data;
  const sender = sender_chat?.id ?? from?.id;
  const text = quote.success ? quote.data.text : (reply.data.text ?? reply.data.caption);
  return {
    message: String(message_id),
    ...(sender === undefined ? {} : { sender: String(sender) }),
    ...(text === undefined ? {} : { text }),
  };
}

const originSchema = z.looseObject({
  type: z.string(),
  sender_user: userSchema.optional().catch(undefined),
  sender_user_name: z.string().optional().catch(undefined),
  sender_chat: z.looseObject({ title: z.string().optional() }).optional().catch(undefined),
  chat: z.looseObject({ title: z.string().optional() }).optional().catch(undefined),
});

/** Telegram doesn't say how often something was forwarded, only that it was. */
function forwardOf(message: TelegramMessage): EventOf<'message'>['forward'] | null {
  const origin = originSchema.safeParse(message.forward_origin);
  if (!origin.success) return message.forward_date === undefined ? null : { times: 1 };
  const { sender_user, sender_user_name, sender_chat, chat } = origin.data;
  const name = chat?.title ?? sender_chat?.title ?? sender_user_name ?? sender_user?.first_name;
  return { times: 1, ...(name ? { origin: name.slice(0, 256) } : {}) };
}

const entitySchema = z.looseObject({
  type: z.string(),
  offset: z.number().int().nonnegative(),
  length: z.number().int().nonnegative(),
  user: userSchema.optional().catch(undefined),
});

/** Persons by their number, and `@names` as they were written. */
function mentionsOf(message: TelegramMessage): string[] {
  const text = typeof message.text === 'string' ? message.text : message.caption;
  const entities = message.entities ?? message.caption_entities;
  if (typeof text !== 'string' || !Array.isArray(entities)) return [];
  const found = entities.flatMap((entity) => {
    const e = entitySchema.safeParse(entity);
    if (!e.success) return [];
    if (e.data.type === 'text_mention' && e.data.user) return [String(e.data.user.id)];
    return e.data.type === 'mention' ? [text.slice(e.data.offset, e.data.offset + e.data.length)] : [];
  });
  return [...new Set(found)].filter((m) => m !== '' && m.length <= 128).slice(0, 256);
}
