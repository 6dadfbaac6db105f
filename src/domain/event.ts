/**
 * What can come in from a channel. One shape for the playground, Telegram and WhatsApp, so that everything
 * behind the inbox is the same for the three. The schema is the boundary: an adapter's event that does not
 * fit it is refused at the inbox, loudly.
 */
import { z } from 'zod';
import { plainName } from './plain-name.js';
import { CHANNELS, TIMERS } from './vocabulary.js';
import { wellFormed } from './well-formed.js';

/** A person as the channel knows them. `alt` is the other form of the same identity (WhatsApp LID ↔ number). */
export const personSchema = z.object({
  id: z.string().min(1).max(128),
  name: z.string().max(256).overwrite(plainName),
  alt: z.string().max(128).optional(),
  /** Posts in the name of the group or of a linked channel: there is no person behind it that we may know. */
  anonymous: z.boolean().optional(),
  /** Language the person's app is set to, if the channel tells. */
  lang: z.string().max(16).optional(),
});
export type Person = z.infer<typeof personSchema>;

export const MEDIA_KINDS = [
  'photo',
  'video',
  'video-note',
  'animation',
  'sticker',
  'document',
  'voice',
  'audio',
  'preview',
] as const;

/** A picture, film or file by reference: the channel can fetch it by `ref`; the bytes are never stored. */
export const mediaSchema = z.object({
  kind: z.enum(MEDIA_KINDS),
  ref: z.string().max(4096),
  mime: z.string().max(128).optional(),
  size: z.number().int().nonnegative().optional(),
  name: z.string().max(512).optional(),
  viewOnce: z.boolean().optional(),
});
export type Media = z.infer<typeof mediaSchema>;

const base = {
  channel: z.enum(CHANNELS),
  /** The chat's id on its channel. */
  chat: z.string().min(1).max(128),
  scope: z.enum(['group', 'private']),
  /** When it happened according to the channel, ms since 1970. */
  at: z.number().int().nonnegative(),
};

export const messageEventSchema = z.object({
  ...base,
  type: z.literal('message'),
  message: z.string().min(1).max(256),
  /** 0 for the first version, then 1, 2… for each edit (or the edit's own time stamp). */
  revision: z.number().int().nonnegative(),
  sender: personSchema,
  text: z.string().max(200_000).overwrite(wellFormed),
  media: z.array(mediaSchema).max(32),
  /** Parts of one album share this. */
  album: z.string().max(128).optional(),
  replyTo: z
    .object({
      message: z.string().max(256),
      sender: z.string().max(128).optional(),
      text: z.string().optional(),
    })
    .optional(),
  /** `times` ≥ 5 is what WhatsApp calls “forwarded many times”. */
  forward: z
    .object({ times: z.number().int().nonnegative(), origin: z.string().max(256).optional() })
    .optional(),
  mentions: z.array(z.string().max(128)).max(256).optional(),
  /** A kind of content without text or picture, e.g. `contact`, `location`, `poll`, `unknown:paid_media`. */
  other: z.string().max(64).optional(),
  /** Came with a history sync: recorded, never moderated as new. */
  history: z.boolean().optional(),
  /** Topic (Telegram forum) the message stands in. */
  topic: z.string().max(64).optional(),
});
export type MessageEvent = z.infer<typeof messageEventSchema>;

export const removedEventSchema = z.object({
  ...base,
  type: z.literal('removed'),
  message: z.string().min(1).max(256),
  by: z.string().max(128).optional(),
});

export const reactionEventSchema = z.object({
  ...base,
  type: z.literal('reaction'),
  message: z.string().min(1).max(256),
  sender: personSchema,
  emoji: z.string().max(64),
});

/** A button was pressed. `action` is what the bot had put behind it, e.g. `informed:h12`. */
export const pressEventSchema = z.object({
  ...base,
  type: z.literal('press'),
  id: z.string().min(1).max(256),
  sender: personSchema,
  action: z.string().min(1).max(64),
  message: z.string().max(256).optional(),
});

export const membershipEventSchema = z.object({
  ...base,
  type: z.enum(['joined', 'left', 'join-request']),
  id: z.string().min(1).max(256),
  person: personSchema,
  by: personSchema.optional(),
});

/** Something about the group itself or the bot's place in it changed. */
export const groupEventSchema = z.object({
  ...base,
  type: z.literal('group'),
  id: z.string().min(1).max(256),
  change: z.discriminatedUnion('what', [
    z.object({ what: z.literal('title'), title: z.string().max(512).overwrite(plainName) }),
    z.object({ what: z.literal('migrated'), to: z.string().min(1).max(128) }),
    z.object({ what: z.literal('bot-added') }),
    z.object({ what: z.literal('bot-removed') }),
    z.object({ what: z.literal('bot-rights'), missing: z.array(z.string().max(64)) }),
    z.object({ what: z.literal('closedness'), problems: z.array(z.string().max(64)) }),
  ]),
});

/** A moment the engine had asked to be reminded of. */
export const timerEventSchema = z.object({
  ...base,
  type: z.literal('timer'),
  id: z.string().min(1).max(256),
  timer: z.enum(TIMERS),
  ref: z.string().max(256),
});

/** A person decided something in the console (or through a command that the parser understood). */
export const orderEventSchema = z.object({
  ...base,
  type: z.literal('order'),
  id: z.string().min(1).max(256),
  sender: personSchema,
  order: z.discriminatedUnion('what', [
    /**
     * `annulled`: what was found in it was wrong, so it goes back as it was. `policeInformedAt`: since when the police
     * know of a report, in the word of whoever publishes it (Annex 4 §5), ms since 1970.
     */
    z.object({
      what: z.literal('release'),
      hold: z.string().max(64),
      annulled: z.boolean().optional(),
      policeInformedAt: z.number().int().positive().optional(),
    }),
    z.object({ what: z.literal('refuse'), hold: z.string().max(64), reason: z.string().max(2000) }),
    z.object({ what: z.literal('close-thread'), thread: z.string().max(64) }),
    /** A command by its name with its arguments, as the console sends it; interpreters answer it. */
    z.object({
      what: z.literal('run'),
      command: z.string().min(1).max(40),
      args: z.record(
        z.string().max(40),
        z.union([z.string().max(20_000), z.number(), z.boolean(), z.null()]),
      ),
    }),
  ]),
});

export const channelEventSchema = z.discriminatedUnion('type', [
  messageEventSchema,
  removedEventSchema,
  reactionEventSchema,
  pressEventSchema,
  membershipEventSchema,
  groupEventSchema,
  timerEventSchema,
  orderEventSchema,
]);
export type ChannelEvent = z.infer<typeof channelEventSchema>;
export type EventOf<T extends ChannelEvent['type']> = Extract<ChannelEvent, { type: T }>;

/** The key that makes an event idempotent: the same event delivered twice has the same key. */
export function eventKey(e: ChannelEvent): string {
  const where = `${e.channel}:${e.chat}`;
  switch (e.type) {
    case 'message':
      return `${where}:m:${e.message}:${e.revision}`;
    case 'removed':
      return `${where}:x:${e.message}`;
    case 'reaction':
      return `${where}:r:${e.message}:${e.sender.id}:${e.emoji}:${e.at}`;
    default:
      return `${where}:${e.type}:${e.id}`;
  }
}
