/** What WhatsApp can send → what the engine hears. Real protobuf messages, encoded and decoded as on the wire. */
import { proto, type WAMessage } from '@whiskeysockets/baileys';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IdentityBook } from '../../../src/channels/whatsapp/identity-book.js';
import type { MapContext } from '../../../src/channels/whatsapp/map/context.js';
import { groupEvents } from '../../../src/channels/whatsapp/map/group-events.js';
import { messageEvents } from '../../../src/channels/whatsapp/map/message-events.js';
import { keyOf, messageRef } from '../../../src/channels/whatsapp/message-ref.js';
import { type ChannelEvent, channelEventSchema, type EventOf } from '../../../src/domain/event.js';

const GROUP = '120363000000000001@g.us';
const ANNE = '32470000001@s.whatsapp.net';
const ANNE_LID = '900000000001@lid';
const BRAM = '32470000002@s.whatsapp.net';
const NOW = Date.UTC(2026, 4, 4, 19, 4, 0);
const KEY = new Uint8Array(32).fill(7);

const book = new IdentityBook();
book.learn(ANNE, ANNE_LID);
const ctx = (over: Partial<MapContext> = {}): MapContext => ({
  book,
  me: { number: '32490000000@s.whatsapp.net', lid: '990000000000@lid' },
  now: NOW,
  isOwn: () => false,
  stands: () => false,
  ...over,
});
const wire = (message: proto.IMessage): proto.IMessage =>
  proto.Message.decode(proto.Message.encode(proto.Message.fromObject(message)).finish());
const wa = (
  message: proto.IMessage | null,
  key: Partial<WAMessage['key']> = {},
  more: object = {},
): WAMessage => ({
  key: { remoteJid: GROUP, id: 'ABC', fromMe: false, participant: ANNE, addressingMode: 'pn', ...key },
  messageTimestamp: NOW / 1000,
  pushName: 'Anne',
  ...(message ? { message: wire(message) } : {}),
  ...more,
});
const all = (
  message: proto.IMessage | null,
  key: Partial<WAMessage['key']> = {},
  more: Partial<MapContext> = {},
) => messageEvents(wa(message, key), 'live', ctx(more));
const one = (
  message: proto.IMessage,
  key: Partial<WAMessage['key']> = {},
  more: Partial<MapContext> = {},
) => {
  const events = all(message, key, more);
  expect(events).toHaveLength(1);
  return channelEventSchema.parse(events[0]) as EventOf<'message'>;
};
const image = {
  directPath: '/v/t62/1?ccb=1',
  mediaKey: KEY,
  mimetype: 'image/jpeg',
  caption: 'regardez',
  fileLength: 1234,
};

describe('words', () => {
  it.each([
    ['plain', { conversation: 'bonjour' }],
    ['with a context', { extendedTextMessage: { text: 'bonjour' } }],
    ['disappearing', { ephemeralMessage: { message: { conversation: 'bonjour' } } }],
    ['from another device', { deviceSentMessage: { message: { conversation: 'bonjour' } } }],
    [
      'as a group status',
      { groupStatusMessageV2: { message: { extendedTextMessage: { text: 'bonjour' } } } },
    ],
    [
      'six wrappers deep',
      [
        'ephemeralMessage',
        'viewOnceMessage',
        'documentWithCaptionMessage',
        'groupMentionedMessage',
        'botInvokeMessage',
        'questionMessage',
      ].reduce<proto.IMessage>((inner, wrapper) => ({ [wrapper]: { message: inner } }), {
        conversation: 'bonjour',
      }),
    ],
  ])('%s', (_, message) => {
    expect(one(message)).toMatchObject({ type: 'message', text: 'bonjour', media: [], revision: 0 });
  });

  it('wrapped without end waits for a person', () => {
    let message: proto.IMessage = { conversation: 'x' };
    for (let i = 0; i < 40; i++) message = { ephemeralMessage: { message } };
    expect(one(message).other).toBe('unknown:nested');
  });
});

