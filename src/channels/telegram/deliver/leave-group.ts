/** Goes out of a group that nobody vouches for (A4-3a). Done twice is done once. */
import { z } from 'zod';
import type { DeliveryResult } from '../../channel.js';
import { ApiError } from '../api-error.js';
import type { Context } from './context.js';
import { done, later, lostGroup } from './result.js';

export async function leaveGroup(context: Context, chat: string): Promise<DeliveryResult> {
  const wait = context.pace.ask(chat, 0);
  if (wait > 0) return later(wait, 'pace');
  try {
    await context.api.call('leaveChat', { chat_id: chat }, z.boolean());
    return done();
  } catch (error) {
    if (error instanceof ApiError && lostGroup(error)) return done();
    throw error;
  }
}
