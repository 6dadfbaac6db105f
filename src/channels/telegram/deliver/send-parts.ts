/**
 * Sends what may need several messages, one after the other. How far it came is written down after each, so that a
 * repeated attempt (also after a restart) goes on where the last one stopped instead of saying everything twice.
 */
import { z } from 'zod';
import type { DeliveryResult } from '../../channel.js';
import type { Payload } from '../api.js';
import { ApiError } from '../api-error.js';
import type { Context } from './context.js';
import { later } from './result.js';

export interface Part {
  readonly method: string;
  readonly payload: Payload;
  /** How many messages it puts into the chat. */
  readonly messages?: number;
}

const sentSchema = z.looseObject({ message_id: z.number().int() });
const answerSchema = z.union([sentSchema, z.array(sentSchema).min(1)]);

/** The numbers of the messages, or the reason to come back later. Throws ApiError. */
export async function sendParts(
  context: Context,
  chat: string,
  key: string,
  parts: readonly Part[],
  topic?: string,
): Promise<{ readonly messages: string[]; readonly wait?: DeliveryResult }> {
  const messages = context.keep.sent(key);
  for (const [i, part] of parts.entries()) {
    if (i < messages.length) continue;
    const wait = context.pace.ask(chat, chat.startsWith('-') ? (part.messages ?? 1) : 0);
    if (wait > 0) return { messages, wait: later(wait, 'pace') };
    const answer = await send(context, part.method, { chat_id: chat, ...part.payload }, topic);
    const sent = Array.isArray(answer) ? answer[0]! : answer;
    const message = String(sent.message_id);
    context.keep.rememberSent(key, i, message, context.clock());
    messages.push(message);
  }
  return { messages };
}

/** Into the topic; one that was closed or taken away meanwhile gives way to the general one: nothing is lost for it. */
async function send(
  { api }: Context,
  method: string,
  payload: Payload,
  topic: string | undefined,
): Promise<z.infer<typeof answerSchema>> {
  if (topic === undefined || !/^\d+$/.test(topic)) return api.call(method, payload, answerSchema);
  try {
    return await api.call(method, { ...payload, message_thread_id: Number(topic) }, answerSchema);
  } catch (error) {
    if (!(error instanceof ApiError) || !error.says(/message thread not found/i, /TOPIC_(?:CLOSED|DELETED)/i))
      throw error;
    return api.call(method, payload, answerSchema);
  }
}
