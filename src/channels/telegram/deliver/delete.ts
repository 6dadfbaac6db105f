/** Takes a message out of the group. A message that is gone is what was wanted. */
import { z } from 'zod';
import type { DeliveryResult } from '../../channel.js';
import { ApiError } from '../api-error.js';
import type { Context } from './context.js';
import { done, impossible, later } from './result.js';

const GONE = [/message to delete not found/i, /MESSAGE_ID_INVALID/, /message identifier is not specified/i];

export async function deleteMessage(
  context: Context,
  chat: string,
  message: string,
): Promise<DeliveryResult> {
  const wait = context.pace.ask(chat, 0);
  if (wait > 0) return later(wait, 'pace');
  try {
    await context.api.call('deleteMessage', { chat_id: chat, message_id: Number(message) }, z.boolean());
    return done();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.says(...GONE)) return done();
    if (!error.says(/message can't be deleted/i)) throw error;
    // Older than 48 hours, or the right was taken away: Telegram answers both with the same words.
    context.doubtRights(chat);
    return impossible('cannot-be-deleted');
  }
}
