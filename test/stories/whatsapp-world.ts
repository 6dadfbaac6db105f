/** A WhatsApp group, as a world in which stories are told: Baileys and the adapter, over an emulated WhatsApp on 127.0.0.1. */
import { join } from 'node:path';
import type { proto } from '@whiskeysockets/baileys';
import type { Delivery } from '../../src/channels/channel.js';
import type { WhatsAppStatus } from '../../src/channels/whatsapp/status.js';
import { whatsappChannel } from '../../src/channels/whatsapp/whatsapp-channel.js';
import type { ChannelEvent } from '../../src/domain/event.js';
import { mediaServer } from '../channels/whatsapp/server/media-server.js';
import type { Shown as OnPhone, Person } from '../channels/whatsapp/server/person.js';
import {
  type Group,
  type WhatsAppServer,
  whatsappServer,
} from '../channels/whatsapp/server/whatsapp-server.js';
import type { Shown, StoryNetwork, StoryWorld } from './channels.js';

type Tell = Extract<Delivery, { type: 'tell' }>;

/** WhatsApp's own number of a message, out of the name that the engine has for it. */
const numberOf = (ref: string): string => ref.slice(0, ref.lastIndexOf('~'));

/** The picture in a message, also in a part of an album. */
const imageIn = (content: proto.IMessage): proto.Message.IImageMessage | null | undefined =>
  content.imageMessage ?? content.associatedChildMessage?.message?.imageMessage;

function shownOf(m: OnPhone): Shown {
  const image = imageIn(m.content);
  const whole = m.content.conversation ?? m.content.extendedTextMessage?.text ?? image?.caption ?? '';
  const withoutAnswers = whole.replace(/(?:^|\n)\n(?:\d\uFE0F\u20E3 .*\n?)+$/u, '');
  const quote = /\n\n((?:> .*(?:\n|$))+)/.exec(withoutAnswers);
  return {
    id: m.id,
    from: m.from,
    text: quote ? withoutAnswers.slice(0, quote.index) : withoutAnswers,
    quote: quote ? quote[1]!.replace(/^> /gm, '').trimEnd() : null,
    pictures: image?.directPath ? [image.directPath] : [],
    buttons: [],
  };
}

export interface WhatsAppStoryWorld extends StoryWorld {
  readonly server: WhatsAppServer;
  readonly group: Group;
  status(): WhatsAppStatus;
  /** What a member's phone told the engine under this name was handed over. */
  heard(name: string): Promise<void>;
  became(state: WhatsAppStatus['state']): Promise<void>;
  /** The connection is back: what was put off until then is done. */
  reconnected(): Promise<void>;
  /** The phone is linked anew, after it had removed the bot. */
  linkAgain(): Promise<void>;
}

