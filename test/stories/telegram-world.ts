/** A Telegram group, as a world in which stories are told: telegraf and the adapter, over a Bot API on 127.0.0.1. */
import { telegramKeep } from '../../src/channels/telegram/keep.js';
import { telegramChannel } from '../../src/channels/telegram/telegram-channel.js';
import { BotApi, TOKEN } from '../channels/telegram/bot-api.js';
import { BOT_RIGHTS, type Chat, type StoredMessage, type User } from '../channels/telegram/telegram-world.js';
import type { Shown, StoryNetwork, StoryWorld } from './channels.js';

interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
}
interface Keyboard {
  readonly inline_keyboard: readonly (readonly { text: string; callback_data: string }[])[];
}

export interface TelegramStoryWorld extends StoryWorld {
  readonly api: BotApi;
  readonly group: Chat;
  user(name: string): User;
}

export const telegramNetwork: Omit<StoryNetwork, 'open'> & {
  open(setting: Parameters<StoryNetwork['open']>[0]): Promise<TelegramStoryWorld>;
} = {
  name: 'telegram',
  lacks: ['forward-count', 'removal-seen'],
  async open({ title, people, now, store }) {
    const api = new BotApi(now);
    const { world } = api;
    const users = new Map<string, User>(people.map((name) => [name, world.person(name)]));
    const group = world.group(title, [...users.values()]);
    for (const name of people.slice(-2))
      group.members.set(users.get(name)!.id, {
        user: users.get(name)!,
        status: 'administrator',
        ...BOT_RIGHTS,
      });
    const channel = telegramChannel({
      token: TOKEN,
      keep: telegramKeep(store.db),
      clock: now,
      apiRoot: await api.listen(),
      alarm: () => () => {},
      wait: async () => {},
    });
    const who = (name: string): User => {
      const user = users.get(name);
      if (!user) throw new Error(`${name} does not live here`);
      return user;
    };
    const album = (parts: readonly Record<string, unknown>[]): Record<string, unknown>[] => {
      const media_group_id = String(world.number());
      return parts.map((part) => ({ ...part, media_group_id }));
    };
    const privately = (name: string) => world.chat(who(name).id);
    const shown = (m: StoredMessage): Shown => {
      const text = String(m.body.text ?? m.body.caption ?? '');
      const quoted = ((m.body.entities ?? []) as Entity[]).find((e) => e.type === 'blockquote');
      const keyboard = (m.body.reply_markup as Keyboard | undefined)?.inline_keyboard ?? [];
      return {
        id: String(m.message_id),
        from: m.from === world.bot.id ? 'bot' : world.user(m.from).first_name,
        text: quoted ? text.slice(0, quoted.offset).trimEnd() : text,
        quote: quoted ? text.slice(quoted.offset, quoted.offset + quoted.length) : null,
        pictures: ((m.body.photo ?? []) as { file_id: string }[]).slice(-1).map((p) => p.file_id),
        buttons: keyboard.flat().map((b) => ({ label: b.text, action: b.callback_data })),
      };
    };
    return {
      api,
      group,
      user: who,
      channel,
      chat: String(group.id),
      person: (name) => String(who(name).id),
      async say(name, text, how) {
        await api.allConfirmed();
        const chat = how.to === 'group' ? group : privately(name);
        const pictures = (how.pictures ?? []).map((bytes) =>
          world.photo(`story-${world.number()}.jpg`, bytes),
        );
        const [first, ...others] = pictures.length > 1 ? album(pictures) : pictures;
        const message = world.post(chat, who(name), {
          ...(first ? { ...first, ...(text === '' ? {} : { caption: text }) } : { text }),
          ...(how.replyTo ? world.replyTo(chat, Number(how.replyTo)) : {}),
          ...(how.forwarded
            ? { forward_origin: { type: 'hidden_user', sender_user_name: 'Somebody', date: world.seconds() } }
            : {}),
        });
        for (const other of others) world.post(chat, who(name), other);
        await api.allConfirmed();
        return { id: String(message.message_id) };
      },
      look: async (picture) => world.files.get(picture)!.bytes,
      async edit(_name, message, text) {
        const before = world.message(group, Number(message)).body;
        world.edit(group, Number(message), before.photo ? { caption: text } : { text });
        await api.allConfirmed();
      },
      async remove(_name, message) {
        world.remove(group, Number(message));
      },
      async react(name, message, emoji) {
        world.react(group, who(name), Number(message), emoji);
        await api.allConfirmed();
      },
      async press(name, verb) {
        const chat = privately(name);
        const message = world
          .standing(chat)
          .map(shown)
          .findLast((m) => m.buttons.some((b) => b.action.startsWith(`${verb}:`)));
        const button = message?.buttons.find((b) => b.action.startsWith(`${verb}:`));
        if (!message || !button) throw new Error(`${name} has no button ${verb}`);
        world.press(chat, who(name), Number(message.id), button.action);
        await api.allConfirmed();
      },
      inGroup: () => world.standing(group).map(shown),
      told: (name) =>
        world
          .standing(privately(name))
          .map(shown)
          .filter((m) => m.from === 'bot'),
      storm(on) {
        api.stormSeconds = on ? 35 : null;
        return api.refusedInStorm;
      },
      timePassed: () => channel.doDue(),
      end: () => api.close(),
    };
  },
};
