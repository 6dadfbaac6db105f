/**
 * What a message carries: words, media, and kinds that are neither. A kind that this program has never heard of is named
 * `unknown:…`, so that a person looks at it: it is never taken for an empty message.
 */
import { z } from 'zod';
import type { Media } from '../../../domain/event.js';
import { READ_MEDIA } from './media.js';
import { SERVICE_FIELDS } from './service-fields.js';

export interface Content {
  readonly text: string;
  readonly media: readonly Media[];
  readonly other?: string;
}

type Raw = Readonly<Record<string, unknown>>;
const TEXT_MAX = 200_000;
const loose = z.looseObject({});
const words = (...parts: unknown[]): string =>
  parts.filter((p): p is string => typeof p === 'string' && p.trim() !== '').join('\n');
const field = (value: unknown, name: string): unknown => {
  const parsed = loose.safeParse(value);
  return parsed.success ? parsed.data[name] : undefined;
};
const listOf = (value: unknown, name: string): unknown[] => {
  const list = field(value, name);
  return Array.isArray(list) ? list : [];
};

/** Kinds with words of their own in them, which are read like any text. */
const READ_WORDS: Readonly<
  Record<string, { readonly other: string; readonly text: (value: unknown) => string }>
> = {
  contact: {
    other: 'contact',
    text: (v) =>
      words(
        [field(v, 'first_name'), field(v, 'last_name')].filter((p) => typeof p === 'string').join(' '),
        field(v, 'phone_number'),
      ),
  },
  poll: {
    other: 'poll',
    text: (v) =>
      words(
        field(v, 'question'),
        ...listOf(v, 'options').map((o) => field(o, 'text')),
        field(v, 'explanation'),
      ),
  },
  venue: { other: 'location', text: (v) => words(field(v, 'title'), field(v, 'address')) },
  location: { other: 'location', text: () => '' },
  checklist: {
    other: 'checklist',
    text: (v) => words(field(v, 'title'), ...listOf(v, 'tasks').map((t) => field(t, 'text'))),
  },
  checklist_tasks_added: {
    other: 'checklist',
    text: (v) => words(...listOf(v, 'tasks').map((t) => field(t, 'text'))),
  },
  forum_topic_created: { other: 'topic', text: (v) => words(field(v, 'name')) },
  forum_topic_edited: { other: 'topic', text: (v) => words(field(v, 'name')) },
  dice: { other: 'dice', text: () => '' },
};

/** Fields that say something about a message, and carry nothing themselves. */
const ABOUT_FIELDS: ReadonlySet<string> = new Set([
  'message_id',
  'message_thread_id',
  'direct_messages_topic',
  'from',
  'sender_chat',
  'sender_boost_count',
  'sender_business_bot',
  'sender_tag',
  'date',
  'business_connection_id',
  'chat',
  'forward_origin',
  'forward_from',
  'forward_from_chat',
  'forward_from_message_id',
  'forward_signature',
  'forward_sender_name',
  'forward_date',
  'is_topic_message',
  'is_automatic_forward',
  'reply_to_message',
  'reply_to_story',
  'reply_to_checklist_task_id',
  'external_reply',
  'quote',
  'via_bot',
  'edit_date',
  'has_protected_content',
  'is_from_offline',
  'is_paid_post',
  'media_group_id',
  'author_signature',
  'paid_star_count',
  'entities',
  'link_preview_options',
  'suggested_post_info',
  'effect_id',
  'caption_entities',
  'show_caption_above_media',
  'has_media_spoiler',
  'reply_markup',
]);

/** Null: nothing but a notice of Telegram itself (“Anne joined”). */
export function contentOf(message: Raw): Content | null {
  const text: string[] = [];
  const media: Media[] = [];
  let other: string | undefined;
  let carries = false;
  const unknown = (name: string): void => {
    other = `unknown:${name}`.slice(0, 64);
  };
  for (const [name, value] of Object.entries(message)) {
    if (value === undefined || value === null || ABOUT_FIELDS.has(name)) continue;
    if (name === 'text' || name === 'caption') {
      carries = true;
      if (typeof value === 'string') text.unshift(value);
      else unknown(name);
    } else if (Object.hasOwn(READ_MEDIA, name)) {
      carries = true;
      // A GIF comes as an animation and, for old programs, as a document once more.
      if (name === 'document' && message.animation !== undefined) continue;
      const read = READ_MEDIA[name]!(value);
      if (read) media.push(read);
      else unknown(name);
    } else if (Object.hasOwn(READ_WORDS, name)) {
      carries = true;
      const read = READ_WORDS[name]!;
      const said = read.text(value);
      if (said !== '') text.push(said);
      other ??= read.other;
    }
  }
  // Beside words or a picture a new field is most likely something about it; alone it is the message.
  if (!carries) {
    const names = Object.keys(message).filter(
      (n) => message[n] !== undefined && message[n] !== null && !ABOUT_FIELDS.has(n),
    );
    if (names.some((n) => SERVICE_FIELDS.has(n))) return null;
    unknown(names[0] ?? 'empty');
  } else if (message.paid_media !== undefined || message.story !== undefined)
    unknown(message.story === undefined ? 'paid_media' : 'story');
  media.push(...quotedMedia(message.external_reply));
  return {
    text: text.join('\n').slice(0, TEXT_MAX),
    media: media.slice(0, 32),
    ...(other === undefined ? {} : { other }),
  };
}

/** An answer to a message of another chat shows that message's picture here too. */
function quotedMedia(reply: unknown): Media[] {
  const parsed = loose.safeParse(reply);
  if (!parsed.success) return [];
  return Object.keys(READ_MEDIA).flatMap((name) => {
    const value = parsed.data[name];
    if (value === undefined || (name === 'document' && parsed.data.animation !== undefined)) return [];
    const read = READ_MEDIA[name]!(value);
    return read ? [read] : [];
  });
}
