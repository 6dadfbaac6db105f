/**
 * The pictures that an action carries, made ready just before it is sent: covered where they expose somebody, as they are
 * for the eyes of whoever must decide. The original of a picture that must be covered never goes out.
 */
import type { Channel, DeliveryResult, OutgoingFile } from '../channels/channel.js';
import type { Action } from '../domain/action.js';
import type { Media } from '../domain/event.js';
import type { Vision } from '../vision/api.js';

export interface OutgoingPictures {
  readonly vision: Vision | undefined;
  /** Bytes of a file that is fetched at most. */
  readonly maxBytes: number;
}

export type Prepared =
  /** `leftOut`: pictures of which no safe copy could be made; what is left is sent. */
  | { readonly status: 'ready'; readonly files?: readonly OutgoingFile[]; readonly leftOut: number }
  | Exclude<DeliveryResult, { status: 'done' }>;

const NOTHING: Prepared = { status: 'ready', leftOut: 0 };
/** What may go better in a moment. */
const PASSING: ReadonlySet<string> = new Set(['busy', 'crashed', 'unavailable', 'timeout']);
const RETRY_MS = 5000;
/** After this many attempts what is passing is taken for lasting: the words of a message must not wait for its picture. */
const PATIENT_ATTEMPTS = 3;

export async function preparePictures(
  action: Action,
  channel: Channel,
  { vision, maxBytes }: OutgoingPictures,
  attempts: number,
): Promise<Prepared> {
  if (action.type === 'tell' && action.show && action.show.length > 0)
    return ready(await asTheyAre(action.show, channel, maxBytes), 0);
  if (action.type !== 'repost' || !action.blur || action.media.length === 0) return NOTHING;
  const files: OutgoingFile[] = [];
  let leftOut = 0;
  for (const media of action.media) {
    const copy = await safeCopy(media, channel, vision, maxBytes);
    if (typeof copy !== 'string') files.push(copy);
    else if (PASSING.has(copy) && attempts < PATIENT_ATTEMPTS)
      return { status: 'retry', afterMs: RETRY_MS, reason: copy };
    else leftOut++;
  }
  // A name above nothing is no message.
  if (files.length === 0 && action.text === '') return { status: 'impossible', reason: 'no-safe-copy' };
  return ready(files, leftOut);
}

const ready = (files: readonly OutgoingFile[], leftOut: number): Prepared => ({
  status: 'ready',
  leftOut,
  ...(files.length === 0 ? {} : { files }),
});

/** A safe copy, or the machine word for why there is none. */
async function safeCopy(
  media: Media,
  channel: Channel,
  vision: Vision | undefined,
  maxBytes: number,
): Promise<OutgoingFile | string> {
  if (!vision || !channel.fetch) return 'no-vision';
  let bytes: Uint8Array;
  try {
    bytes = await channel.fetch(media, maxBytes);
  } catch {
    return 'unreachable';
  }
  const copy = await vision.redact(bytes, { mime: media.mime, name: media.name });
  return copy.verified ? { name: 'photo.jpg', mime: copy.mime, bytes: copy.bytes } : copy.reason;
}

/** What can't be fetched any more is not shown; the words and buttons go out all the same. */
async function asTheyAre(
  media: readonly Media[],
  channel: Channel,
  maxBytes: number,
): Promise<readonly OutgoingFile[]> {
  if (!channel.fetch) return [];
  const files = await Promise.all(
    media.map(async (m): Promise<OutgoingFile | null> => {
      try {
        const bytes = await channel.fetch!(m, maxBytes);
        return { name: m.name ?? m.kind, mime: m.mime ?? 'application/octet-stream', bytes };
      } catch {
        return null;
      }
    }),
  );
  return files.filter((f) => f !== null);
}
