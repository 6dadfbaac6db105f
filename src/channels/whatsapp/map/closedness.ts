/** How closed a group is (Annex 4 §3), and what the bot lacks to do its work, from the group's metadata. */
import type { GroupMetadata } from '@whiskeysockets/baileys';
import type { CLOSEDNESS } from '../../../domain/closedness.js';
import { isMe, type MapContext } from './context.js';

type Described = Pick<
  GroupMetadata,
  'participants' | 'joinApprovalMode' | 'memberAddMode' | 'restrict' | 'linkedParent' | 'isCommunity'
>;

type Problem = (typeof CLOSEDNESS.whatsapp)[number];

/** Machine words, sorted: what is not closed. `isOfficial`: who may administer the group. */
export function closednessProblems(
  group: Described,
  ctx: MapContext,
  isOfficial: (person: string) => boolean,
): Problem[] {
  const problems: Problem[] = [];
  if (!group.joinApprovalMode) problems.push('joins-without-approval');
  if (group.memberAddMode) problems.push('members-may-invite');
  if (!group.restrict) problems.push('members-may-change-settings');
  if (group.linkedParent || group.isCommunity) problems.push('part-of-community');
  const strangers = group.participants.filter(
    (p) => p.admin && !isMe(p.id, ctx) && !isOfficial(ctx.book.idOf(p.id)),
  );
  if (strangers.length > 0) problems.push('unknown-administrators');
  return problems.sort();
}

/** What the bot is in a group: administrator, member, or nothing any more. */
export function placeOfBot(
  group: Pick<Described, 'participants'>,
  ctx: MapContext,
): 'admin' | 'member' | 'out' {
  const own = group.participants.find((p) =>
    [p.id, p.phoneNumber, p.lid].some((jid) => typeof jid === 'string' && isMe(jid, ctx)),
  );
  if (!own) return 'out';
  return own.admin ? 'admin' : 'member';
}
