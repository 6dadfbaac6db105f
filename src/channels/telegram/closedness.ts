/** Is the group closed, as Annex 4 §3 asks? Read from what Telegram tells an administrator bot about the group. */
import { z } from 'zod';
import type { CLOSEDNESS } from '../../domain/closedness.js';

export const chatInfoSchema = z.looseObject({
  id: z.number().int(),
  type: z.string(),
  title: z.string().optional().catch(undefined),
  username: z.string().optional().catch(undefined),
  active_usernames: z.array(z.string()).optional().catch(undefined),
  join_by_request: z.boolean().optional().catch(undefined),
  has_protected_content: z.boolean().optional().catch(undefined),
  has_hidden_members: z.boolean().optional().catch(undefined),
  has_visible_history: z.boolean().optional().catch(undefined),
  location: z.unknown().optional(),
  permissions: z
    .looseObject({ can_invite_users: z.boolean().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});
export type ChatInfo = z.infer<typeof chatInfoSchema>;

export const administratorsSchema = z.array(
  z.looseObject({
    status: z.string(),
    user: z.looseObject({ id: z.number().int(), is_bot: z.boolean().catch(false) }),
    is_anonymous: z.boolean().optional().catch(undefined),
  }),
);
export type Administrators = z.infer<typeof administratorsSchema>;

/** Machine words for what is not closed. */
export type Openness = (typeof CLOSEDNESS.telegram)[number];

export interface Known {
  /** The bot's own number. */
  readonly bot: number;
  /** True for somebody who has a role in this partnership that makes them an administrator. */
  readonly isOfficial: (person: string) => boolean;
  /** Somebody came in by a link that asks nobody. */
  readonly cameUnapproved: boolean;
}

export function openness(chat: ChatInfo, administrators: Administrators, known: Known): Openness[] {
  const found: Openness[] = [];
  const others = administrators.filter((a) => a.user.id !== known.bot);
  const isPublic = Boolean(chat.username) || (chat.active_usernames?.length ?? 0) > 0;
  if (isPublic) found.push('public-name');
  if (chat.location !== undefined) found.push('public-place');
  if (known.cameUnapproved || (isPublic && chat.join_by_request !== true))
    found.push('joins-without-approval');
  if (chat.permissions?.can_invite_users === true) found.push('members-may-invite');
  if (chat.has_protected_content !== true) found.push('content-not-protected');
  if (chat.has_hidden_members === true) found.push('members-hidden');
  if (others.some((a) => a.user.is_bot)) found.push('other-bots');
  if (others.some((a) => !a.user.is_bot && !known.isOfficial(String(a.user.id))))
    found.push('unknown-administrators');
  if (others.some((a) => a.is_anonymous === true)) found.push('anonymous-administrators');
  return found;
}