export const whatsappNetwork: Omit<StoryNetwork, 'open'> & {
  open(setting: Parameters<StoryNetwork['open']>[0]): Promise<WhatsAppStoryWorld>;
} = {
  name: 'whatsapp',
  lacks: [],
  async open({ title, people, dir, now, store }) {
    /** What the bot waits, it does not wait; its own clock goes on all the same, so that its pace is kept. */
    let waited = 0;
    const clock = (): number => now() + waited;
    const server = await whatsappServer({ now: () => Math.floor(now() / 1000) });
    const media = await mediaServer();
    let refused = 0;
    const images = new Map<string, proto.Message.IImageMessage>();
    for (const name of people) server.addPerson(name);
    const group = server.addGroup(title, people, 'lid');
    for (const name of people.slice(-2)) group.members.set(name, 'admin');

    const listeners = new Set<() => void>();
    const changed = (): void => {
      for (const look of [...listeners]) look();
    };
    async function until(holds: () => boolean): Promise<void> {
      if (holds()) return;
      await new Promise<void>((resolve) => {
        const look = (): void => {
          if (!holds()) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
      });
    }

    const alarms = new Set<() => void>();
    const scanned = async (before = 0): Promise<void> => {
      await until(() => inner.status().pairing !== null);
      const { pairing } = inner.status();
      server.pair((pairing as { qr: string }).qr);
      const signed = (): number =>
        server.received.filter((n) => JSON.stringify(n.content)?.includes('pair-device-sign')).length;
      await server.until(() => signed() > before);
      server.restart();
      await until(() => inner.status().state === 'open');
    };
    const inner = whatsappChannel({
      db: store.db,
      keyFile: join(dir, 'whatsapp.key'),
      clock,
      random: () => 0.5,
      sleep: async (ms) => {
        waited += ms;
      },
      schedule: (ms, work) => {
        if (ms === 0) queueMicrotask(work);
        else alarms.add(work);
        return () => alarms.delete(work);
      },
      pair: {},
      onStatus: changed,
      getFile: media.get,
      socket: {
        fetchAgent: media.agent,
        waWebSocketUrl: server.url,
        shouldSyncHistoryMessage: () => false,
      },
    });
    const heard = new Set<string>();
    const offers: { readonly person: string; readonly message: string; readonly buttons: Tell['buttons'] }[] =
      [];
    const channel: typeof inner = {
      ...inner,
      async start(deliverTo) {
        await inner.start((event: ChannelEvent) => {
          deliverTo(event);
          if ('message' in event && event.message !== undefined) heard.add(numberOf(event.message));
          if (event.type === 'press') heard.add(numberOf(event.id));
          heard.add(`${event.type} ${'message' in event ? event.message : ''}`);
          changed();
        });
        if (server.logins() === 0) await scanned();
        else await until(() => inner.status().state === 'open');
      },
      async deliver(chat, delivery, key) {
        const result = await inner.deliver(chat, delivery, key);
        if (delivery.type === 'tell' && delivery.buttons.length > 0 && result.status === 'done')
          offers.push({ person: delivery.person, message: result.message!, buttons: delivery.buttons });
        return result;
      },
    };
    const who = (name: string): Person => {
      const person = server.people.get(name);
      if (!person) throw new Error(`${name} does not live here`);
      return person;
    };
    const eyes = who(people.at(-1)!);
    const authorOf = (id: string): string => eyes.chat(group.id).find((m) => m.id === id)?.from ?? 'bot';
    const standing = (person: Person, chat: string): Shown[] =>
      person
        .chat(chat)
        // The frame of an album shows nothing of its own.
        .filter((m) => !m.deleted && !m.content.albumMessage)
        .map((m) => {
          const image = imageIn(m.content);
          if (image?.directPath) images.set(image.directPath, image);
          return shownOf(m);
        });

    return {
      server,
      group,
      status: () => inner.status(),
      heard: (name) => until(() => heard.has(name)),
      became: (state) => until(() => inner.status().state === state),
      async reconnected() {
        await until(() => inner.status().state === 'waiting' || inner.status().state === 'open');
        for (const work of [...alarms]) {
          alarms.delete(work);
          work();
        }
        await until(() => inner.status().state === 'open');
        await server.idle();
      },
      async linkAgain() {
        for (const person of server.people.values()) person.forgetSessions();
        await inner.pair({});
        await scanned(1);
        await server.until(server.hasKeys);
      },
      channel,
      chat: group.id,
      person: (name) => who(name).number,
      async say(name, text, how) {
        const chat = how.to === 'group' ? group.id : 'bot';
        const contextInfo = {
          ...(how.replyTo
            ? {
                stanzaId: numberOf(how.replyTo),
                participant: server.jidIn(group, authorOf(numberOf(how.replyTo))),
                quotedMessage: { conversation: '' },
              }
            : {}),
          ...(how.forwarded ? { isForwarded: true, forwardingScore: how.forwarded } : {}),
        };
        const pictures = await Promise.all(
          (how.pictures ?? []).map(async (bytes) => ({
            ...(await media.upload(bytes, 'image')),
            mimetype: 'image/jpeg',
          })),
        );
        const ids: string[] = [];
        if (pictures.length > 1) {
          ids.push(...(await server.writeAlbum(name, chat, text, pictures)));
        } else {
          const [picture] = pictures;
          const content: proto.IMessage | string = picture
            ? { imageMessage: { ...picture, ...(text === '' ? {} : { caption: text }), contextInfo } }
            : Object.keys(contextInfo).length > 0
              ? { extendedTextMessage: { text, contextInfo } }
              : text;
          ids.push(await server.write(name, chat, content));
        }
        await until(() => ids.every((id) => heard.has(id)));
        const author = how.to === 'group' ? `l.${who(name).lid.split('@')[0]}` : 'them';
        return { id: `${ids[0]}~${author}` };
      },
      look: (picture) => media.open(images.get(picture)!, 'image'),
      async edit(name, message, text) {
        heard.delete(numberOf(message));
        await server.edit(name, group.id, numberOf(message), text);
        await until(() => heard.has(numberOf(message)));
      },
      async remove(name, message, administrator) {
        const id = numberOf(message);
        const author = authorOf(id);
        await server.revoke(name, group.id, id, administrator ? author : undefined);
        await until(() => heard.has(`removed ${message}`));
      },
      async react(name, message, emoji) {
        heard.delete(`reaction ${message}`);
        await server.react(name, group.id, numberOf(message), authorOf(numberOf(message)), emoji);
        await until(() => heard.has(`reaction ${message}`));
      },
      async press(name, verb) {
        const fits = (b: { action: string }): boolean => b.action.startsWith(`${verb}:`);
        const offer = offers.findLast((o) => o.person === who(name).number && o.buttons.some(fits));
        if (!offer) throw new Error(`${name} was offered no ${verb}`);
        const id = await server.write(name, 'bot', {
          extendedTextMessage: {
            text: String(offer.buttons.findIndex(fits) + 1),
            contextInfo: { stanzaId: numberOf(offer.message), quotedMessage: { conversation: '' } },
          },
        });
        await until(() => heard.has(id));
      },
      inGroup: () => standing(eyes, group.id),
      told: (name) => standing(who(name), 'bot').filter((m) => m.from === 'bot'),
      storm(on) {
        const before = refused;
        server.fail((n) => {
          if (!on || n.tag !== 'message') return null;
          refused++;
          return { error: '429' };
        });
        return before;
      },
      timePassed: async () => {},
      async end() {
        await server.close();
        await media.close();
        if (server.failures.length > 0) throw server.failures[0];
      },
    };
  },
};
