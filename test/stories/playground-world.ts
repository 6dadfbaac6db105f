/** A group in the playground, as a world in which stories are told. */
import { join } from 'node:path';
import { ChatBook } from '../../src/channels/playground/chat-book.js';
import type { ChatMessage } from '../../src/channels/playground/chat-message.js';
import { PlaygroundChannel } from '../../src/channels/playground/playground-channel.js';
import type { Shown, StoryNetwork } from './channels.js';

const ROOM = 'quartier';

const shown = (m: ChatMessage): Shown => ({
  id: m.id,
  from: m.kind === 'member' ? m.name : 'bot',
  text: m.text,
  quote: m.quote,
  pictures: (m.pictures ?? []).map((p) => p.ref),
  buttons: m.buttons,
});

export const playgroundNetwork: StoryNetwork = {
  name: 'playground',
  lacks: ['limits'],
  async open({ title, people, dir, now }) {
    const book = new ChatBook(join(dir, 'playground.sqlite'));
    const channel = new PlaygroundChannel(book, now);
    book.addRoom({ id: ROOM, story: null, lang: 'fr', title });
    for (const name of people) book.saveSeat(ROOM, { person: name, name, state: 'in', until: null });
    const messages = (thread: string): ChatMessage[] =>
      book.messages(ROOM).filter((m) => m.thread === thread && m.kind !== 'system');
    return {
      channel,
      chat: ROOM,
      person: (name) => name,
      async say(who, text, { pictures, ...how }) {
        const shelved = pictures?.map((bytes) =>
          channel.shelf.put({ bytes, mime: 'image/jpeg', name: 'photo.jpg' }),
        );
        return channel.post(ROOM, who, { text, ...how, ...(shelved ? { pictures: shelved } : {}) });
      },
      look: async (picture) => Buffer.from(channel.shelf.get(picture)!.bytes),
      async edit(who, message, text) {
        channel.edit(ROOM, who, message, text);
      },
      async remove(who, message, administrator) {
        channel.remove(ROOM, who, message, administrator);
      },
      async react(who, message, emoji) {
        channel.react(ROOM, who, message, emoji);
      },
      async press(who, verb) {
        const bubble = messages(who).findLast(
          (m) => m.pressed === null && m.buttons.some((b) => b.action.startsWith(`${verb}:`)),
        );
        const button = bubble?.buttons.find((b) => b.action.startsWith(`${verb}:`));
        if (!bubble || !button) throw new Error(`${who} has no button ${verb}`);
        channel.press(ROOM, who, bubble.id, button.action);
      },
      inGroup: () =>
        messages('group')
          .filter((m) => m.deleted === null)
          .map(shown),
      told: (who) =>
        messages(who)
          .filter((m) => m.kind === 'bot')
          .map(shown),
      storm: () => 0,
      timePassed: async () => {},
      end: async () => book.close(),
    };
  },
};
