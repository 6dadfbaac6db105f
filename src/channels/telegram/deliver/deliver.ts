/** One delivery of the outbox, carried out. Throws ApiError. */
import type { Delivery, DeliveryResult } from '../../channel.js';
import { answerPress } from './answer-press.js';
import type { Context } from './context.js';
import { deleteMessage } from './delete.js';
import { answerJoin } from './join.js';
import { leaveGroup } from './leave-group.js';
import { repost } from './repost.js';
import { readmit, removeMember, restrict, unrestrict } from './restrict.js';
import { say } from './say.js';
import { sendFile } from './send-file.js';
import { tell } from './tell.js';
import { tighten } from './tighten.js';

export function deliver(context: Context, chat: string, d: Delivery, key: string): Promise<DeliveryResult> {
  switch (d.type) {
    case 'delete':
      return deleteMessage(context, chat, d.message);
    case 'say':
      return say(context, chat, d.text, d, key);
    case 'tell':
      return tell(context, chat, d, key);
    case 'repost':
      return repost(context, chat, d, key);
    case 'send-file':
      return sendFile(context, d, key);
    case 'answer-press':
      return answerPress(context, d.press, d.text);
    case 'restrict':
      return restrict(context, chat, d.person, d.until);
    case 'unrestrict':
      return unrestrict(context, chat, d.person);
    case 'remove-member':
      return removeMember(context, chat, d.person, d.until);
    case 'readmit':
      return readmit(context, chat, d.person);
    case 'approve-join':
      return answerJoin(context, chat, d.person, 'approve');
    case 'decline-join':
      return answerJoin(context, chat, d.person, 'decline');
    case 'tighten':
      return tighten(context, chat, d.what);
    case 'leave-group':
      return leaveGroup(context, chat);
  }
}
