/**
 * Puts a held message back under its poster's name, with its pictures: by Telegram's own file ids, or as files where they
 * were made unrecognisable. The original of a picture that was to be blurred is never sent.
 */

import type { Media } from '../../../domain/event.js';
import type { Delivery, DeliveryResult } from '../../channel.js';
import type { Context } from './context.js';
import { type Piece, pieceOfFile, pieceParts } from './pieces.js';
import { done, impossible } from './result.js';
import { sendParts } from './send-parts.js';

type Repost = Extract<Delivery, { type: 'repost' }>;

export async function repost(
  context: Context,
  chat: string,
  again: Repost,
  key: string,
): Promise<DeliveryResult> {
  const pieces = again.files ? again.files.map(pieceOfFile) : again.blur ? [] : again.media.flatMap(pieceOf);
  const parts = pieceParts(pieces, again.text.trim());
  if (parts.length === 0) return impossible('nothing-left');
  const { messages, wait } = await sendParts(context, chat, key, parts, again.topic);
  return wait ?? done(messages[0]);
}

const pieceOf = (media: Media): Piece[] =>
  // What a link shows is shown again by the link.
  media.kind === 'preview'
    ? []
    : [{ kind: media.kind === 'video-note' ? 'video_note' : media.kind, file: media.ref }];