describe('pictures, films, files', () => {
  it.each([
    ['photo', { imageMessage: image }, { kind: 'photo' }],
    [
      'view once',
      { viewOnceMessageV2: { message: { imageMessage: image } } },
      { kind: 'photo', viewOnce: true },
    ],
    [
      'view once by its own word',
      { imageMessage: { ...image, viewOnce: true } },
      { kind: 'photo', viewOnce: true },
    ],
    ['film', { videoMessage: image }, { kind: 'video' }],
    ['moving picture', { videoMessage: { ...image, gifPlayback: true } }, { kind: 'animation' }],
    ['film note', { ptvMessage: image }, { kind: 'video-note' }],
    ['sticker', { stickerMessage: image }, { kind: 'sticker' }],
    ['moving sticker', { lottieStickerMessage: { message: { stickerMessage: image } } }, { kind: 'sticker' }],
    [
      'picture as a file',
      { documentWithCaptionMessage: { message: { documentMessage: { ...image, fileName: 'a.jpg' } } } },
      { kind: 'document', name: 'a.jpg' },
    ],
    ['voice', { audioMessage: { ...image, ptt: true } }, { kind: 'voice' }],
    ['music', { audioMessage: image }, { kind: 'audio' }],
    [
      'picture over buttons',
      { interactiveMessage: { header: { imageMessage: image }, body: { text: 'regardez' } } },
      { kind: 'photo' },
    ],
    [
      'thumbnail of a link',
      { extendedTextMessage: { text: 'u', jpegThumbnail: new Uint8Array(20) } },
      { kind: 'preview' },
    ],
  ])('%s', (_, message, media) => {
    const event = one(message);
    expect(event.media).toHaveLength(1);
    expect(event.media[0]).toMatchObject(media);
    expect(event.media[0]!.ref).toMatch(/^(?:wa|data):/);
  });

  it('a path that leads to another server, or a missing key, can’t be fetched', () => {
    for (const broken of [
      { directPath: '@evil.example/x' },
      { directPath: '//evil.example/x' },
      { mediaKey: new Uint8Array(3) },
      { directPath: '' },
    ])
      expect(one({ imageMessage: { ...image, ...broken } }).media[0]!.ref).toBe('gone:');
  });

  it('parts of an album share its number; its empty frame is no message', () => {
    const part = {
      imageMessage: image,
      messageContextInfo: { messageAssociation: { associationType: 1, parentMessageKey: { id: 'ALBUM' } } },
    };
    expect(one(part).album).toBe('ALBUM');
    expect(one({ associatedChildMessage: { message: part } }).album).toBe('ALBUM');
    expect(all({ albumMessage: { expectedImageCount: 2 } })).toEqual([]);
  });

  it('a quoted picture shows again, unless it still stands in the group', () => {
    const quote = {
      extendedTextMessage: {
        text: 'lui',
        contextInfo: { stanzaId: 'OLD', participant: BRAM, quotedMessage: { imageMessage: image } },
      },
    };
    expect(one(quote).media.map((m) => m.kind)).toEqual(['preview']);
    expect(one(quote, {}, { stands: (_, ref) => ref === messageRef('OLD', false, BRAM) }).media).toEqual([]);
  });
});

