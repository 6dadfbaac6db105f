/**
 * The parts of Telegram's updates that Garde-fou relies on. Tolerant on purpose: fields that are not named here pass
 * through, since Telegram adds new ones every few weeks, and none of them may make a message invisible.
 */
import { z } from 'zod';

export const userSchema = z.looseObject({
  id: z.number().int(),
  is_bot: z.boolean().catch(false),
  first_name: z.string().catch(''),
  last_name: z.string().optional().catch(undefined),
  username: z.string().optional().catch(undefined),
  language_code: z.string().optional().catch(undefined),
});
export type TelegramUser = z.infer<typeof userSchema>;

export const chatSchema = z.looseObject({
  id: z.number().int(),
  type: z.string(),
  title: z.string().optional().catch(undefined),
  username: z.string().optional().catch(undefined),
});
export type TelegramChat = z.infer<typeof chatSchema>;

/** What every message has, whatever it carries; the rest stays as it came. */
export const messageSchema = z.looseObject({
  message_id: z.number().int(),
  /** 0 for a message that the bot can no longer reach. */
  date: z.number().int().nonnegative(),
  chat: chatSchema,
  from: userSchema.optional().catch(undefined),
  sender_chat: chatSchema.optional().catch(undefined),
  author_signature: z.string().optional().catch(undefined),
  edit_date: z.number().int().nonnegative().optional().catch(undefined),
  media_group_id: z.string().optional().catch(undefined),
  message_thread_id: z.number().int().optional().catch(undefined),
  is_topic_message: z.boolean().optional().catch(undefined),
});
export type TelegramMessage = z.infer<typeof messageSchema>;

export const reactionSchema = z.looseObject({
  chat: chatSchema,
  message_id: z.number().int(),
  user: userSchema.optional().catch(undefined),
  actor_chat: chatSchema.optional().catch(undefined),
  date: z.number().int().nonnegative(),
  old_reaction: z.array(z.unknown()).catch([]),
  new_reaction: z.array(z.unknown()).catch([]),
});

export const callbackSchema = z.looseObject({
  id: z.string().min(1),
  from: userSchema,
  message: messageSchema.optional().catch(undefined),
  data: z.string().optional().catch(undefined),
});

export const memberSchema = z.looseObject({
  status: z.string(),
  user: userSchema,
  is_member: z.boolean().optional().catch(undefined),
});
export type TelegramMember = z.infer<typeof memberSchema>;

export const memberUpdateSchema = z.looseObject({
  chat: chatSchema,
  from: userSchema,
  date: z.number().int().nonnegative(),
  old_chat_member: memberSchema,
  new_chat_member: memberSchema,
});

export const joinRequestSchema = z.looseObject({
  chat: chatSchema,
  from: userSchema,
  user_chat_id: z.number().int().optional().catch(undefined),
  date: z.number().int().nonnegative(),
});

/** An update: its number, and one of the kinds in `ALLOWED_UPDATES`. */
export const updateSchema = z.looseObject({ update_id: z.number().int() });
export type TelegramUpdate = z.infer<typeof updateSchema>;

/**
 * What the bot asks Telegram to be told. `chat_member`, `chat_join_request` and `message_reaction` come only when they are
 * named; posts of channels are no group's and are left out.
 */
export const ALLOWED_UPDATES = [
  'message',
  'edited_message',
  'callback_query',
  'message_reaction',
  'chat_member',
  'my_chat_member',
  'chat_join_request',
] as const;
