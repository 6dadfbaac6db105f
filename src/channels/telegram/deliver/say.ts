/** The bot speaks in the group: plain text, without previews, not to be forwarded or copied out (Annex 4 §5: no leaks). */
import type { DeliveryResult } from '../../channel.js';
import type { Payload } from '../api.js';
import type { Context } from './context.js';
import { done } from './result.js';
import { type Part, sendParts } from './send-parts.js';
import { splitText } from './split-text.js';

export const NO_PREVIEW = { link_preview_options: { is_disabled: true } } as const;

/** The answered message may have been taken out a moment ago: then the words stand alone. */
export const answering = (message: string | undefined): Payload =>
  message !== undefined && /^\d+$/.test(message)
    ? { reply_parameters: { message_id: Number(message), allow_sending_without_reply: true } }
    : {};

export const textParts = (text: string, more: Payload = {}): Part[] =>
  splitText(text).map((piece) => ({
    method: 'sendMessage',
    payload: { text: piece, ...NO_PREVIEW, ...more },
  }));

export async function say(
  context: Context,
  chat: string,
  text: string,
  { replyTo, topic }: { readonly replyTo?: string | undefined; readonly topic?: string | undefined },
  key: string,
): Promise<DeliveryResult> {
  const [first, ...rest] = textParts(text, { protect_content: true });
  if (!first) return done();
  const parts = [{ ...first, payload: { ...first.payload, ...answering(replyTo) } }, ...rest];
  const { messages, wait } = await sendParts(context, chat, key, parts, topic);
  return wait ?? done(messages[0]);
}
