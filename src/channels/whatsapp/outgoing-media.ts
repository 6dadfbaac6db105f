/** A picture, film or file as it is sent again, from bytes at hand. */
import type { AnyMediaMessageContent } from '@whiskeysockets/baileys';
import type { Media } from '../../domain/event.js';
import type { OutgoingFile } from '../channel.js';

/** True when the network shows words under a medium of this kind. */
export const takesCaption = (kind: Media['kind']): boolean =>
  kind === 'photo' || kind === 'video' || kind === 'animation' || kind === 'document';

/** The same kind of message that it came as. Null: nothing to send (the preview of a link makes itself). */
export function mediaContent(
  media: Media,
  bytes: Uint8Array,
  caption: string,
): AnyMediaMessageContent | null {
  const file = Buffer.from(bytes);
  const mimetype = media.mime;
  const words = caption === '' ? {} : { caption };
  const typed = mimetype === undefined ? {} : { mimetype };
  switch (media.kind) {
    case 'photo':
      return { image: file, ...words, ...typed };
    case 'video':
      return { video: file, ...words, ...typed };
    case 'animation':
      return { video: file, gifPlayback: true, ...words, ...typed };
    case 'video-note':
      return { video: file, ptv: true, ...typed };
    case 'sticker':
      return { sticker: file, ...typed };
    case 'voice':
      return { audio: file, ptt: true, ...typed };
    case 'audio':
      return { audio: file, ...typed };
    case 'document':
      return {
        document: file,
        mimetype: mimetype ?? 'application/octet-stream',
        ...(media.name === undefined ? {} : { fileName: media.name }),
        ...words,
      };
    case 'preview':
      return null;
  }
}

/** A file made here: shown as a picture or film when it is one. */
export function fileContent(file: OutgoingFile, caption: string): AnyMediaMessageContent {
  const kind: Media['kind'] = file.mime.startsWith('image/')
    ? 'photo'
    : file.mime.startsWith('video/')
      ? 'video'
      : 'document';
  return mediaContent({ kind, ref: '', mime: file.mime, name: file.name }, file.bytes, caption)!;
}
