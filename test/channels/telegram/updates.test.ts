/** Updates as events: pure, so that each form of message can be shown in a line, and any nonsense tried. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scrub } from '../../../src/channels/telegram/scrub.js';
import { toEvents } from '../../../src/channels/telegram/update/to-events.js';
import { channelEventSchema, type EventOf } from '../../../src/domain/event.js';

const GROUP = { id: -1001, type: 'supergroup', title: 'Rue du Moulin' };
const ANNE = { id: 5, is_bot: false, first_name: 'Anne', last_name: 'Peeters' };
const BRAM = { id: 6, is_bot: false, first_name: 'Bram' };
const message = (content: object) => ({
  update_id: 9,
  message: { message_id: 3, date: 1_700_000_000, chat: GROUP, from: ANNE, ...content },
});
const read = (content: object): EventOf<'message'> => {
  const [event] = toEvents(message(content), 0).events;
  if (event?.type !== 'message') throw new Error(`became ${event?.type}`);
  return event;
};
const file = { file_id: 'F', file_unique_id: 'U' };

describe('everything that can carry a message', () => {
  it.each<[string, object, Partial<EventOf<'message'>>]>([
    ['words', { text: 'Bonjour' }, { text: 'Bonjour', media: [] }],
    [
      'a picture with words under it',
      {
        photo: [
          { ...file, width: 1, height: 1 },
          { file_id: 'L', width: 9, height: 9 },
        ],
        caption: 'là',
      },
      { text: 'là', media: [{ kind: 'photo', ref: 'L', mime: 'image/jpeg' }] },
    ],
    [
      'a picture whose largest size bots can’t fetch',
      {
        photo: [
          { ...file, width: 5, height: 5, file_size: 9 },
          { file_id: 'L', width: 9, height: 9, file_size: 3e7 },
        ],
      },
      { media: [{ kind: 'photo', ref: 'F', mime: 'image/jpeg', size: 9 }] },
    ],
    [
      'a picture sent as a file',
      { document: { ...file, mime_type: 'image/png', file_name: 'a.png', file_size: 4 } },
      { media: [{ kind: 'document', ref: 'F', mime: 'image/png', name: 'a.png', size: 4 }] },
    ],
    [
      'a GIF, which comes as a document too',
      { animation: { ...file, mime_type: 'video/mp4' }, document: file },
      { media: [{ kind: 'animation', ref: 'F', mime: 'video/mp4' }] },
    ],
    ['a film', { video: file }, { media: [{ kind: 'video', ref: 'F' }] }],
    ['a round film', { video_note: file }, { media: [{ kind: 'video-note', ref: 'F', mime: 'video/mp4' }] }],
    [
      'a sticker',
      { sticker: { ...file, is_video: true } },
      { media: [{ kind: 'sticker', ref: 'F', mime: 'video/webm' }] },
    ],
    ['a voice', { voice: file }, { media: [{ kind: 'voice', ref: 'F' }] }],
    ['a piece of music', { audio: file }, { media: [{ kind: 'audio', ref: 'F' }] }],
    [
      'a contact, whose name and number are read',
      { contact: { first_name: 'Jan', last_name: 'Claes', phone_number: '+32 470 00 00 00' } },
      { text: 'Jan Claes\n+32 470 00 00 00', other: 'contact' },
    ],
    [
      'a poll, whose words are read',
      { poll: { question: 'Qui patrouille ?', options: [{ text: 'Moi' }, { text: 'Toi' }] } },
      { text: 'Qui patrouille ?\nMoi\nToi', other: 'poll' },
    ],
    ['a place', { location: { latitude: 1, longitude: 2 } }, { text: '', other: 'location' }],
    [
      'a place with a name',
      { location: {}, venue: { title: 'Boulangerie', address: 'Rue 1' } },
      { text: 'Boulangerie\nRue 1', other: 'location' },
    ],
    [
      'a checklist',
      { checklist: { title: 'A', tasks: [{ text: 'b' }] } },
      { text: 'A\nb', other: 'checklist' },
    ],
    [
      'the name of a topic',
      { forum_topic_created: { name: 'Voleurs' } },
      { text: 'Voleurs', other: 'topic' },
    ],
    ['a story', { story: { id: 1 } }, { other: 'unknown:story' }],
    [
      'paid media',
      { paid_media: { star_count: 1 }, caption: 'x' },
      { text: 'x', other: 'unknown:paid_media' },
    ],
    ['a kind of next year', { hologram: {} }, { other: 'unknown:hologram' }],
    ['a picture of another form', { photo: 'none' }, { other: 'unknown:photo' }],
    ['nothing at all', {}, { other: 'unknown:empty' }],
    ['a new mark on an ordinary message', { text: 'a', sparkle: 3 }, { text: 'a', media: [] }],
    ['a part of an album', { text: 'a', media_group_id: '12' }, { album: '12' }],
    ['a message in a topic', { text: 'a', is_topic_message: true, message_thread_id: 4 }, { topic: '4' }],
    [
      'an answer',
      { text: 'a', reply_to_message: { message_id: 2, text: 'before', from: BRAM } },
      { replyTo: { message: '2', sender: '6', text: 'before' } },
    ],
    [
      'an answer to a part of a message',
      { text: 'a', reply_to_message: { message_id: 2, text: 'before', from: BRAM }, quote: { text: 'for' } },
      { replyTo: { message: '2', sender: '6', text: 'for' } },
    ],
    [
      'an answer to a message of another chat, whose picture shows here',
      { text: 'a', external_reply: { photo: [file] }, quote: { text: 'q' } },
      {
        replyTo: { message: 'elsewhere', text: 'q' },
        media: [{ kind: 'photo', ref: 'F', mime: 'image/jpeg' }],
      },
    ],
    [
      'a forwarded message',
      { text: 'a', forward_origin: { type: 'channel', chat: { id: 1, type: 'channel', title: 'News' } } },
      { forward: { times: 1, origin: 'News' } },
    ],
    [
      'mentions',
      {
        text: '@bram and Cora',
        entities: [
          { type: 'mention', offset: 0, length: 5 },
          { type: 'text_mention', offset: 10, length: 4, user: { id: 8, first_name: 'Cora' } },
        ],
      },
      { mentions: ['@bram', '8'] },
    ],
    [
      'a message through another bot',
      { text: 'a', via_bot: { id: 1, is_bot: true } },
      { sender: { id: '5', name: 'Anne Peeters' } },
    ],
    [
      'an anonymous administrator',
      {
        text: 'a',
        from: { id: 1087968824, is_bot: true, first_name: 'Group' },
        sender_chat: GROUP,
        author_signature: 'owner',
      },
      { sender: { id: '-1001', name: 'Rue du Moulin (owner)', anonymous: true } },
    ],
    [
      'a post of the linked channel',
      { text: 'a', is_automatic_forward: true, sender_chat: { id: -1009, type: 'channel', title: 'Police' } },
      { sender: { id: '-1009', name: 'Police', anonymous: true } },
    ],
  ])('%s', (_, content, expected) => {
    expect(read(content)).toMatchObject(expected);
  });

  it('notices of Telegram itself are no messages', () => {
    for (const notice of [{ pinned_message: {} }, { video_chat_started: {} }, { new_chat_photo: [] }])
      expect(toEvents(message(notice), 0).events).toEqual([]);
  });

  it('steps of somebody who shares where they are as they walk are not judged anew', () => {
    const { update_id, message: m } = message({ location: {}, edit_date: 1_700_000_009 });
    expect(toEvents({ update_id, edited_message: m }, 0).events).toEqual([]);
  });

  it('posts of a channel are no group’s', () => {
    expect(toEvents(message({ text: 'a', chat: { id: -9, type: 'channel' } }), 0).events).toEqual([]);
  });
});

describe('reactions', () => {
  const reaction = (old_reaction: object[], new_reaction: object[], who: object = { user: ANNE }) =>
    toEvents(
      {
        update_id: 1,
        message_reaction: { chat: GROUP, message_id: 3, date: 5, ...who, old_reaction, new_reaction },
      },
      0,
    ).events.map((e) => e.type === 'reaction' && `${e.sender.id} ${e.emoji}`);
  const thumb = { type: 'emoji', emoji: '👍' };
  const heart = { type: 'emoji', emoji: '❤' };

  it('are told when they are added, not when they stay or go', () => {
    expect(reaction([heart], [heart, thumb])).toEqual(['5 👍']);
    expect(reaction([thumb], [])).toEqual([]);
    expect(reaction([], [{ type: 'custom_emoji', custom_emoji_id: '7' }, { type: 'paid' }])).toEqual([
      '5 custom:7',
      '5 paid',
    ]);
    expect(reaction([], [thumb], { actor_chat: GROUP })).toEqual(['-1001 👍']);
  });
});

describe('whatever Telegram sends', () => {
  const json = fc.jsonValue() as fc.Arbitrary<never>;
  const KINDS = [
    'message',
    'edited_message',
    'callback_query',
    'message_reaction',
    'chat_member',
    'my_chat_member',
    'chat_join_request',
    'next_year',
  ];
  const FIELDS = [
    'text',
    'caption',
    'photo',
    'document',
    'animation',
    'sticker',
    'contact',
    'poll',
    'location',
    'checklist',
    'entities',
    'reply_to_message',
    'external_reply',
    'quote',
    'forward_origin',
    'sender_chat',
    'from',
    'new_chat_members',
    'left_chat_member',
    'migrate_to_chat_id',
    'new_chat_title',
    'edit_date',
    'media_group_id',
    'message_thread_id',
  ];

  it('never throws, and what comes out always fits the inbox', () => {
    const content = fc.dictionary(fc.constantFrom(...FIELDS), json);
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), json, content, fc.boolean(), (kind, nonsense, fields, whole) => {
        const body = whole ? nonsense : message(fields).message;
        const { events } = toEvents({ update_id: 1, [kind]: body }, 7);
        for (const event of events) expect(() => channelEventSchema.parse(event)).not.toThrow();
      }),
      { numRuns: 600 },
    );
  });

  it('a message in a group always comes out, as what it is or as unknown', () => {
    const content = fc.dictionary(fc.constantFrom(...FIELDS.filter((f) => !/chat_|^migrate/.test(f))), json);
    fc.assert(
      fc.property(content, (fields) => {
        expect(toEvents(message(fields), 0).events.filter((e) => e.type === 'message')).toHaveLength(1);
      }),
      { numRuns: 400 },
    );
  });

  it('is read the same each time', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...FIELDS), json), (fields) => {
        expect(toEvents(message(fields), 0)).toEqual(toEvents(message(fields), 0));
      }),
      { numRuns: 200 },
    );
  });
});

describe('the token', () => {
  const token = '123456789:AAE_abcdefghijklmnopqrstuvwxyz-01234';
  it('is cut out of any words around it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.boolean(), (before, after, encoded) => {
        const text = `${before}/bot${encoded ? encodeURIComponent(token) : token}/getMe${after}`;
        expect(scrub(text, token)).not.toContain('abcdefghijklmnopqrstuvwxyz');
      }),
    );
  });
});
