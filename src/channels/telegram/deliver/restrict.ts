/** Measures against a member (art. 8 c): silenced or excluded for a time, let in and let speak again. */
import { z } from 'zod';
import type { DeliveryResult } from '../../channel.js';
import { ApiError } from '../api-error.js';
import type { Context } from './context.js';
import { done, impossible, later } from './result.js';
import { isPerson } from './tell.js';
import { untilDate } from './until.js';

/** Every way to post something. */
const POSTING = [
  'can_send_messages',
  'can_send_audios',
  'can_send_documents',
  'can_send_photos',
  'can_send_videos',
  'can_send_video_notes',
  'can_send_voice_notes',
  'can_send_polls',
  'can_send_other_messages',
  'can_add_web_page_previews',
] as const;
const SILENT = Object.fromEntries(POSTING.map((p) => [p, false]));
/** With every permission given, Telegram drops the exception: what holds for all members holds for this one again. */
const FREE = Object.fromEntries(
  [...POSTING, 'can_invite_users', 'can_pin_messages', 'can_change_info', 'can_manage_topics'].map((p) => [
    p,
    true,
  ]),
);
const ABSENT = [/USER_NOT_PARTICIPANT/, /PARTICIPANT_ID_INVALID/, /user not found/i, /member not found/i];

/** `until`: ms since 1970; null: for ever. */
export async function restrict(
  context: Context,
  chat: string,
  person: string,
  until: number | null,
): Promise<DeliveryResult> {
  if (!isPerson(person)) return impossible('anonymous');
  const limit = untilDate(until, context.clock());
  if (!limit) return done();
  return measure(context, chat, async () => {
    await context.api.call(
      'restrictChatMember',
      {
        chat_id: chat,
        user_id: Number(person),
        permissions: SILENT,
        use_independent_chat_permissions: true,
        ...(limit.date === undefined ? {} : { until_date: limit.date }),
      },
      z.boolean(),
    );
    renew(context, chat, 'restrict', person, until, limit.renewAt);
  });
}

export async function unrestrict(context: Context, chat: string, person: string): Promise<DeliveryResult> {
  if (!isPerson(person)) return impossible('anonymous');
  context.keep.drop(chat, 'restrict', person);
  return measure(context, chat, () =>
    context.api.call(
      'restrictChatMember',
      { chat_id: chat, user_id: Number(person), permissions: FREE },
      z.boolean(),
    ),
  );
}

/** Takes a member out; a channel in whose name somebody posts can be shut out too. */
export async function removeMember(
  context: Context,
  chat: string,
  person: string,
  until: number | null,
): Promise<DeliveryResult> {
  if (person === chat) return impossible('anonymous');
  if (!isPerson(person))
    return measure(context, chat, () =>
      context.api.call('banChatSenderChat', { chat_id: chat, sender_chat_id: Number(person) }, z.boolean()),
    );
  const limit = untilDate(until, context.clock());
  if (!limit) return done();
  return measure(context, chat, async () => {
    await context.api.call(
      'banChatMember',
      {
        chat_id: chat,
        user_id: Number(person),
        ...(limit.date === undefined ? {} : { until_date: limit.date }),
      },
      z.boolean(),
    );
    renew(context, chat, 'ban', person, until, limit.renewAt);
  });
}

/** Lifts an exclusion. Telegram lets nobody be added by a bot: the person comes back by the group's link. */
export async function readmit(context: Context, chat: string, person: string): Promise<DeliveryResult> {
  context.keep.drop(chat, 'ban', person);
  if (!isPerson(person))
    return measure(context, chat, () =>
      context.api.call('unbanChatSenderChat', { chat_id: chat, sender_chat_id: Number(person) }, z.boolean()),
    );
  return measure(context, chat, () =>
    context.api.call(
      'unbanChatMember',
      { chat_id: chat, user_id: Number(person), only_if_banned: true },
      z.boolean(),
    ),
  );
}

function renew(
  context: Context,
  chat: string,
  what: 'restrict' | 'ban',
  person: string,
  until: number | null,
  renewAt: number | undefined,
): void {
  if (renewAt === undefined) {
    context.keep.drop(chat, what, person);
    return;
  }
  context.keep.put({ chat, what, subject: person, person, until, due: renewAt });
  context.rearm();
}

async function measure(
  context: Context,
  chat: string,
  call: () => Promise<unknown>,
): Promise<DeliveryResult> {
  const wait = context.pace.ask(chat, 0);
  if (wait > 0) return later(wait, 'pace');
  try {
    await call();
    return done();
  } catch (error) {
    // Not there any more: there is nobody to take out, silence or let speak.
    if (error instanceof ApiError && error.says(...ABSENT)) return done();
    throw error;
  }
}
