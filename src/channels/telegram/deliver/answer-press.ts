/** Answers a pressed button, so that the phone stops waiting, and takes away what was answered. */
import { z } from 'zod';
import type { DeliveryResult } from '../../channel.js';
import { ApiError } from '../api-error.js';
import type { Context } from './context.js';
import { done, impossible } from './result.js';

const NOTICE_LIMIT = 200;
const anything = z.unknown();

export async function answerPress(
  context: Context,
  press: string,
  text: string | undefined,
): Promise<DeliveryResult> {
  let late = false;
  try {
    await context.api.call(
      'answerCallbackQuery',
      {
        callback_query_id: press,
        ...(text === undefined ? {} : { text: [...text].slice(0, NOTICE_LIMIT).join('') }),
      },
      z.boolean(),
    );
  } catch (error) {
    if (!(error instanceof ApiError) || !error.says(/query is too old/i, /query ID is invalid/i)) throw error;
    late = true;
  }
  await takeAway(context, press);
  return late ? impossible('press-too-old') : done();
}

/**
 * A question that was answered needs its buttons no more; the short question in the group goes altogether once the one whom
 * it asked has answered. That it fails is no harm: the engine knows what was answered.
 */
async function takeAway(context: Context, press: string): Promise<void> {
  const pressed = context.pressed(press);
  if (!pressed) return;
  const { chat, message, person } = pressed;
  const where = { chat_id: chat, message_id: Number(message) };
  const asked = pressed.private ? person : context.keep.addressee(chat, message);
  if (asked !== person) return;
  try {
    if (pressed.private) await context.api.call('editMessageReplyMarkup', where, anything);
    else {
      await context.api.call('deleteMessage', where, anything);
      context.keep.drop(chat, 'delete', message);
    }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
}
