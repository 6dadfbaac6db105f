/**
 * Puts a held message back under its poster's name, with its pictures: by Telegram's own file ids, or as files where they
 * were made unrecognisable. The original of a picture that was to be blurred is never sent.
 */

import type { Media } from '../../../domain/event.js';
import type { Delivery, DeliveryResult, OutgoingFile } from '../../channel.js';
import type { Upload } from '../api.js';
import type { Context } from './context.js';
import { done, impossible } from './result.js';
import { textParts } from './say.js';
import { type Part, sendParts } from './send-parts.js';
import { CAPTION_LIMIT } from './split-text.js';

type Repost = Extract<Delivery, { type: 'repost' }>;

interface Piece {
  readonly kind: 'photo' | 'video' | 'animation' | 'sticker' | 'document' | 'voice' | 'audio' | 'video_note';
  readonly file: string | Upload;
}

const METHODS: Readonly<Record<Piece['kind'], string>> = {
  photo: 'sendPhoto',
  video: 'sendVideo',
  animation: 'sendAnimation',
  sticker: 'sendSticker',
  document: 'sendDocument',
  voice: 'sendVoice',
  audio: 'sendAudio',
  video_note: 'sendVideoNote',
};
const WITHOUT_CAPTION: ReadonlySet<Piece['kind']> = new Set(['sticker', 'video_note']);
const ALBUM_MAX = 10;
const PROTECTED = { protect_content: true } as const;

export async function repost(
  context: Context,
  chat: string,
  again: Repost,
  key: string,
): Promise<DeliveryResult> {
  const pieces = again.files ? again.files.map(pieceOfFile) : again.blur ? [] : again.media.flatMap(pieceOf);
  const parts = partsOf(again.text.trim(), pieces);
  if (parts.length === 0) return impossible('nothing-left');
  const { messages, wait } = await sendParts(context, chat, key, parts);
  return wait ?? done(messages[0]);
}

const pieceOf = (media: Media): Piece[] =>
  // What a link shows is shown again by the link.
  media.kind === 'preview'
    ? []
    : [{ kind: media.kind === 'video-note' ? 'video_note' : media.kind, file: media.ref }];

function pieceOfFile(file: OutgoingFile): Piece {
  const kind = /^image\/(?:jpeg|png|webp)$/.test(file.mime)
    ? 'photo'
    : file.mime.startsWith('video/')
      ? 'video'
      : 'document';
  return { kind, file: { source: Buffer.from(file.bytes), filename: file.name } };
}

/** The fewest messages that carry the words and every piece; the words come first or under the first picture. */
function partsOf(text: string, pieces: readonly Piece[]): Part[] {
  const [first] = pieces;
  const captioned = first && !WITHOUT_CAPTION.has(first.kind) && text.length <= CAPTION_LIMIT;
  const parts: Part[] = captioned ? [] : textParts(text, PROTECTED);
  let caption = captioned ? text : '';
  for (const run of runsOf(pieces)) {
    parts.push(run.length > 1 ? album(run, caption) : single(run[0]!, caption));
    caption = '';
  }
  return parts;
}

/** Photos and films that stand side by side go out as one album, as they came. */
function runsOf(pieces: readonly Piece[]): Piece[][] {
  const runs: Piece[][] = [];
  const visual = (p: Piece | undefined): boolean => p?.kind === 'photo' || p?.kind === 'video';
  for (const piece of pieces) {
    const run = runs.at(-1);
    if (run && visual(piece) && visual(run[0]) && run.length < ALBUM_MAX) run.push(piece);
    else runs.push([piece]);
  }
  return runs;
}

const single = ({ kind, file }: Piece, caption: string): Part => ({
  method: METHODS[kind],
  payload: { [kind]: file, ...(caption === '' ? {} : { caption }), ...PROTECTED },
});

const album = (pieces: readonly Piece[], caption: string): Part => ({
  method: 'sendMediaGroup',
  messages: pieces.length,
  payload: {
    media: pieces.map(({ kind, file }, i) => ({
      type: kind,
      media: file,
      ...(i === 0 && caption !== '' ? { caption } : {}),
    })),
    ...PROTECTED,
  },
});
