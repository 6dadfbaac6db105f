/** Reactions. One event for each that was added; one that is taken back undoes nothing. */
import { z } from 'zod';
import type { EventOf } from '../../../domain/event.js';
import { scopeOf } from './message.js';
import type { reactionSchema } from './schema.js';
import { anonymousOf, personOf } from './sender.js';

const typeSchema = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('emoji'), emoji: z.string().min(1).max(64) }),
  z.looseObject({ type: z.literal('custom_emoji'), custom_emoji_id: z.string().max(50) }),
  z.looseObject({ type: z.literal('paid') }),
]);

const wordsOf = (reactions: readonly unknown[]): string[] =>
  reactions.flatMap((reaction) => {
    const parsed = typeSchema.safeParse(reaction);
    if (!parsed.success) return [];
    if (parsed.data.type === 'emoji') return [parsed.data.emoji];
    return [parsed.data.type === 'paid' ? 'paid' : `custom:${parsed.data.custom_emoji_id}`];
  });

export function reactionEvents(update: z.infer<typeof reactionSchema>): EventOf<'reaction'>[] {
  const scope = scopeOf(update.chat.type);
  const sender = update.user
    ? personOf(update.user)
    : update.actor_chat
      ? anonymousOf(update.actor_chat)
      : null;
  if (!scope || !sender) return [];
  const before = new Set(wordsOf(update.old_reaction));
  return [...new Set(wordsOf(update.new_reaction))]
    .filter((emoji) => !before.has(emoji))
    .map((emoji) => ({
      type: 'reaction',
      channel: 'telegram',
      chat: String(update.chat.id),
      scope,
      at: update.date * 1000,
      message: String(update.message_id),
      sender,
      emoji,
    }));
}
