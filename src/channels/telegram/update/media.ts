/** Pictures, films and files of a message, by Telegram's file ids. */
import { z } from 'zod';
import type { Media } from '../../../domain/event.js';

/** Bots can't fetch larger files (getFile). */
export const FETCH_LIMIT = 20 * 1024 * 1024;

const fileSchema = z.looseObject({
  file_id: z.string().min(1).max(4096),
  file_size: z.number().int().nonnegative().optional().catch(undefined),
  mime_type: z.string().max(128).optional().catch(undefined),
  file_name: z.string().optional().catch(undefined),
  is_animated: z.boolean().optional().catch(undefined),
  is_video: z.boolean().optional().catch(undefined),
});
type TelegramFile = z.infer<typeof fileSchema>;

const mediaOf = (kind: Media['kind'], file: TelegramFile, mime?: string): Media => ({
  kind,
  ref: file.file_id,
  ...((mime ?? file.mime_type) ? { mime: mime ?? file.mime_type } : {}),
  ...(file.file_size === undefined ? {} : { size: file.file_size }),
  ...(file.file_name ? { name: file.file_name.slice(0, 512) } : {}),
});

/** The largest size that a bot can fetch; the largest of all when none is small enough (it can't be looked at then). */
function photo(value: unknown): Media | null {
  const sizes = z.array(fileSchema).safeParse(value);
  if (!sizes.success) return null;
  const bySize = [...sizes.data].sort((a, b) => area(b) - area(a));
  const best = bySize.find((s) => (s.file_size ?? 0) <= FETCH_LIMIT) ?? bySize[0];
  return best ? mediaOf('photo', best, 'image/jpeg') : null;
}

const area = (file: TelegramFile): number => {
  const { width, height } = file as { width?: unknown; height?: unknown };
  return typeof width === 'number' && typeof height === 'number' ? width * height : (file.file_size ?? 0);
};

const stickerMime = (file: TelegramFile): string =>
  file.is_animated ? 'application/x-tgsticker' : file.is_video ? 'video/webm' : 'image/webp';

function file(kind: Media['kind'], value: unknown, mime?: (file: TelegramFile) => string): Media | null {
  const parsed = fileSchema.safeParse(value);
  return parsed.success ? mediaOf(kind, parsed.data, mime?.(parsed.data)) : null;
}

/** Each kind that Telegram can carry, by the name of its field. Null: it is there and can't be read. */
export const READ_MEDIA: Readonly<Record<string, (value: unknown) => Media | null>> = {
  photo,
  video: (v) => file('video', v),
  video_note: (v) => file('video-note', v, () => 'video/mp4'),
  animation: (v) => file('animation', v),
  sticker: (v) => file('sticker', v, stickerMime),
  document: (v) => file('document', v),
  voice: (v) => file('voice', v),
  audio: (v) => file('audio', v),
};
