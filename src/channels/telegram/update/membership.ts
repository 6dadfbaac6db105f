/** Who comes into a group and leaves it, and who asks to be let in. */
import type { z } from 'zod';
import type { EventOf, Person } from '../../../domain/event.js';
import type { joinRequestSchema, memberUpdateSchema, TelegramMember } from './schema.js';
import { personOf } from './sender.js';

type Membership = EventOf<'joined' | 'left' | 'join-request'>;

const membership = (
  type: 'joined' | 'left' | 'join-request',
  chat: string,
  at: number,
  person: Person,
  by?: Person,
): Membership => ({
  type,
  channel: 'telegram',
  chat,
  scope: 'group',
  at,
  // Telegram tells of it twice, by an update and by a notice in the group, with the same second.
  id: `${person.id}:${at}`,
  person,
  ...(by && by.id !== person.id ? { by } : {}),
});

export const joinedEvent = (chat: string, at: number, person: Person, by?: Person): Membership =>
  membership('joined', chat, at, person, by);

/** With `by`: somebody else took them out. */
export const leftEvent = (chat: string, at: number, person: Person, by?: Person): Membership =>
  membership('left', chat, at, person, by);

/** True for everybody who is in the group, also when they may not write. */
export const isInside = (member: TelegramMember): boolean =>
  member.status === 'restricted'
    ? member.is_member === true
    : ['member', 'administrator', 'creator'].includes(member.status);

export function memberEvents(update: z.infer<typeof memberUpdateSchema>): Membership[] {
  const { chat, from, date, old_chat_member, new_chat_member } = update;
  const before = isInside(old_chat_member);
  const after = isInside(new_chat_member);
  // Other bots are administrators' business (closedness), not members of the partnership.
  if (before === after || new_chat_member.user.is_bot) return [];
  const make = after ? joinedEvent : leftEvent;
  return [make(String(chat.id), date * 1000, personOf(new_chat_member.user), personOf(from))];
}

export const joinRequestEvent = (request: z.infer<typeof joinRequestSchema>): Membership =>
  membership('join-request', String(request.chat.id), request.date * 1000, personOf(request.from));
