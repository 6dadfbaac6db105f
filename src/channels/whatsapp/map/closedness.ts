/** How closed a group is (Annex 4 §3), and what the bot lacks to do its work, from the group's metadata. */
import type { GroupMetadata } from '@whiskeysockets/baileys';
import { isMe, type MapContext } from './context.js';

type Described = Pick<
  GroupMetadata,
  'participants' | 'joinApprovalMode' | 'memberAddMode' | 'restrict' | 'linkedParent' | 'isCommunity'
>;

/** Machine words, sorted: what is not closed. */
export function closednessProblems(group: Described): string[] {
  const problems: string[] = [];
  if (!group.joinApprovalMode) problems.push('join-approval-off');
  if (group.memberAddMode) problems.push('members-may-add');
  if (!group.restrict) problems.push('members-may-change-settings');
  if (group.linkedParent || group.isCommunity) problems.push('part-of-community');
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
