/**
 * What Telegram knows: people, groups, messages, files. People act on it as they do on their phones; each act becomes the
 * updates that a bot gets. `bot-methods.ts` is what the bot may do to it, `bot-api.ts` the door through which it comes.
 */
import { badRequest } from './refusal.js';

export interface User {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
  readonly username?: string;
  readonly language_code?: string;
}

export interface Member {
  user: User;
  status: 'creator' | 'administrator' | 'member' | 'restricted' | 'left' | 'kicked';
  is_member?: boolean;
  until_date?: number;
  [right: string]: unknown;
}

export interface StoredMessage {
  readonly message_id: number;
  readonly chat: number;
  readonly from: number;
  readonly date: number;
  deleted: boolean;
  /** As updates and answers show it. */
  body: Record<string, unknown>;
}

export interface Chat {
  id: number;
  type: 'private' | 'group' | 'supergroup';
  title?: string;
  username?: string;
  migratedTo?: number;
  deleted?: boolean;
  info: Record<string, unknown>;
  permissions: Record<string, boolean>;
  members: Map<number, Member>;
  messages: Map<number, StoredMessage>;
  /** Of a forum, by the number of the message that opened each. */
  topics: Map<number, 'open' | 'closed'>;
  requests: Set<number>;
}

export interface TelegramFile {
  readonly file_id: string;
  readonly bytes: Buffer;
  readonly size: number;
  readonly path: string;
}

export interface Callback {
  readonly from: number;
  readonly at: number;
  answered: string | null;
}

export const BOT_RIGHTS = {
  can_manage_chat: true,
  can_delete_messages: true,
  can_restrict_members: true,
  can_invite_users: true,
};
const MEMBERS_MAY = {
  can_send_messages: true,
  can_send_photos: true,
  can_send_other_messages: true,
  can_invite_users: false,
};
const EVERYBODY_ELSE: Partial<User> = { first_name: 'Group', is_bot: true };

export type PushUpdate = (kind: string, body: Record<string, unknown>) => void;

export class TelegramWorld {
  readonly bot: User = { id: 7_000_001, is_bot: true, first_name: 'Garde-fou', username: 'garde_fou_bot' };
  readonly users = new Map<number, User>();
  readonly chats = new Map<number, Chat>();
  readonly files = new Map<string, TelegramFile>();
  readonly callbacks = new Map<string, Callback>();
  /** People to whom the bot may write. */
  readonly started = new Set<number>();
  readonly blocked = new Set<number>();
  /** What phones showed for a moment after a button was pressed. */
  readonly toasts: { person: number; text: string }[] = [];
  readonly now: () => number;
  push: PushUpdate = () => {};
  #next = 100;

  constructor(now: () => number) {
    this.now = now;
    this.users.set(this.bot.id, this.bot);
  }

  number(): number {
    return ++this.#next;
  }
  seconds(): number {
    return Math.floor(this.now() / 1000);
  }

  // People and groups ---------------------------------------------------------------------------------------------

  person(first_name: string, more: Partial<User> & { started?: boolean } = {}): User {
    const { started = true, ...rest } = more;
    const user: User = { id: this.number(), is_bot: false, first_name, ...rest };
    this.users.set(user.id, user);
    this.chats.set(user.id, this.#chat(user.id, 'private'));
    if (started) this.started.add(user.id);
    return user;
  }

  group(title: string, people: readonly User[], type: 'group' | 'supergroup' = 'supergroup'): Chat {
    const number = this.number();
    const chat = this.#chat(type === 'supergroup' ? -1_000_000_000_000 - number : -number, type);
    chat.title = title;
    for (const user of people) chat.members.set(user.id, { user, status: 'member' });
    chat.members.set(this.bot.id, { user: this.bot, status: 'administrator', ...BOT_RIGHTS });
    this.chats.set(chat.id, chat);
    return chat;
  }

  #chat(id: number, type: Chat['type']): Chat {
    return {
      id,
      type,
      info: { has_protected_content: true, join_by_request: true },
      permissions: { ...MEMBERS_MAY },
      members: new Map(),
      messages: new Map(),
      topics: new Map(),
      requests: new Set(),
    };
  }

  user(id: number): User {
    const user = this.users.get(id);
    if (!user) throw new Error(`nobody has the number ${id}`);
    return user;
  }

  chat(id: number): Chat {
    const chat = this.chats.get(id);
    if (!chat) throw new Error(`there is no chat ${id}`);
    return chat;
  }

  head(chat: Chat): Record<string, unknown> {
    if (chat.type === 'private')
      return { id: chat.id, type: chat.type, first_name: this.user(chat.id).first_name };
    return {
      id: chat.id,
      type: chat.type,
      title: chat.title,
      ...(chat.username ? { username: chat.username } : {}),
    };
  }

  // Messages ------------------------------------------------------------------------------------------------------

  /** Puts a message into a chat without telling the bot. */
  store(chat: Chat, from: User, content: Record<string, unknown>): StoredMessage {
    const message_id = this.number();
    const body = {
      message_id,
      date: this.seconds(),
      chat: this.head(chat),
      from,
      ...content,
    };
    const stored: StoredMessage = {
      message_id,
      chat: chat.id,
      from: from.id,
      date: this.seconds(),
      deleted: false,
      body,
    };
    chat.messages.set(message_id, stored);
    return stored;
  }

