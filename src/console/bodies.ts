/** What the page may send: every body is checked against one of these before anything looks at it. */
import { z } from 'zod';
import { LANGS } from '../domain/vocabulary.js';

const person = z.string().min(1).max(128);
const text = z
  .string()
  .max(4000, 'a message has at most 4000 characters')
  .refine((t) => t.trim() !== '', 'a message needs at least one character');

export const newRoomBody = z.strictObject({ lang: z.enum(LANGS), story: z.string().max(80).optional() });
const MOST_PICTURES = 10;
export const postBody = z
  .strictObject({
    as: person,
    text: z.string().max(4000, 'a message has at most 4000 characters'),
    /** By the words that uploading them answered. */
    pictures: z.array(z.uuid()).max(MOST_PICTURES, `at most ${MOST_PICTURES} pictures at a time`).optional(),
    to: z.enum(['group', 'bot']),
    replyTo: z.string().max(256).optional(),
    forwarded: z.number().int().min(1).max(1000).optional(),
  })
  .refine((b) => b.text.trim() !== '' || (b.pictures?.length ?? 0) > 0, {
    path: ['text'],
    message: 'a message needs at least one character or picture',
  });
export const editBody = z.strictObject({ as: person, text });
export const personBody = z.strictObject({ as: person });
export const reactBody = z.strictObject({
  as: person,
  emoji: z
    .string()
    .min(1)
    .max(16)
    .regex(/^[\p{Emoji}\p{Emoji_Component}]+$/u, 'a reaction is one emoji'),
});
export const pressBody = z.strictObject({ as: person, action: z.string().min(1).max(64) });
export const clockBody = z.strictObject({
  seconds: z.number().int().min(1, 'the clock only goes forward').max(86_400, 'at most one day at a time'),
});