describe('what is neither words nor picture', () => {
  it.each([
    ['contact', { contactMessage: { displayName: 'Jean' } }, 'contact', 'Jean'],
    [
      'contacts',
      { contactsArrayMessage: { contacts: [{ displayName: 'A' }, { displayName: 'B' }] } },
      'contact',
      'A\nB',
    ],
    ['location', { locationMessage: { name: 'Place', address: 'Rue 1' } }, 'location', 'Place\nRue 1'],
    ['live location', { liveLocationMessage: { caption: 'ici' } }, 'location', 'ici'],
    [
      'poll',
      { pollCreationMessageV3: { name: 'Qui ?', options: [{ optionName: 'Lui' }] } },
      'poll',
      'Qui ?\nLui',
    ],
    [
      'event',
      { eventMessage: { name: 'Patrouille', description: 'ce soir' } },
      'event',
      'Patrouille\nce soir',
    ],
    [
      'status mention',
      { groupStatusMentionMessage: { message: { conversation: 'x' } } },
      'status-mention',
      '',
    ],
    ['list', { listMessage: { title: 'T', sections: [{ rows: [{ title: 'R' }] }] } }, 'interactive', 'T\nR'],
    ['payment', { sendPaymentMessage: {} }, 'payment', ''],
    [
      'a kind not known here',
      { newsletterAdminInviteMessage: { caption: 'x' } },
      'unknown:newsletterAdminInvite',
      '',
    ],
    ['sealed edit of an unseen kind', { secretEncryptedMessage: { secretEncType: 1 } }, 'unknown:secret', ''],
    ['nothing that this program can read', {}, 'unknown:empty', ''],
    ['nothing but its secret', { messageContextInfo: { messageSecret: KEY } }, 'unknown:empty', ''],
  ])('%s', (_, message, other, text) => {
    expect(one(message)).toMatchObject({ other, text });
  });

  it('what only tells keys, votes and pins is noise', () => {
    for (const noise of [
      { senderKeyDistributionMessage: { groupId: GROUP } },
      { pollUpdateMessage: { senderTimestampMs: 1 } },
      { pinInChatMessage: { type: 1 } },
      { keepInChatMessage: { keepType: 1 } },
      { protocolMessage: { type: 3, ephemeralExpiration: 0 } },
    ])
      expect(all(noise as proto.IMessage)).toEqual([]);
  });

  it('seen once on the phone only, or not decrypted: never let through as nothing', () => {
    expect(messageEvents(wa(null, { isViewOnce: true }), 'live', ctx())[0]).toMatchObject({
      other: 'unknown:view-once',
    });
    expect(messageEvents(wa(null, {}, { messageStubType: 2 }), 'live', ctx())[0]).toMatchObject({
      other: 'unknown:unreadable',
    });
  });

  it('an edit that only phones can read is a new version of the message', () => {
    const sealed = { secretEncryptedMessage: { secretEncType: 2, targetMessageKey: { id: 'OLD' } } };
    expect(one(sealed)).toMatchObject({
      message: messageRef('OLD', false, ANNE),
      revision: NOW,
      other: 'unknown:secret',
    });
  });
});

describe('what a message tells about itself', () => {
  it('forwarded: once, many times, from a channel', () => {
    const forwarded = (contextInfo: proto.IContextInfo) =>
      one({ extendedTextMessage: { text: 'x', contextInfo } }).forward;
    expect(forwarded({ isForwarded: true })).toEqual({ times: 1 });
    expect(forwarded({ isForwarded: true, forwardingScore: 127 })).toEqual({ times: 127 });
    expect(forwarded({ forwardedNewsletterMessageInfo: { newsletterName: 'Infos' } })).toEqual({
      times: 1,
      origin: 'Infos',
    });
    expect(forwarded({ mentionedJid: [] })).toBeUndefined();
  });

  it('answers and mentions name people by number, and messages as they were named when they came', () => {
    const contextInfo = {
      stanzaId: 'OLD',
      participant: ANNE_LID,
      mentionedJid: [ANNE_LID, ANNE],
      quotedMessage: { conversation: 'avant' },
    };
    const event = one({ extendedTextMessage: { text: 'x', contextInfo } }, { participant: BRAM });
    expect(event.replyTo).toEqual({ message: messageRef('OLD', false, ANNE), sender: ANNE, text: 'avant' });
    expect(event.mentions).toEqual([ANNE]);
    const inLid = one(
      { extendedTextMessage: { text: 'x', contextInfo: { stanzaId: 'OLD', participant: ANNE } } },
      { addressingMode: 'lid', participant: '900000000009@lid' },
    );
    expect(inLid.replyTo?.message).toBe(messageRef('OLD', false, ANNE_LID));
  });

  it('a person is the same whichever address shows', () => {
    expect(one({ conversation: 'x' }, { participant: ANNE_LID, addressingMode: 'lid' }).sender).toEqual({
      id: ANNE,
      alt: ANNE_LID,
      name: 'Anne',
    });
    expect(one({ conversation: 'x' }, { participant: '32470000001:12@s.whatsapp.net' }).sender.id).toBe(ANNE);
    expect(one({ conversation: 'x' }, { remoteJid: ANNE_LID, participant: undefined! })).toMatchObject({
      scope: 'private',
      chat: ANNE,
    });
  });
});