  message(chat: Chat, id: number): StoredMessage {
    const stored = chat.messages.get(id);
    if (!stored || stored.deleted) throw badRequest('message not found');
    return stored;
  }

  /** Somebody posts. `content` is as in Telegram's `Message`, e.g. `{text}` or `{photo, caption}`. */
  post(chat: Chat, from: User, content: Record<string, unknown>): StoredMessage {
    if (chat.type === 'private') this.started.add(from.id);
    const stored = this.store(chat, from, content);
    this.push('message', stored.body);
    return stored;
  }

  /** Opens a topic of a forum; answers what a message in it carries. */
  topic(chat: Chat): { message_thread_id: number; is_topic_message: true } {
    const message_thread_id = this.number();
    chat.topics.set(message_thread_id, 'open');
    return { message_thread_id, is_topic_message: true };
  }

  replyTo(chat: Chat, id: number): Record<string, unknown> {
    const { reply_to_message: _, ...body } = this.message(chat, id).body;
    return { reply_to_message: body };
  }

  edit(chat: Chat, id: number, content: Record<string, unknown>): void {
    const stored = this.message(chat, id);
    stored.body = { ...stored.body, ...content, edit_date: this.seconds() };
    this.push('edited_message', stored.body);
  }

  /** Telegram tells bots nothing of messages that people delete. */
  remove(chat: Chat, id: number): void {
    this.message(chat, id).deleted = true;
  }

  react(chat: Chat, from: User, id: number, emoji: string): void {
    this.push('message_reaction', {
      chat: this.head(chat),
      message_id: id,
      user: from,
      date: this.seconds(),
      old_reaction: [],
      new_reaction: [{ type: 'emoji', emoji }],
    });
  }

  /** Taps a button; answers the query's id. */
  press(chat: Chat, from: User, id: number, data: string): string {
    const stored = this.message(chat, id);
    const query = `q${this.number()}`;
    this.callbacks.set(query, { from: from.id, at: this.now(), answered: null });
    this.push('callback_query', { id: query, from, message: stored.body, chat_instance: '1', data });
    return query;
  }

  file(name: string, bytes: Buffer, size = bytes.length): TelegramFile {
    const file = { file_id: `file-${this.number()}-${name}`, bytes, size, path: `photos/${name}` };
    this.files.set(file.file_id, file);
    return file;
  }

  photo(name: string, bytes: Buffer = Buffer.from(name)): Record<string, unknown> {
    const small = this.file(`small-${name}`, bytes.subarray(0, 8));
    const large = this.file(name, bytes);
    return {
      photo: [
        { file_id: small.file_id, file_unique_id: 's', width: 90, height: 60, file_size: small.size },
        { file_id: large.file_id, file_unique_id: 'l', width: 1280, height: 960, file_size: large.size },
      ],
    };
  }

  // Members -------------------------------------------------------------------------------------------------------

  /** Changes somebody's place in a group; tells the bot by the update that such a change brings. */
  place(
    chat: Chat,
    user: User,
    change: Partial<Member>,
    by: User = user,
    more: Record<string, unknown> = {},
  ): void {
    const before = chat.members.get(user.id) ?? { user, status: 'left' as const };
    const after = { ...(change.status ? { user } : before), ...change, user } as Member;
    chat.members.set(user.id, after);
    this.push(user.id === this.bot.id ? 'my_chat_member' : 'chat_member', {
      chat: this.head(chat),
      from: by,
      date: this.seconds(),
      old_chat_member: before,
      new_chat_member: after,
      ...more,
    });
  }

  join(chat: Chat, user: User, more: Record<string, unknown> = {}): void {
    this.place(chat, user, { status: 'member' }, user, more);
    this.push('message', this.store(chat, user, { new_chat_members: [user] }).body);
  }

  leave(chat: Chat, user: User, by: User = user): void {
    this.place(chat, user, { status: by.id === user.id ? 'left' : 'kicked' }, by);
    this.push('message', this.store(chat, by, { left_chat_member: user }).body);
  }

  requestJoin(chat: Chat, user: User): void {
    chat.requests.add(user.id);
    this.push('chat_join_request', {
      chat: this.head(chat),
      from: user,
      user_chat_id: user.id,
      date: this.seconds(),
    });
  }

  /** The group becomes a supergroup, with a new number and new numbers for its messages. */
  upgrade(chat: Chat): Chat {
    const grown = this.#chat(-1_000_000_000_000 - this.number(), 'supergroup');
    Object.assign(grown, { title: chat.title, members: chat.members });
    this.chats.set(grown.id, grown);
    chat.migratedTo = grown.id;
    const group = { ...EVERYBODY_ELSE, id: 1_087_968_824 } as User;
    this.push('message', this.store(chat, group, { migrate_to_chat_id: grown.id }).body);
    this.push('message', this.store(grown, group, { migrate_from_chat_id: chat.id }).body);
    return grown;
  }

  // What is seen --------------------------------------------------------------------------------------------------

  /** Messages that stand in a chat, oldest first, less Telegram's own notices. */
  standing(chat: Chat): StoredMessage[] {
    return [...chat.messages.values()].filter(
      (m) => !m.deleted && !Object.keys(m.body).some((k) => /^(?:new_chat|left_chat|migrate_)/.test(k)),
    );
  }
}
