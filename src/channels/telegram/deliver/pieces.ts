/** Pictures and files as the fewest messages that carry them, albums as albums. */
import type { OutgoingFile } from '../../channel.js';
import type { Upload } from '../api.js';
import { textParts } from './say.js';
import type { Part } from './send-parts.js';
import { CAPTION_LIMIT } from './split-text.js';

export interface Piece {
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
/** Not to be forwarded, saved or copied out of the chat. */
export const PROTECTED = { protect_content: true } as const;

export function pieceOfFile(file: OutgoingFile): Piece {
  const kind = /^image\/(?:jpeg|png|webp)$/.test(file.mime)
    ? 'photo'
    : file.mime.startsWith('video/')
      ? 'video'
      : 'document';
  return { kind, file: { source: Buffer.from(file.bytes), filename: file.name } };
}

/** The words come first, or under the first picture. */
export function pieceParts(pieces: readonly Piece[], text: string): Part[] {
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