describe('changes', () => {
  it('an edit is a later version of its author’s own message, whatever it claims', () => {
    const edit = (key: proto.IMessageKey): proto.IMessage => ({
      editedMessage: {
        message: {
          protocolMessage: { type: 14, key, editedMessage: { conversation: 'mieux' }, timestampMs: NOW + 5 },
        },
      },
    });
    expect(one(edit({ id: 'OLD', participant: BRAM }))).toMatchObject({
      message: messageRef('OLD', false, ANNE),
      revision: NOW + 5,
      text: 'mieux',
    });
  });

  it('taken back by its author, or taken out by an administrator', () => {
    expect(all({ protocolMessage: { type: 0, key: { id: 'OLD' } } })).toEqual([
      expect.objectContaining({ type: 'removed', message: messageRef('OLD', false, ANNE), by: ANNE }),
    ]);
    expect(all({ protocolMessage: { type: 0, key: { id: 'OLD', participant: BRAM } } })).toEqual([
      expect.objectContaining({ type: 'removed', message: messageRef('OLD', false, BRAM), by: ANNE }),
    ]);
  });

  it('a reaction names its message; taking one back says nothing', () => {
    const react = (text: string, key: proto.IMessageKey) => all({ reactionMessage: { text, key } });
    expect(react('👍', { id: 'OLD', fromMe: true })[0]).toMatchObject({
      type: 'reaction',
      emoji: '👍',
      message: messageRef('OLD', true, ''),
    });
    expect(react('👍', { id: 'OLD', participant: BRAM })[0]).toMatchObject({
      message: messageRef('OLD', false, BRAM),
    });
    expect(react('', { id: 'OLD', participant: BRAM })).toEqual([]);
  });

  it('history is marked, the bot’s own echo and other people’s channels are not heard', () => {
    expect(messageEvents(wa({ conversation: 'x' }), 'history', ctx())[0]).toMatchObject({ history: true });
    expect(all({ conversation: 'x' }, { fromMe: true }, { isOwn: (id) => id === 'ABC' })).toEqual([]);
    expect(all({ conversation: 'x' }, { fromMe: true })).toHaveLength(1);
    for (const remoteJid of ['status@broadcast', '123@newsletter', '1@broadcast'])
      expect(all({ conversation: 'x' }, { remoteJid })).toEqual([]);
  });
});

describe('the group itself', () => {
  const note = (messageStubType: number, words: unknown[], key: object = {}): ChannelEvent[] =>
    groupEvents(wa(null, key, { messageStubType, messageStubParameters: words }), ctx());
  const anne = JSON.stringify({ id: ANNE_LID, phoneNumber: ANNE });
  const bot = JSON.stringify({ id: '990000000000@lid', phoneNumber: '32490000000@s.whatsapp.net' });

  it('who came, who went, and by whom', () => {
    expect(note(27, [anne], { participant: BRAM })).toEqual([
      expect.objectContaining({
        type: 'joined',
        person: { id: ANNE, alt: ANNE_LID, name: '' },
        by: expect.objectContaining({ id: BRAM }),
      }),
    ]);
    expect(note(32, [anne], { participant: ANNE_LID })[0]).not.toHaveProperty('by');
    expect(note(28, [anne])[0]).toMatchObject({ type: 'left' });
    expect(note(28, [anne], { participant: '990000000000@lid' })[0]).not.toHaveProperty('by');
    expect(note(28, [bot])[0]).toMatchObject({ type: 'group', change: { what: 'bot-removed' } });
    expect(note(27, [bot])[0]).toMatchObject({ type: 'group', change: { what: 'bot-added' } });
  });

  it('a request to join, a new name', () => {
    expect(
      note(172, [JSON.stringify({ lid: ANNE_LID, pn: ANNE }), 'created', 'invite_link'])[0],
    ).toMatchObject({ type: 'join-request', person: { id: ANNE } });
    expect(note(172, [JSON.stringify({ lid: ANNE_LID, pn: ANNE }), 'revoked'])).toEqual([]);
    expect(note(21, ['PLP Moulin'])[0]).toMatchObject({ change: { what: 'title', title: 'PLP Moulin' } });
  });
});

