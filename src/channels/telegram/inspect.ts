/** What Telegram says about the bot and its place in a group: for the setup, which reads and changes nothing else. */
import { z } from 'zod';
import type { Api } from './api.js';
import { ApiError } from './api-error.js';
import { administratorsSchema, chatInfoSchema, type Openness, openness } from './closedness.js';
import { missingRights } from './update/bot-place.js';
import { memberSchema, userSchema } from './update/schema.js';

const botSchema = userSchema.extend({
  can_join_groups: z.boolean().catch(true),
  can_read_all_group_messages: z.boolean().catch(false),
});
const webhookSchema = z.looseObject({
  url: z.string().catch(''),
  pending_update_count: z.number().catch(0),
  last_error_message: z.string().optional().catch(undefined),
});

export interface BotFacts {
  readonly id: number;
  readonly name: string;
  readonly username: string;
  readonly mayJoinGroups: boolean;
  /** Off: outside groups that it administers, the bot only hears what is addressed to it. */
  readonly hearsEverything: boolean;
  /** The address of a webhook that is set; empty: none. */
  readonly webhook: string;
  /** Updates that wait at Telegram. */
  readonly waiting: number;
}

/** Throws ApiError; code 401 or 404 means that the token is not accepted. */
export async function inspectBot(api: Api): Promise<BotFacts> {
  const me = await api.call('getMe', {}, botSchema);
  const webhook = await api.call('getWebhookInfo', {}, webhookSchema);
  return {
    id: me.id,
    name: me.first_name,
    username: me.username ?? '',
    mayJoinGroups: me.can_join_groups,
    hearsEverything: me.can_read_all_group_messages,
    webhook: webhook.url,
    waiting: webhook.pending_update_count,
  };
}

export interface GroupFacts {
  readonly chat: string;
  readonly title: string;
  /** `lost`: the bot is not in it. */
  readonly lost: boolean;
  /** A basic group, in which Telegram lets bots restrict nobody. */
  readonly basic: boolean;
  readonly missing: readonly string[];
  readonly open: readonly Openness[];
}

/** Throws ApiError when Telegram can't be reached. */
export async function inspectGroup(
  api: Api,
  bot: number,
  chat: string,
  isOfficial: (person: string) => boolean,
): Promise<GroupFacts> {
  try {
    const info = await api.call('getChat', { chat_id: chat }, chatInfoSchema);
    const me = await api.call('getChatMember', { chat_id: chat, user_id: bot }, memberSchema);
    const administrators = await api.call('getChatAdministrators', { chat_id: chat }, administratorsSchema);
    return {
      chat,
      title: info.title ?? chat,
      lost: false,
      basic: info.type === 'group',
      missing: missingRights(me),
      open: openness(info, administrators, { bot, isOfficial, cameUnapproved: false }),
    };
  } catch (error) {
    if (!(error instanceof ApiError) || error.kind !== 'refused' || error.code === 401) throw error;
    return { chat, title: chat, lost: true, basic: false, missing: [], open: [] };
  }
}

/** Adds the bot to a group with the rights that it needs, already ticked. */
export const addLink = (username: string): string =>
  `https://t.me/${username}?startgroup=garde-fou&admin=delete_messages+restrict_members+invite_users`;
