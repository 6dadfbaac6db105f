/** Pictures, films and files of a message, by references that `fetch` understands later. The bytes stay with WhatsApp. */
import type { proto } from '@whiskeysockets/baileys';
import type { Media } from '../../../domain/event.js';
import { toNumber } from './numbers.js';

/** Which of WhatsApp's keys opens the file. */
export type MediaType =
  | 'image'
  | 'video'
  | 'audio'
  | 'document'
  | 'sticker'
  | 'thumbnail-link'
  | 'thumbnail-image'
  | 'thumbnail-video';

export interface MediaRef {
  readonly type: MediaType;
  /** On WhatsApp's media server; begins with a slash. */
  readonly path: string;
  /** base64 */
  readonly key: string;
  /** SHA-256 of the content as its sender gave it, base64. */
  readonly hash?: string;
}

const LONGEST_REF = 4096;
const PATH = /^\/[A-Za-z0-9][\w\-./?=&%+~,:]*$/;
const text = (value: string | null | undefined, most: number): string | undefined =>
  value ? value.slice(0, most) : undefined;
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** Something to look at that can't be fetched: whoever looks finds it missing, and a person decides. */
export const UNREACHABLE = 'gone:';

/** A reference into WhatsApp's media server, or `gone:` when the sender left out what is needed to open it. */
export function mediaRef(
  type: MediaType,
  path: string | null | undefined,
  key: Uint8Array | null | undefined,
  hash?: Uint8Array | null,
): string {
  // A path that does not begin like one would lead to another server than WhatsApp's.
  if (!path || !PATH.test(path) || !key || key.length !== 32) return UNREACHABLE;
  const ref: MediaRef = {
    type,
    path,
    key: base64(key),
    ...(hash?.length === 32 ? { hash: base64(hash) } : {}),
  };
  const written = `wa:${JSON.stringify(ref)}`;
  return written.length > LONGEST_REF ? UNREACHABLE : written;
}

/** Small enough to travel in the reference itself: the thumbnail of a link. */
const inlineRef = (bytes: Uint8Array): string => {
  const written = `data:${base64(bytes)}`;
  return written.length > LONGEST_REF ? UNREACHABLE : written;
};

interface File {
  readonly directPath?: string | null;
  readonly mediaKey?: Uint8Array | null;
  readonly fileSha256?: Uint8Array | null;
  readonly mimetype?: string | null;
  readonly fileLength?: number | { toString(): string } | null;
}

function one(
  kind: Media['kind'],
  type: MediaType,
  file: File,
  viewOnce: boolean,
  name?: string | null,
): Media {
  const size = toNumber(file.fileLength);
  const mime = text(file.mimetype, 128);
  const called = text(name, 512);
  return {
    kind,
    ref: mediaRef(type, file.directPath, file.mediaKey, file.fileSha256),
    ...(mime === undefined ? {} : { mime }),
    ...(size === null ? {} : { size }),
    ...(called === undefined ? {} : { name: called }),
    ...(viewOnce ? { viewOnce: true } : {}),
  };
}

/** Everything in unwrapped content that shows a picture or holds a file. */
export function mediaOf(content: proto.IMessage, viewOnce: boolean): Media[] {
  const media: Media[] = [];
  const image = content.imageMessage;
  if (image) media.push(one('photo', 'image', image, viewOnce || image.viewOnce === true));
  const video = content.videoMessage;
  if (video)
    media.push(
      one(video.gifPlayback ? 'animation' : 'video', 'video', video, viewOnce || video.viewOnce === true),
    );
  if (content.ptvMessage) media.push(one('video-note', 'video', content.ptvMessage, viewOnce));
  const audio = content.audioMessage;
  if (audio)
    media.push(one(audio.ptt ? 'voice' : 'audio', 'audio', audio, viewOnce || audio.viewOnce === true));
  if (content.documentMessage)
    media.push(
      one('document', 'document', content.documentMessage, viewOnce, content.documentMessage.fileName),
    );
  if (content.stickerMessage) media.push(one('sticker', 'sticker', content.stickerMessage, viewOnce));
  for (const header of headersOf(content)) media.push(...mediaOf(header, viewOnce));
  const preview = previewOf(content);
  if (preview) media.push(preview);
  return media.slice(0, 32);
}

/** Messages with buttons carry their picture in a header. */
function headersOf(content: proto.IMessage): proto.IMessage[] {
  const pick = (
    holder: { imageMessage?: unknown; videoMessage?: unknown; documentMessage?: unknown } | null | undefined,
  ): proto.IMessage[] => {
    if (!holder) return [];
    const { imageMessage, videoMessage, documentMessage } = holder as proto.IMessage;
    return [
      {
        ...(imageMessage ? { imageMessage } : {}),
        ...(videoMessage ? { videoMessage } : {}),
        ...(documentMessage ? { documentMessage } : {}),
      },
    ];
  };
  return [
    ...pick(content.buttonsMessage),
    ...pick(content.templateMessage?.hydratedTemplate ?? content.templateMessage?.hydratedFourRowTemplate),
    ...pick(content.templateMessage?.fourRowTemplate),
    ...pick(content.interactiveMessage?.header),
    ...(content.interactiveMessage?.carouselMessage?.cards ?? []).slice(0, 10).flatMap((c) => pick(c.header)),
    ...pick(
      content.productMessage?.product?.productImage
        ? { imageMessage: content.productMessage.product.productImage }
        : null,
    ),
  ];
}

/** The picture that a link shows. */
function previewOf(content: proto.IMessage): Media | null {
  const link = content.extendedTextMessage;
  if (!link) return null;
  if (link.thumbnailDirectPath && link.mediaKey)
    return {
      kind: 'preview',
      ref: mediaRef('thumbnail-link', link.thumbnailDirectPath, link.mediaKey, link.thumbnailSha256),
      mime: 'image/jpeg',
    };
  if (link.jpegThumbnail?.length)
    return {
      kind: 'preview',
      ref: inlineRef(link.jpegThumbnail),
      mime: 'image/jpeg',
      size: link.jpegThumbnail.length,
    };
  return null;
}

/** The small picture of a quoted message: it shows also when the message that it quotes is gone. */
export function quotedMedia(quoted: proto.IMessage): Media[] {
  return mediaOf(quoted, false)
    .filter((m) => m.kind !== 'voice' && m.kind !== 'audio')
    .map((m) => ({ ...m, kind: 'preview' as const }));
}