describe('whatever a stranger sends', () => {
  const jid = fc.oneof(
    fc.constantFrom(GROUP, ANNE, ANNE_LID, BRAM, 'status@broadcast', '', '@', '1@g.us'),
    fc.string(),
  );
  const bytes = fc.uint8Array({ maxLength: 40 });
  const loose = fc.oneof(fc.string(), fc.integer(), fc.boolean(), bytes);
  const FIELDS = [
    'conversation',
    'extendedTextMessage',
    'imageMessage',
    'videoMessage',
    'audioMessage',
    'documentMessage',
    'stickerMessage',
    'contactMessage',
    'locationMessage',
    'pollCreationMessage',
    'reactionMessage',
    'protocolMessage',
    'interactiveMessage',
    'albumMessage',
    'eventMessage',
    'listMessage',
    'templateMessage',
    'groupInviteMessage',
    'secretEncryptedMessage',
    'stickerPackMessage',
    'commentMessage',
    'placeholderMessage',
  ] as const;
  const contextInfo = fc.record(
    {
      stanzaId: fc.string(),
      participant: jid,
      remoteJid: jid,
      mentionedJid: fc.array(jid, { maxLength: 3 }),
      forwardingScore: fc.nat(),
      isForwarded: fc.boolean(),
      quotedMessage: fc.constant({ imageMessage: { caption: 'q' } }),
    },
    { requiredKeys: [] },
  );
  const body = fc.record(
    {
      text: fc.string(),
      caption: fc.string(),
      name: fc.string(),
      title: fc.string(),
      displayName: fc.string(),
      directPath: fc.string(),
      mediaKey: bytes,
      mimetype: fc.string({ maxLength: 300 }),
      fileName: fc.string({ maxLength: 900 }),
      fileLength: fc.oneof(fc.nat(), fc.constant(2 ** 60)),
      type: fc.nat({ max: 30 }),
      key: fc.record({ id: fc.string(), participant: jid, fromMe: fc.boolean() }),
      contextInfo,
      senderTimestampMs: fc.nat(),
      timestampMs: fc.maxSafeNat(),
    },
    { requiredKeys: [] },
  );
  const message: fc.Arbitrary<proto.IMessage> = fc
    .tuple(
      fc.constantFrom(...FIELDS),
      body,
      fc.array(
        fc.constantFrom('ephemeralMessage', 'viewOnceMessageV2', 'editedMessage', 'associatedChildMessage'),
        { maxLength: 20 },
      ),
    )
    .map(([field, content, wrappers]) =>
      wrappers.reduce<proto.IMessage>((inner, w) => ({ [w]: { message: inner } }), {
        [field]: field === 'conversation' ? (content.text ?? '') : content,
      }),
    );

  it('becomes events that fit, or knowingly none; and never throws', () => {
    fc.assert(
      fc.property(
        message,
        jid,
        jid,
        fc.string(),
        fc.oneof(loose, fc.nat()),
        fc.boolean(),
        (content, remoteJid, participant, id, at, fromMe) => {
          let sent: proto.IMessage;
          try {
            sent = wire(content);
          } catch {
            return;
          }
          const strange = {
            key: { remoteJid, participant, id, fromMe },
            message: sent,
            messageTimestamp: at,
            pushName: id.repeat(200),
          };
          for (const event of messageEvents(strange as unknown as WAMessage, 'live', ctx()))
            channelEventSchema.parse(event);
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('in notes as well', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 250 }),
        fc.array(fc.oneof(fc.string(), fc.json(), fc.constant(JSON.stringify({ id: ANNE })))),
        jid,
        (stub, words, participant) => {
          const strange = wa(null, { participant }, { messageStubType: stub, messageStubParameters: words });
          for (const event of groupEvents(strange, ctx())) channelEventSchema.parse(event);
        },
      ),
      { numRuns: 800 },
    );
  });

  it('a message’s name leads back to its key', () => {
    const id = fc.string({ minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(id, fc.constantFrom(ANNE, ANNE_LID, BRAM), (text, author) => {
        const ref = messageRef(text, false, author);
        expect(keyOf(GROUP, ref)).toEqual(
          text.startsWith('long-')
            ? null
            : { remoteJid: GROUP, id: text, fromMe: false, participant: author },
        );
      }),
    );
    expect(keyOf(GROUP, 'nonsense')).toBeNull();
  });
});
