/** Gives one person a letter or a report. Never in the group; it may be saved and passed on, which is its purpose. */
import type { Delivery, DeliveryResult } from '../../channel.js';
import { ApiError } from '../api-error.js';
import type { Context } from './context.js';
import { done, impossible } from './result.js';
import { textParts } from './say.js';
import { sendParts } from './send-parts.js';
import { CAPTION_LIMIT } from './split-text.js';
import { isPerson, unreachable } from './tell.js';

type SendFile = Extract<Delivery, { type: 'send-file' }>;

/** Bots can't send more. */
const UPLOAD_LIMIT = 50 * 1024 * 1024;

export async function sendFile(context: Context, file: SendFile, key: string): Promise<DeliveryResult> {
  if (!isPerson(file.person)) return impossible('anonymous');
  let bytes: Uint8Array;
  try {
    bytes = await file.read();
  } catch {
    return impossible('file-gone');
  }
  if (bytes.length > UPLOAD_LIMIT) return impossible('too-large');
  const short = file.caption.length <= CAPTION_LIMIT;
  const document = { source: Buffer.from(bytes), filename: file.name };
  try {
    const { messages, wait } = await sendParts(context, context.privateChat(file.person), key, [
      ...(short ? [] : textParts(file.caption)),
      {
        method: 'sendDocument',
        payload: { document, ...(short && file.caption !== '' ? { caption: file.caption } : {}) },
      },
    ]);
    return wait ?? done(messages.at(-1));
  } catch (error) {
    const why = error instanceof ApiError ? unreachable(error) : null;
    if (why === null) throw error;
    return impossible(why);
  }
}
