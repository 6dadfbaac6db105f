/** One message of a Telegram export, read and checked. Unknown fields are ignored: Telegram adds some every year. */
import { z } from 'zod';
import type { Media } from '../../domain/event.js';
import { fromWall } from '../belgian-time.js';
import type { ExportedMessage, ExportedSystem, SystemKind } from '../exported.js';

const entity = z.union([z.string(), z.object({ text: z.string().default(''), type: z.string().optional() })]);
const messageSchema = z.object({
  id: z.number(),
  type: z.enum(['message', 'service']),
  date: z.string().optional(),
  date_unixtime: z.union([z.string(), z.number()]).optional(),
  edited: z.string().optional(),
  edited_unixtime: z.union([z.string(), z.number()]).optional(),
  from: z.string().nullish(),
  from_id: z.union([z.string(), z.number()]).nullish(),
  text: z.union([z.string(), z.array(entity)]).default(''),
  forwarded_from: z.string().nullish(),
  reply_to_message_id: z.number().optional(),
  media_type: z.string().optional(),
  photo: z.string().optional(),
  file: z.string().optional(),
  file_name: z.string().nullish(),
  mime_type: z.string().optional(),
  poll: z
    .object({ question: z.unknown(), answers: z.array(z.object({ text: z.unknown() })).optional() })
    .optional(),
  location_information: z.unknown().optional(),
  contact_information: z.unknown().optional(),
  action: z.string().optional(),
});
type Raw = z.infer<typeof messageSchema>;

const MEDIA: Readonly<Record<string, Media['kind']>> = {
  sticker: 'sticker',
  video_message: 'video-note',
  voice_message: 'voice',
  animation: 'animation',
  video_file: 'video',
  audio_file: 'audio',
};

const ACTIONS: Readonly<Record<string, SystemKind>> = {
  create_group: 'created',
  create_channel: 'created',
  migrate_from_group: 'settings',
  migrate_to_supergroup: 'settings',
  invite_members: 'joined',
  join_group_by_link: 'joined',
  join_group_by_request: 'joined',
  remove_members: 'left',
  edit_group_title: 'settings',
  edit_group_photo: 'settings',
  delete_group_photo: 'settings',
  pin_message: 'settings',
  group_call: 'call',
  phone_call: 'call',
};

/** The message, or null where the text isn't one. */
export function telegramMessage(json: string, line: number): ExportedMessage | ExportedSystem | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return null;
  }
  const parsed = messageSchema.safeParse(value);
  if (!parsed.success) return null;
  const raw = parsed.data;
  const at = momentOf(raw);
  if (at === null) return null;
  if (raw.type === 'service') return { type: 'system', line, at, what: ACTIONS[raw.action ?? ''] ?? 'other' };
  const id = String(raw.from_id ?? raw.from ?? 'deleted-account');
  const poll = raw.poll ? [raw.poll.question, ...(raw.poll.answers ?? []).map((a) => a.text)].map(flat) : [];
  return {
    type: 'message',
    line,
    id: String(raw.id),
    at,
    sender: {
      id: id.slice(0, 128),
      name: (raw.from ?? '').slice(0, 256),
      anonymous: id.startsWith('channel'),
    },
    text: [flat(raw.text), ...poll].filter((t) => t !== '').join('\n'),
    media: mediaOf(raw),
    other: raw.poll
      ? 'poll'
      : raw.location_information !== undefined
        ? 'location'
        : raw.contact_information !== undefined
          ? 'contact'
          : null,
    replyTo: raw.reply_to_message_id === undefined ? null : String(raw.reply_to_message_id),
    forwardedFrom: raw.forwarded_from === undefined ? null : (raw.forwarded_from ?? ''),
    edited: raw.edited !== undefined || raw.edited_unixtime !== undefined,
    deleted: false,
    mentions: mentionsIn(raw),
  };
}

/** `date_unixtime` is exact; older exports only have the clock of the computer that wrote them. */
function momentOf(raw: Raw): number | null {
  const seconds = Number(raw.date_unixtime);
  if (raw.date_unixtime !== undefined && Number.isFinite(seconds) && seconds >= 0) return seconds * 1000;
  const wall = Date.parse(`${raw.date?.replace(' ', 'T')}Z`);
  return Number.isNaN(wall) ? null : fromWall(wall);
}

/** Text is a string or a list of strings and entities (links, mentions, bold words). */
function flat(text: unknown): string {
  if (typeof text === 'string') return text;
  if (Array.isArray(text)) return text.map(flat).join('');
  if (text !== null && typeof text === 'object' && 'text' in text) return flat(text.text);
  return '';
}

function mentionsIn(raw: Raw): string[] {
  if (typeof raw.text === 'string') return [];
  return raw.text.flatMap((e) =>
    typeof e !== 'string' && (e.type === 'mention' || e.type === 'mention_name')
      ? [e.text.replace(/^@/u, '')]
      : [],
  );
}

function mediaOf(raw: Raw): Media[] {
  const kind =
    raw.photo !== undefined
      ? 'photo'
      : raw.media_type !== undefined
        ? (MEDIA[raw.media_type] ?? 'document')
        : raw.file !== undefined
          ? 'document'
          : null;
  if (kind === null) return [];
  const name = raw.file_name ?? '';
  return [{ kind, ref: '', ...(name === '' ? {} : { name: name.slice(0, 512) }) }];
}
