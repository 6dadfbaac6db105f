/** What a bot may do, with the refusals of the real Bot API. Every request is checked: what Telegram would not understand fails. */
import { z } from 'zod';
import { badRequest, forbidden, Refusal, tooMany } from './refusal.js';
import type { Chat, Member, TelegramWorld, User } from './telegram-world.js';

const int = z.coerce.number().int();
/** In a form every value is text. */
const json = <T extends z.ZodType>(inner: T) =>
  z.preprocess((v) => (typeof v === 'string' ? JSON.parse(v) : v), inner);
const bool = z.preprocess((v) => (v === 'true' ? true : v === 'false' ? false : v), z.boolean());

const button = z.strictObject({ text: z.string().min(1), callback_data: z.string().min(1).max(64) });
const keyboard = json(z.strictObject({ inline_keyboard: z.array(z.array(button).min(1)) }));
const entity = z.strictObject({
  type: z.enum(['blockquote', 'text_mention']),
  offset: z.number().int().nonnegative(),
  length: z.number().int().positive(),
  user: z.strictObject({ id: int, is_bot: z.boolean(), first_name: z.string().min(1) }).optional(),
});
const reply = json(z.strictObject({ message_id: int, allow_sending_without_reply: z.boolean().optional() }));
const target = { chat_id: int };
const sending = {
  ...target,
  message_thread_id: int.optional(),
  reply_parameters: reply.optional(),
  reply_markup: keyboard.optional(),
  protect_content: bool.optional(),
};
const file = z.union([z.string(), z.instanceof(File)]);
const media = { ...sending, caption: z.string().max(1024).optional() };
const permissions = z.record(z.string().startsWith('can_'), z.boolean());
const member = { ...target, user_id: int };

const FORMS = {
  getMe: z.strictObject({}),
  deleteWebhook: z.strictObject({ drop_pending_updates: z.boolean().optional() }),
  getWebhookInfo: z.strictObject({}),
  setWebhook: z.strictObject({
    url: z.url({ protocol: /^https$/ }).or(z.literal('')),
    secret_token: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,256}$/)
      .optional(),
    allowed_updates: z.array(z.string()).optional(),
    max_connections: int.optional(),
  }),
  sendMessage: z.strictObject({
    ...sending,
    text: z.string(),
    entities: z.array(entity).optional(),
    link_preview_options: json(z.strictObject({ is_disabled: z.boolean() })).optional(),
  }),
  sendPhoto: z.strictObject({ ...media, photo: file }),
  sendVideo: z.strictObject({ ...media, video: file }),
  sendAnimation: z.strictObject({ ...media, animation: file }),
  sendDocument: z.strictObject({ ...media, document: file }),
  sendVoice: z.strictObject({ ...media, voice: file }),
  sendAudio: z.strictObject({ ...media, audio: file }),
  sendSticker: z.strictObject({ ...sending, sticker: file }),
  sendVideoNote: z.strictObject({ ...sending, video_note: file }),
  sendMediaGroup: z.strictObject({
    ...target,
    message_thread_id: int.optional(),
    media: json(
      z
        .array(
          z.strictObject({
            type: z.enum(['photo', 'video']),
            media: z.string(),
            caption: z.string().max(1024).optional(),
          }),
        )
        .min(2)
        .max(10),
    ),
    protect_content: bool.optional(),
  }),
  deleteMessage: z.strictObject({ ...target, message_id: int }),
  editMessageReplyMarkup: z.strictObject({ ...target, message_id: int }),
  answerCallbackQuery: z.strictObject({
    callback_query_id: z.string(),
    text: z.string().max(200).optional(),
  }),
  getFile: z.strictObject({ file_id: z.string() }),
  getChat: z.strictObject(target),
  getChatAdministrators: z.strictObject(target),
  getChatMember: z.strictObject(member),
  restrictChatMember: z.strictObject({
    ...member,
    permissions,
    use_independent_chat_permissions: z.boolean().optional(),
    until_date: int.optional(),
  }),
  banChatMember: z.strictObject({ ...member, until_date: int.optional() }),
  unbanChatMember: z.strictObject({ ...member, only_if_banned: z.boolean().optional() }),
  banChatSenderChat: z.strictObject({ ...target, sender_chat_id: int }),
  unbanChatSenderChat: z.strictObject({ ...target, sender_chat_id: int }),
  approveChatJoinRequest: z.strictObject(member),
  declineChatJoinRequest: z.strictObject(member),
  leaveChat: z.strictObject(target),
  setChatPermissions: z.strictObject({ ...target, permissions }),
  exportChatInviteLink: z.strictObject(target),
} as const;
export type Method = keyof typeof FORMS;

