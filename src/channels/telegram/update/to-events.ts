/** One update of Telegram as the events that follow from it. Pure: the same update always gives the same events. */
import type { ChannelEvent } from '../../../domain/event.js';
import { botPlaceEvents } from './bot-place.js';
import { joinRequestEvent, memberEvents } from './membership.js';
import { messageEvent, scopeOf, unreadableMessage } from './message.js';
import { pressEvent } from './press.js';
import { reactionEvents } from './reaction.js';
import {
  callbackSchema,
  joinRequestSchema,
  memberUpdateSchema,
  messageSchema,
  reactionSchema,
  type TelegramUpdate,
} from './schema.js';
import { serviceEvents } from './service.js';

export interface Translated {
  readonly events: readonly ChannelEvent[];
  /** Why there is nothing, when something should have been there: for the operator's log, without anybody's words. */
  readonly problem?: string;
}

/** `now`: ms since 1970, for the updates that carry no time. */
export function toEvents(update: TelegramUpdate, now: number): Translated {
  for (const [kind, read] of Object.entries(READERS))
    if (update[kind] !== undefined)
      try {
        return read(update[kind], update.update_id, now);
      } catch {
        // A fault of this program must not let a message through unseen, nor stop all that come behind it.
        const edited = kind === 'edited_message';
        const event =
          edited || kind === 'message' ? unreadableMessage(update[kind], edited, update.update_id) : null;
        return event ? { events: [event] } : unreadable(kind);
      }
  const kind = Object.keys(update).find((k) => k !== 'update_id') ?? 'nothing';
  return { events: [], problem: `an update of a kind that was not asked for: ${kind.slice(0, 60)}` };
}

type Reader = (raw: unknown, update: number, now: number) => Translated;

const READERS: Readonly<Record<string, Reader>> = {
  message: (raw, update) => message(raw, false, update),
  edited_message: (raw, update) => message(raw, true, update),
  callback_query(raw, _update, now) {
    const query = callbackSchema.safeParse(raw);
    if (!query.success) return unreadable('callback_query');
    const event = pressEvent(query.data, now);
    return event ? { events: [event] } : { events: [], problem: 'a pressed button that is none of ours' };
  },
  message_reaction(raw) {
    const reaction = reactionSchema.safeParse(raw);
    return reaction.success ? { events: reactionEvents(reaction.data) } : unreadable('message_reaction');
  },
  chat_member(raw) {
    const change = memberUpdateSchema.safeParse(raw);
    if (!change.success) return unreadable('chat_member');
    return { events: scopeOf(change.data.chat.type) === 'group' ? memberEvents(change.data) : [] };
  },
  my_chat_member(raw, update) {
    const change = memberUpdateSchema.safeParse(raw);
    return change.success ? { events: botPlaceEvents(change.data, update) } : unreadable('my_chat_member');
  },
  chat_join_request(raw) {
    const request = joinRequestSchema.safeParse(raw);
    return request.success ? { events: [joinRequestEvent(request.data)] } : unreadable('chat_join_request');
  },
};

function message(raw: unknown, edited: boolean, update: number): Translated {
  const parsed = messageSchema.safeParse(raw);
  if (!parsed.success) {
    const event = unreadableMessage(raw, edited, update);
    return event ? { events: [event] } : unreadable('message');
  }
  const event = messageEvent(parsed.data, edited, update);
  const service = edited ? [] : serviceEvents(parsed.data);
  return { events: event ? [...service, event] : service };
}

const unreadable = (kind: string): Translated => ({
  events: [],
  problem: `a ${kind} whose form could not be read`,
});
