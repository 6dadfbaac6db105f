/** Answers somebody who asked to be let in (Annex 4 §3: control of members). */
import { z } from 'zod';
import type { DeliveryResult } from '../../channel.js';
import { ApiError } from '../api-error.js';
import type { Context } from './context.js';
import { done, impossible, later } from './result.js';

export async function answerJoin(
  context: Context,
  chat: string,
  person: string,
  answer: 'approve' | 'decline',
): Promise<DeliveryResult> {
  const wait = context.pace.ask(chat, 0);
  if (wait > 0) return later(wait, 'pace');
  const method = answer === 'approve' ? 'approveChatJoinRequest' : 'declineChatJoinRequest';
  try {
    await context.api.call(method, { chat_id: chat, user_id: Number(person) }, z.boolean());
    return done();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (answer === 'approve' && error.says(/USER_ALREADY_PARTICIPANT/)) return done();
    // Answered by another administrator, or taken back.
    if (error.says(/HIDE_REQUESTER_MISSING/, /USER_ALREADY_PARTICIPANT/))
      return impossible('no-such-request');
    throw error;
  }
}