const HOURS_48 = 48 * 3600;
const CALLBACK_LIVES_MS = 15 * 60_000;
const FILE_LIMIT = 20 * 1024 * 1024;

export class BotMethods {
  readonly #world: TelegramWorld;
  readonly #sentInGroup = new Map<number, number[]>();
  #sent: number[] = [];
  /** Files that the bot sent, by the name of the method. */
  readonly uploads: { readonly name: string; readonly bytes: Buffer }[] = [];

  constructor(world: TelegramWorld) {
    this.#world = world;
  }

  /** Throws Refusal. */
  async call(method: string, payload: Record<string, unknown>): Promise<unknown> {
    const form = FORMS[method as Method];
    if (!form) throw new Refusal(404, 'Not Found: method not found');
    const { method: _, ...rest } = payload;
    const parsed = form.safeParse(rest);
    if (!parsed.success)
      throw badRequest(
        `${method}: ${parsed.error.issues.map((i) => `${i.path.join('.')} ${i.message}`).join('; ')}`,
      );
    return this.#do(method as Method, parsed.data as never);
  }

  // biome-ignore lint/suspicious/noExplicitAny: each method's form was checked just above
  async #do(method: Method, p: any): Promise<unknown> {
    const world = this.#world;
    switch (method) {
      case 'getMe':
        return { ...world.bot, can_join_groups: true, can_read_all_group_messages: false };
      case 'sendMessage':
        return this.#send(p, { text: p.text, ...(p.entities ? { entities: p.entities } : {}) });
      case 'sendPhoto':
      case 'sendVideo':
      case 'sendAnimation':
      case 'sendDocument':
      case 'sendVoice':
      case 'sendAudio':
      case 'sendSticker':
      case 'sendVideoNote': {
        const kind = method
          .slice(4)
          .replace(/(?<!^)[A-Z]/g, (c) => `_${c}`)
          .toLowerCase();
        const sent = await this.#file(p[kind]);
        return this.#send(p, {
          [kind]: kind === 'photo' ? [{ file_id: sent }] : { file_id: sent },
          ...(p.caption === undefined ? {} : { caption: p.caption }),
        });
      }
      case 'sendMediaGroup': {
        const chat = this.#writable(p.chat_id, p.media.length);
        const group = String(world.number());
        const topic = this.#topic(chat, p.message_thread_id);
        return p.media.map((m: { type: string; media: string; caption?: string }) => {
          const id = m.media.startsWith('attach://') ? this.#attached(m.media) : this.#known(m.media);
          return world.store(chat, world.bot, {
            media_group_id: group,
            ...topic,
            [m.type]: m.type === 'photo' ? [{ file_id: id }] : { file_id: id },
            ...(m.caption === undefined ? {} : { caption: m.caption }),
          }).body;
        });
      }
      case 'deleteMessage':
        return this.#delete(this.#reach(p.chat_id), p.message_id);
      case 'editMessageReplyMarkup': {
        const stored = world.message(this.#reach(p.chat_id), p.message_id);
        if (stored.body.reply_markup === undefined) throw badRequest('message is not modified');
        const { reply_markup: _, ...body } = stored.body;
        stored.body = body;
        return body;
      }
      case 'answerCallbackQuery': {
        const query = world.callbacks.get(p.callback_query_id);
        if (!query || query.answered !== null || world.now() - query.at > CALLBACK_LIVES_MS)
          throw badRequest('query is too old and response timeout expired or query ID is invalid');
        query.answered = p.text ?? '';
        if (p.text) world.toasts.push({ person: query.from, text: p.text });
        return true;
      }
      case 'getFile': {
        const found = world.files.get(p.file_id);
        if (!found) throw badRequest('wrong file_id or the file is temporarily unavailable');
        if (found.size > FILE_LIMIT) throw badRequest('file is too big');
        return { file_id: p.file_id, file_unique_id: 'u', file_size: found.size, file_path: found.path };
      }
      case 'getChat': {
        const chat = this.#reach(p.chat_id);
        return { ...world.head(chat), ...chat.info, permissions: chat.permissions };
      }
      case 'getChatAdministrators':
        return [...this.#reach(p.chat_id).members.values()].filter((m) =>
          ['creator', 'administrator'].includes(m.status),
        );
      case 'getChatMember': {
        const found = this.#reach(p.chat_id).members.get(p.user_id);
        if (!found && !world.users.has(p.user_id)) throw badRequest('user not found');
        return found ?? { user: world.user(p.user_id), status: 'left' };
      }
      case 'restrictChatMember': {
        const chat = this.#supergroup(p.chat_id);
        const [found] = this.#measure(chat, p.user_id);
        if (!found) throw badRequest('USER_NOT_PARTICIPANT');
        const free = Object.values(p.permissions).every((v) => v === true);
        world.place(
          chat,
          found.user,
          free
            ? { status: 'member' }
            : { status: 'restricted', is_member: true, ...this.#until(p.until_date), ...p.permissions },
          world.bot,
        );
        return true;
      }
      case 'banChatMember': {
        const chat = this.#reach(p.chat_id);
        const [, user] = this.#measure(chat, p.user_id);
        world.place(chat, user, { status: 'kicked', ...this.#until(p.until_date) }, world.bot);
        return true;
      }
      case 'unbanChatMember': {
        const chat = this.#supergroup(p.chat_id);
        const [found, user] = this.#measure(chat, p.user_id);
        if (found?.status === 'kicked') world.place(chat, user, { status: 'left' }, world.bot);
        else if (!p.only_if_banned) world.leave(chat, user, world.bot);
        return true;
      }
      case 'banChatSenderChat':
      case 'unbanChatSenderChat':
        this.#right(this.#supergroup(p.chat_id), 'can_restrict_members');
        return true;
      case 'approveChatJoinRequest':
      case 'declineChatJoinRequest': {
        const chat = this.#reach(p.chat_id);
        this.#right(chat, 'can_invite_users');
        if (!chat.requests.delete(p.user_id))
          throw badRequest(
            chat.members.get(p.user_id)?.status === 'member'
              ? 'USER_ALREADY_PARTICIPANT'
              : 'HIDE_REQUESTER_MISSING',
          );
        if (method === 'approveChatJoinRequest')
          world.join(chat, world.user(p.user_id), { via_join_request: true });
        return true;
      }
      case 'leaveChat':
        world.place(this.#reach(p.chat_id), world.bot, { status: 'left' }, world.bot);
        return true;
      case 'setChatPermissions': {
        const chat = this.#supergroup(p.chat_id);
        this.#right(chat, 'can_restrict_members');
        chat.permissions = p.permissions;
        return true;
      }
      case 'exportChatInviteLink':
        this.#right(this.#reach(p.chat_id), 'can_invite_users');
        return `https://t.me/+${this.#world.number()}`;
      default:
        throw new Refusal(404, 'Not Found: method not found');
    }
  }

  #send(
    p: { chat_id: number; text?: string; entities?: { offset: number; length: number }[] } & Record<
      string,
      unknown
    >,
    content: Record<string, unknown>,
  ) {
    if (p.text !== undefined) {
      if (p.text.trim() === '') throw badRequest('message text is empty');
      if (p.text.length > 4096) throw badRequest('message is too long');
      for (const e of p.entities ?? [])
        if (e.offset + e.length > p.text.length) throw badRequest('entity begins or ends outside the text');
    }
    const chat = this.#writable(p.chat_id, 1);
    const answered = p.reply_parameters as
      | { message_id: number; allow_sending_without_reply?: boolean }
      | undefined;
    const found = answered && chat.messages.get(answered.message_id);
    const stands = found && !found.deleted;
    if (answered && !stands && !answered.allow_sending_without_reply)
      throw badRequest('message to be replied not found');
    // An answer stands where what it answers stands, unless another topic is asked for.
    const answeredTopic = stands ? (found.body.message_thread_id as number | undefined) : undefined;
    return this.#world.store(chat, this.#world.bot, {
      ...content,
      ...this.#topic(chat, (p.message_thread_id as number | undefined) ?? answeredTopic),
      ...(stands ? this.#world.replyTo(chat, found.message_id) : {}),
      ...(p.reply_markup ? { reply_markup: p.reply_markup } : {}),
      ...(p.protect_content ? { has_protected_content: true } : {}),
    }).body;
  }

  /** Throws for a topic that the group does not have, or that was closed. */
  #topic(chat: Chat, id: number | undefined): Record<string, unknown> {
    if (id === undefined) return {};
    const state = chat.topics.get(id);
    if (state === undefined) throw badRequest('message thread not found');
    if (state === 'closed') throw badRequest('TOPIC_CLOSED');
    return { message_thread_id: id, is_topic_message: true };
  }

  #delete(chat: Chat, id: number): boolean {
    const stored = chat.messages.get(id);
    if (!stored || stored.deleted) throw badRequest('message to delete not found');
    const own = stored.from === this.#world.bot.id;
    const may = this.#bot(chat)?.can_delete_messages === true;
    if (!own && !may) throw badRequest("message can't be deleted");
    if (this.#world.seconds() - stored.date > HOURS_48)
      throw badRequest("message can't be deleted for everyone");
    stored.deleted = true;
    return true;
  }

  #bot(chat: Chat): Member | undefined {
    return chat.members.get(this.#world.bot.id);
  }

  /** A chat that the bot can see. */
  #reach(id: number): Chat {
    const chat = this.#world.chats.get(id);
    if (!chat) throw badRequest('chat not found');
    if (chat.migratedTo !== undefined)
      throw new Refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
        migrate_to_chat_id: chat.migratedTo,
      });
    if (chat.deleted) throw forbidden('the group chat was deleted');
    if (chat.type !== 'private') {
      const status = this.#bot(chat)?.status;
      if (status === 'kicked') throw forbidden(`bot was kicked from the ${chat.type} chat`);
      if (status === undefined || status === 'left')
        throw forbidden(`bot is not a member of the ${chat.type} chat`);
    }
    return chat;
  }

  #supergroup(id: number): Chat {
    const chat = this.#reach(id);
    if (chat.type !== 'supergroup') throw badRequest('method is available only for supergroups');
    return chat;
  }

  #right(chat: Chat, right: string): void {
    if (this.#bot(chat)?.[right] !== true) throw badRequest('not enough rights to do this in the chat');
  }

  /** A chat that the bot may write to now. */
  #writable(id: number, messages: number): Chat {
    const chat = this.#reach(id);
    if (chat.type === 'private') {
      if (this.#world.blocked.has(id)) throw forbidden('bot was blocked by the user');
      const asks = [...this.#world.chats.values()].some((c) => c.requests.has(id));
      if (!this.#world.started.has(id) && !asks)
        throw forbidden("bot can't initiate conversation with a user");
    }
    const now = this.#world.now();
    this.#sent = this.#sent.filter((at) => at > now - 1000);
    if (this.#sent.length >= 30) throw tooMany(1);
    const inGroup = (this.#sentInGroup.get(id) ?? []).filter((at) => at > now - 60_000);
    if (chat.type !== 'private' && inGroup.length + messages > 20)
      throw tooMany(Math.ceil((inGroup[0]! + 60_000 - now) / 1000));
    this.#sent.push(now);
    this.#sentInGroup.set(id, [...inGroup, ...Array<number>(messages).fill(now)]);
    return chat;
  }

  #measure(chat: Chat, id: number): [Member | undefined, User] {
    this.#right(chat, 'can_restrict_members');
    const found = chat.members.get(id);
    if (found?.status === 'creator') throw badRequest("can't remove chat owner");
    if (found?.status === 'administrator') throw badRequest('user is an administrator of the chat');
    if (!found && !this.#world.users.has(id)) throw badRequest('PARTICIPANT_ID_INVALID');
    return [found, this.#world.user(id)];
  }

  /** Less than 30 seconds or more than 366 days from now is for ever. */
  #until(date: number | undefined): { until_date: number } {
    const inSeconds = (date ?? 0) - this.#world.seconds();
    return { until_date: inSeconds < 30 || inSeconds > 366 * 86_400 ? 0 : date! };
  }

  #known(id: string): string {
    if (!this.#world.files.has(id)) throw badRequest('wrong remote file identifier specified');
    return id;
  }

  async #file(value: string | File): Promise<string> {
    return typeof value === 'string'
      ? this.#known(value)
      : this.keepUpload(value.name, Buffer.from(await value.arrayBuffer()));
  }

  /** Parts of a form to which an album refers. */
  readonly attachments = new Map<string, string>();
  #attached(reference: string): string {
    const id = this.attachments.get(reference.slice('attach://'.length));
    if (id === undefined) throw badRequest('attached file not found');
    return id;
  }

  keepUpload(name: string, bytes: Buffer): string {
    this.uploads.push({ name, bytes });
    return this.#world.file(name, bytes).file_id;
  }
}
