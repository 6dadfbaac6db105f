/**
 * Closes the group further, as far as Telegram lets a bot (Annex 4 §3). What only the owner can switch is said to be
 * impossible, so that a person is told to do it; docs/TELEGRAM.md shows where.
 */
import { z } from 'zod';
import type { TightenAction } from '../../../domain/action.js';
import type { DeliveryResult } from '../../channel.js';
import type { Context } from './context.js';
import { done, impossible, later } from './result.js';

const permissionsSchema = z.record(z.string(), z.unknown()).catch({});
const chatSchema = z.looseObject({ permissions: permissionsSchema.optional() });

/** What members of a Telegram group may do unless somebody changed it. */
const USUAL = {
  can_send_messages: true,
  can_send_audios: true,
  can_send_documents: true,
  can_send_photos: true,
  can_send_videos: true,
  can_send_video_notes: true,
  can_send_voice_notes: true,
  can_send_polls: true,
  can_send_other_messages: true,
  can_add_web_page_previews: true,
};

export async function tighten(
  context: Context,
  chat: string,
  what: TightenAction['what'],
): Promise<DeliveryResult> {
  const wait = context.pace.ask(chat, 0);
  if (wait > 0) return later(wait, 'pace');
  const set = (permissions: Readonly<Record<string, unknown>>): Promise<boolean> =>
    context.api.call('setChatPermissions', { chat_id: chat, permissions }, z.boolean());
  const current = async (): Promise<Record<string, unknown>> =>
    (await context.api.call('getChat', { chat_id: chat }, chatSchema)).permissions ?? {};
  switch (what) {
    case 'announce-only': {
      const before = await current();
      context.keep.keepPermissions(chat, JSON.stringify(before));
      const off = Object.fromEntries(Object.keys({ ...USUAL, ...before }).map((p) => [p, false]));
      await set(off);
      return done();
    }
    case 'announce-off': {
      const kept = context.keep.permissions(chat);
      await set(kept === null ? USUAL : permissionsSchema.parse(JSON.parse(kept)));
      context.keep.dropPermissions(chat);
      return done();
    }
    case 'revoke-invite': {
      // The bot's own link is replaced and members can no longer add others; links of other administrators are theirs.
      await context.api.call('exportChatInviteLink', { chat_id: chat }, z.string());
      const before = await current();
      if (before.can_invite_users === true) await set({ ...before, can_invite_users: false });
      return done();
    }
    case 'join-approval':
    case 'protect-content':
      return impossible('only-the-owner-can');
  }
}
