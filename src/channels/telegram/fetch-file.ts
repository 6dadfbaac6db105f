/** The bytes of a picture or file that somebody posted. */
import { z } from 'zod';
import type { Media } from '../../domain/event.js';
import type { Api } from './api.js';
import { ApiError } from './api-error.js';
import { FETCH_LIMIT } from './update/media.js';

const fileSchema = z.looseObject({
  file_path: z.string().min(1).optional(),
  file_size: z.number().optional().catch(undefined),
});

/** Rejects with a machine word: `too-large` (Telegram gives bots 20 MB at most), `gone`, `network`. */
export async function fetchFile(api: Api, media: Media, maxBytes: number): Promise<Uint8Array> {
  const limit = Math.min(maxBytes, FETCH_LIMIT);
  if ((media.size ?? 0) > limit) throw new Error('too-large');
  try {
    const file = await api.call('getFile', { file_id: media.ref }, fileSchema);
    if ((file.file_size ?? 0) > limit) throw new Error('too-large');
    if (file.file_path === undefined) throw new Error('gone');
    return await api.download(file.file_path, limit);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw new Error(wordOf(error));
  }
}

function wordOf(error: ApiError): string {
  if (error.says(/file is too big/i, /too-large/)) return 'too-large';
  if (error.kind === 'network' || error.code >= 500 || error.code === 429) return 'network';
  return 'gone';
}
