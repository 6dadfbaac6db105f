/** A pressed button. Who may press it is for the engine to say. */
import type { z } from 'zod';
import type { EventOf } from '../../../domain/event.js';
import { scopeOf } from './message.js';
import type { callbackSchema } from './schema.js';
import { personOf } from './sender.js';

/** `at`: Telegram doesn't say when it was pressed. Null: not a button of ours. */
export function pressEvent(query: z.infer<typeof callbackSchema>, at: number): EventOf<'press'> | null {
  const scope = query.message ? scopeOf(query.message.chat.type) : null;
  if (!query.message || !scope || !query.data || query.data.length > 64) return null;
  return {
    type: 'press',
    channel: 'telegram',
    chat: String(query.message.chat.id),
    scope,
    at,
    id: query.id.slice(0, 256),
    sender: personOf(query.from),
    action: query.data,
    message: String(query.message.message_id),
  };
}
