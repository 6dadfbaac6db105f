/**
 * The bytes behind a media reference: fetched from WhatsApp's media server and from nowhere else, bounded, checked and
 * decrypted. What is too large, gone or altered is refused with a machine word.
 */
import { createDecipheriv, createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { getMediaKeys } from '@whiskeysockets/baileys';
import { z } from 'zod';
import type { Media } from '../../domain/event.js';
import type { MediaRef } from './map/media.js';

const refSchema = z.object({
  type: z.enum([
    'image',
    'video',
    'audio',
    'document',
    'sticker',
    'thumbnail-link',
    'thumbnail-image',
    'thumbnail-video',
  ]),
  // It must not be able to name another server: https://mmg.whatsapp.net@elsewhere/…
  path: z.string().regex(/^\/[A-Za-z0-9][\w\-./?=&%+~,:]*$/),
  key: z.base64(),
  hash: z.base64().optional(),
});

/** Gets a path of the media server; rejects with `too-large`, `gone` or `unreachable`. Another one in tests. */
export type GetFile = (path: string, maxBytes: number) => Promise<Uint8Array>;

const HOST = 'https://mmg.whatsapp.net';
const TIMEOUT_MS = 60_000;
const MAC = 10;
/** Padding of the cipher and the check sum. */
const OVERHEAD = 16 + MAC;

export const getFromWhatsApp: GetFile = async (path, maxBytes) => {
  const response = await fetch(HOST + path, {
    headers: { Origin: 'https://web.whatsapp.com' },
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((cause: unknown) => {
    throw new Error('unreachable', { cause });
  });
  if (response.status === 404 || response.status === 410) throw new Error('gone');
  if (!response.ok || !response.body) throw new Error('unreachable');
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
      size += part.length;
      // Leaving the loop ends the download.
      if (size > maxBytes) break;
      parts.push(part);
    }
  } catch (cause) {
    throw new Error('unreachable', { cause });
  }
  if (size > maxBytes) throw new Error('too-large');
  return Buffer.concat(parts);
};

/** Rejects with `too-large`, `gone`, `altered`, `unreachable` or `not-a-reference` as its message. */
export async function fetchMedia(media: Media, maxBytes: number, get: GetFile): Promise<Uint8Array> {
  if (media.ref.startsWith('gone:')) throw new Error('gone');
  if (media.size !== undefined && media.size > maxBytes) throw new Error('too-large');
  if (media.ref.startsWith('data:')) {
    const bytes = Buffer.from(media.ref.slice(5), 'base64');
    if (bytes.length > maxBytes) throw new Error('too-large');
    return bytes;
  }
  const ref = refOf(media.ref);
  const bytes = await decrypted(await get(ref.path, maxBytes + OVERHEAD), ref);
  if (bytes.length > maxBytes) throw new Error('too-large');
  return bytes;
}

function refOf(text: string): MediaRef {
  if (!text.startsWith('wa:')) throw new Error('not-a-reference');
  try {
    const { hash, ...ref } = refSchema.parse(JSON.parse(text.slice(3)));
    return { ...ref, ...(hash === undefined ? {} : { hash }) };
  } catch (cause) {
    throw new Error('not-a-reference', { cause });
  }
}

async function decrypted(file: Uint8Array, { key, type, hash }: MediaRef): Promise<Uint8Array> {
  const { iv, cipherKey, macKey } = await getMediaKeys(Buffer.from(key, 'base64'), type);
  const sealed = file.subarray(0, -MAC);
  const mac = createHmac('sha256', macKey!).update(iv).update(sealed).digest().subarray(0, MAC);
  if (file.length <= MAC || !timingSafeEqual(mac, file.subarray(-MAC))) throw new Error('altered');
  const decipher = createDecipheriv('aes-256-cbc', cipherKey, iv);
  const bytes = Buffer.concat([decipher.update(sealed), decipher.final()]);
  if (hash !== undefined && createHash('sha256').update(bytes).digest('base64') !== hash)
    throw new Error('altered');
  return bytes;
}
