/**
 * Everything that a message can be wrapped in or carry, from a member's phone over the wire: sealed with Signal, read by
 * the unmodified client, heard by the engine. What each field means alone is in map.test.ts.
 */
import type { proto } from '@whiskeysockets/baileys';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EventOf } from '../../../src/domain/event.js';
import { jpeg } from '../../vision/pictures.js';
import { type Line, line } from './line.js';
import { mediaServer } from './server/media-server.js';
import { node } from './server/nodes.js';
import type { Group } from './server/whatsapp-server.js';

let l: Line;
let group: Group;
let media: Awaited<ReturnType<typeof mediaServer>>;
let up: Awaited<ReturnType<(typeof media)['upload']>>;
const picture = await jpeg(40, 30);
beforeAll(async () => {
  media = await mediaServer();
  l = await line({ getFile: media.get, socket: { fetchAgent: media.agent } });
  for (const name of ['Anne', 'Bram']) l.server.addPerson(name);
  group = l.server.addGroup('Rue du Moulin', ['Anne', 'Bram'], 'lid');
  await l.open();
  up = await media.upload(picture, 'image');
});
afterEach(() => {
  expect(l.server.failures).toEqual([]);
  expect(l.events.filter((e) => e.type === 'message')).toEqual([]);
});
afterAll(async () => {
  await l.close();
  await media.close();
});

const heard = async (content: proto.IMessage, who = 'Anne'): Promise<EventOf<'message'>> => {
  await l.server.write(who, group.id, content);
  return l.event('message');
};
const image = (caption: string): proto.IMessage => ({
  imageMessage: { ...up, mimetype: 'image/jpeg', caption },
});
const bytesOf = async (event: EventOf<'message'>): Promise<Buffer> =>
  Buffer.from(await l.channel.fetch(event.media[0]!, 1_000_000));

describe('words and pictures come through', () => {
  it.each<[string, (inner: proto.IMessage) => proto.IMessage]>([
    ['disappearing', (message) => ({ ephemeralMessage: { message } })],
    ['from another device of theirs', (message) => ({ deviceSentMessage: { destinationJid: 'x', message } })],
    ['with a group mentioned', (message) => ({ groupMentionedMessage: { message } })],
    ['as a group status', (message) => ({ groupStatusMessageV2: { message } })],
    ['asked as a question', (message) => ({ questionMessage: { message } })],
    ['as a child of another', (message) => ({ associatedChildMessage: { message } })],
    [
      'disappearing, seen once, one in the other',
      (message) => ({ ephemeralMessage: { message: { viewOnceMessageV2: { message } } } }),
    ],
  ])('%s', async (_, wrapped) => {
    const words = await heard(wrapped({ conversation: 'bonjour' }));
    expect(words).toMatchObject({ text: 'bonjour', media: [], revision: 0 });
    const shown = await heard(wrapped(image('regardez')));
    expect(shown).toMatchObject({ text: 'regardez', media: [{ kind: 'photo' }] });
    expect(await bytesOf(shown)).toEqual(picture);
  });

  it.each(['viewOnceMessage', 'viewOnceMessageV2', 'viewOnceMessageV2Extension'] as const)(
    'to be seen once (%s)',
    async (wrapper) => {
      const event = await heard({ [wrapper]: { message: image('') } });
      expect(event.media).toMatchObject([{ kind: 'photo', viewOnce: true }]);
      expect(await bytesOf(event)).toEqual(picture);
    },
  );

  it('to be seen once, on the phone only: a person looks', async () => {
    const { lid, number } = l.server.people.get('Anne')!;
    const attrs = { id: 'ONCE', from: group.id, participant: lid, participant_pn: number, type: 'media' };
    const t = String(Math.floor(l.now() / 1000));
    l.server.push(
      node('message', { ...attrs, addressing_mode: 'lid', t }, [node('unavailable', { type: 'view_once' })]),
    );
    expect(await l.event('message')).toMatchObject({ other: 'unknown:view-once', sender: { id: number } });
  });

  it('a picture sent as a file, with words', async () => {
    const file = await media.upload(picture, 'document');
    const documentMessage = { ...file, mimetype: 'image/jpeg', fileName: 'a.jpg', caption: 'regardez' };
    const event = await heard({ documentWithCaptionMessage: { message: { documentMessage } } });
    expect(event).toMatchObject({ text: 'regardez', media: [{ kind: 'document', name: 'a.jpg' }] });
    expect(await bytesOf(event)).toEqual(picture);
  });

  it('with buttons under them', async () => {
    const interactiveMessage = {
      header: { title: 'Attention', ...image('') },
      body: { text: 'regardez' },
    };
    const event = await heard({ viewOnceMessage: { message: { interactiveMessage } } });
    expect(event).toMatchObject({ other: 'interactive', media: [{ kind: 'photo' }] });
    expect(event.text).toContain('regardez');
    expect(await bytesOf(event)).toEqual(picture);
  });
});

