/** The bot's own place in a group: added, removed, which rights it has and which it lacks. */
import type { z } from 'zod';
import type { EventOf } from '../../../domain/event.js';
import { isInside } from './membership.js';
import { scopeOf } from './message.js';
import type { memberUpdateSchema, TelegramMember } from './schema.js';

/** What Garde-fou needs as an administrator, by Telegram's names, and what each is for. */
export const NEEDED_RIGHTS = {
  can_delete_messages: 'delete-messages',
  can_restrict_members: 'restrict-members',
  can_invite_users: 'invite-users',
} as const;

/** The rights that are missing, in machine words; `administrator` first when it is none. */
export function missingRights(me: TelegramMember): string[] {
  if (me.status === 'creator') return [];
  const lacks = Object.entries(NEEDED_RIGHTS)
    .filter(([right]) => (me as Record<string, unknown>)[right] !== true)
    .map(([, word]) => word);
  return me.status === 'administrator' ? lacks : ['administrator', ...Object.values(NEEDED_RIGHTS)];
}

export const groupEvent = (
  chat: string,
  at: number,
  id: string,
  change: EventOf<'group'>['change'],
): EventOf<'group'> => ({ type: 'group', channel: 'telegram', chat, scope: 'group', at, id, change });

export function botPlaceEvents(
  update: z.infer<typeof memberUpdateSchema>,
  number: number,
): EventOf<'group'>[] {
  const { chat, date, old_chat_member: old, new_chat_member: now } = update;
  if (scopeOf(chat.type) !== 'group') return [];
  const id = String(chat.id);
  const at = date * 1000;
  const was = isInside(old);
  const is = isInside(now);
  if (!is) return was ? [groupEvent(id, at, `bot-removed:${number}`, { what: 'bot-removed' })] : [];
  const rights = groupEvent(id, at, `bot-rights:${number}`, {
    what: 'bot-rights',
    missing: missingRights(now),
  });
  if (was) return [rights];
  return [
    groupEvent(id, at, `bot-added:${number}`, { what: 'bot-added' }),
    ...(chat.title
      ? [groupEvent(id, at, `title:${number}`, { what: 'title', title: chat.title.slice(0, 512) })]
      : []),
    rights,
  ];
}