describe('an album', () => {
  it('is a message a picture, which name their frame; the frame is none', async () => {
    const [first, second] = await l.server.writeAlbum('Anne', group.id, 'regardez', [up, up]);
    const [a, b] = [await l.event('message'), await l.event('message')];
    expect([a.message, b.message]).toEqual([
      expect.stringMatching(`^${first}~`),
      expect.stringMatching(`^${second}~`),
    ]);
    expect([a.text, b.text]).toEqual(['regardez', '']);
    expect(a.album).toMatch(/^[0-9A-F]{16}/);
    expect(b.album).toBe(a.album);
    await l.server.edit('Anne', group.id, first!, 'mieux');
    expect(await l.event('message')).toMatchObject({ message: a.message, text: 'mieux', media: [] });
  });

  it('whose parts come wrapped, each with its frame', async () => {
    const messageContextInfo = {
      messageAssociation: { associationType: 1, parentMessageKey: { id: 'FRAME', fromMe: true } },
    };
    for (const part of [
      { ephemeralMessage: { message: { ...image('a'), messageContextInfo } } },
      { associatedChildMessage: { message: image('b') }, messageContextInfo },
    ])
      expect(await heard(part)).toMatchObject({ album: 'FRAME', media: [{ kind: 'photo' }] });
  });
});

describe('what a message tells about itself', () => {
  it('an edit, in its wrapper, is the next version of its own message', async () => {
    const before = await heard({ conversation: 'avant' });
    const id = before.message.split('~')[0]!;
    const protocolMessage = {
      key: { id, fromMe: true, remoteJid: group.id },
      type: 14,
      editedMessage: { extendedTextMessage: { text: 'après' } },
      timestampMs: l.now(),
    };
    const edit = await heard({ editedMessage: { message: { protocolMessage } } });
    expect(edit).toMatchObject({ message: before.message, text: 'après', revision: l.now() });
  });

  it('how often it was forwarded, whom it mentions, what it answers', async () => {
    const question = await heard({ conversation: 'Qui a vu la voiture ?' }, 'Bram');
    const [anne, bram] = [l.server.people.get('Anne')!, l.server.people.get('Bram')!];
    const event = await heard({
      ephemeralMessage: {
        message: {
          extendedTextMessage: {
            text: '@Bram moi',
            contextInfo: {
              isForwarded: true,
              forwardingScore: 7,
              mentionedJid: [bram.lid],
              stanzaId: question.message.split('~')[0]!,
              participant: bram.lid,
              quotedMessage: { conversation: 'Qui a vu la voiture ?' },
            },
          },
        },
      },
    });
    expect(event).toMatchObject({
      sender: { id: anne.number, alt: anne.lid },
      forward: { times: 7 },
      mentions: [bram.number],
      replyTo: { message: question.message, sender: bram.number, text: 'Qui a vu la voiture ?' },
    });
  });

  it('who wrote it, by number, also where only the other form shows', async () => {
    l.server.hideOtherForms(true);
    const { number, lid } = l.server.people.get('Anne')!;
    const event = await heard({ conversation: 'bonjour' });
    l.server.hideOtherForms(false);
    expect(event.sender).toMatchObject({ id: number, alt: lid });
  });

  it('a picture that it quotes, unless that still stands in the group', async () => {
    const contextInfo = {
      stanzaId: 'GONE',
      participant: l.server.people.get('Bram')!.lid,
      quotedMessage: image(''),
    };
    const event = await heard({ extendedTextMessage: { text: 'lui', contextInfo } });
    expect(event.media).toMatchObject([{ kind: 'preview' }]);
  });
});

describe('what is neither words nor picture', () => {
  it.each<[string, proto.IMessage, object]>([
    ['contact', { contactMessage: { displayName: 'Jean', vcard: 'x' } }, { other: 'contact', text: 'Jean' }],
    [
      'location',
      { locationMessage: { degreesLatitude: 50.6, name: 'Place', address: 'Rue 1' } },
      { other: 'location', text: 'Place\nRue 1' },
    ],
    [
      'poll',
      { pollCreationMessageV3: { name: 'Qui ?', options: [{ optionName: 'Lui' }] } },
      { other: 'poll', text: 'Qui ?\nLui' },
    ],
    [
      'mention in a status',
      { groupStatusMentionMessage: { message: { protocolMessage: { type: 25 } } } },
      { other: 'status-mention' },
    ],
    [
      'a kind that nobody here knows',
      { newsletterAdminInviteMessage: { caption: 'x' } },
      { other: 'unknown:newsletterAdminInvite' },
    ],
  ])('%s', async (_, content, expected) => {
    expect(await heard(content)).toMatchObject(expected);
  });
});
