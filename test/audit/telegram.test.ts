import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memorySource } from '../../src/audit/byte-source.js';
import { openSource } from '../../src/audit/open-export.js';
import { MessageSplitter, type Piece } from '../../src/audit/telegram/splitter.js';
import { at, itemsOf, messagesOf } from './read.js';

const pieces = (
  json: string,
  cuts: readonly number[],
  limit?: number,
): { found: Piece[]; splitter: MessageSplitter } => {
  const splitter = new MessageSplitter(limit);
  const edges = [...new Set([0, ...cuts.map((c) => c % (json.length + 1)), json.length])].sort(
    (a, b) => a - b,
  );
  for (let i = 1; i < edges.length; i++) splitter.push(json.slice(edges[i - 1], edges[i]));
  splitter.end();
  return { found: splitter.pieces, splitter };
};

const messages = fc.array(
  fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' }), { maxKeys: 5 }),
  {
    maxLength: 8,
  },
);
const cuts = fc.array(fc.nat(5000), { maxLength: 12 });
const indent = fc.constantFrom(undefined, 1, '\t');

describe('cutting a Telegram export into messages', () => {
  it('gives back every message of a single chat, wherever the chunks end', () => {
    fc.assert(
      fc.property(messages, fc.string(), cuts, indent, (list, name, at, space) => {
        const json = JSON.stringify(
          {
            name,
            type: 'private_supergroup',
            id: 12,
            other: { messages: [{ no: 1 }] },
            messages: list,
            tail: [[{}]],
          },
          null,
          space,
        );
        const { found, splitter } = pieces(json, at);
        expect(found.map((p) => JSON.parse(p.json!))).toEqual(JSON.parse(JSON.stringify(list)));
        expect(splitter.chats.map((c) => [c.name, c.type, c.id])).toEqual([
          [name.slice(0, 2000), 'private_supergroup', '12'],
        ]);
        expect(splitter.complete).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps the chats of a whole account apart', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string(), messages), { maxLength: 4 }),
        cuts,
        indent,
        (chats, at, space) => {
          const json = JSON.stringify(
            {
              about: 'x',
              contacts: { list: [{ first_name: 'A', messages: [{ no: 1 }] }] },
              chats: {
                about: 'y',
                list: chats.map(([name, list], id) => ({ name, type: 'private_group', id, messages: list })),
              },
            },
            null,
            space,
          );
          const { found, splitter } = pieces(json, at);
          expect(splitter.chats.map((c) => c.name)).toEqual(chats.map(([name]) => name));
          chats.forEach(([, list], i) => {
            const own = found.filter((p) => p.chat.index === i).map((p) => JSON.parse(p.json!));
            expect(own).toEqual(JSON.parse(JSON.stringify(list)));
          });
        },
      ),
      { numRuns: 150 },
    );
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(
            '{',
            '}',
            '[',
            ']',
            '"',
            '\\',
            ',',
            ':',
            'messages',
            '"messages":[',
            ' ',
            '\n',
            '1',
            'é',
          ),
          maxLength: 60,
        }),
        cuts,
        (junk, at) => {
          const { splitter } = pieces(junk, at);
          expect(splitter.complete && splitter.broken).toBe(false);
        },
      ),
    );
  });

  it('finds the same messages whole or byte by byte', () => {
    const json = JSON.stringify({ name: 'a "b" \\', messages: [{ t: '}]"\\' }, { t: 'é😀' }] });
    expect(
      pieces(
        json,
        Array.from({ length: json.length }, (_, i) => i),
      ).found,
    ).toEqual(pieces(json, []).found);
  });

  it('skips a message that is too long and goes on', () => {
    const json = JSON.stringify({ messages: [{ t: 'a' }, { t: 'x'.repeat(5000) }, { t: 'b' }] });
    expect(pieces(json, [900, 1800], 1000).found.map((p) => p.json)).toEqual([
      '{"t":"a"}',
      null,
      '{"t":"b"}',
    ]);
  });
});

const base = {
  type: 'message',
  date: '2024-03-12T21:04:00',
  date_unixtime: '1710273840',
  from: 'Luc',
  from_id: 'user7',
};
const chat = (messages: unknown[], name = 'PLP', id = 1, type = 'private_supergroup') => ({
  name,
  type,
  id,
  messages,
});

describe('reading a Telegram export', () => {
  const read = async (...list: unknown[]) => itemsOf(JSON.stringify(chat(list), null, 1), 'telegram');

  it('reads text in pieces, answers, forwards, edits and media', async () => {
    const items = await read(
      {
        ...base,
        id: 1,
        text: ['Homme ', { type: 'bold', text: 'louche' }, ' ', { type: 'mention', text: '@annick' }],
      },
      {
        ...base,
        id: 2,
        text: 'oui',
        reply_to_message_id: 1,
        edited: '2024-03-12T21:05:00',
        edited_unixtime: '1',
      },
      { ...base, id: 3, text: 'vu ailleurs', forwarded_from: 'Une autre chaîne' },
      { ...base, id: 4, text: '', photo: 'photos/1.jpg' },
      { ...base, id: 5, text: '', media_type: 'voice_message', file: 'v.ogg' },
      {
        ...base,
        id: 6,
        text: '',
        poll: { question: 'Jeudi ?', answers: [{ text: 'oui' }, { text: 'non' }] },
      },
      { ...base, id: 7, from: null, from_id: 'channel9', text: 'anonyme' },
    );
    expect(items).toMatchObject([
      {
        id: '1',
        at: at('2024-03-12T20:04:00Z'),
        text: 'Homme louche @annick',
        mentions: ['annick'],
        sender: { id: 'user7', name: 'Luc' },
      },
      { id: '2', text: 'oui', replyTo: '1', edited: true },
      { id: '3', forwardedFrom: 'Une autre chaîne' },
      { id: '4', media: [{ kind: 'photo' }], text: '' },
      { id: '5', media: [{ kind: 'voice' }] },
      { id: '6', other: 'poll', text: 'Jeudi ?\noui\nnon' },
      { id: '7', sender: { name: '', anonymous: true } },
    ]);
  });

  it('reads the Belgian clock of exports that have no other', async () => {
    const { date_unixtime: _, ...old } = base;
    expect(await read({ ...old, id: 1, text: 'x' })).toMatchObject([{ at: at('2024-03-12T20:04:00Z') }]);
  });

  it('knows service lines', async () => {
    const items = await read(
      { id: 1, type: 'service', date: base.date, actor: 'Luc', action: 'invite_members', members: ['Jan'] },
      { id: 2, type: 'service', date: base.date, actor: 'Luc', action: 'remove_members' },
      { id: 3, type: 'service', date: base.date, action: 'something_new' },
    );
    expect(items.map((i) => i.type === 'system' && i.what)).toEqual(['joined', 'left', 'other']);
  });

  it('lists what it cannot read by line and goes on', async () => {
    const json = `{"name":"x","messages":[\n${JSON.stringify({ ...base, id: 1, text: 'un' })},\n{"id":"?"},\n{"id": 2, oops},\n${JSON.stringify({ ...base, id: 3, text: 'trois' })}`;
    const items = await itemsOf(json, 'telegram');
    expect(items.map((i) => (i.type === 'malformed' ? [i.line, i.reason] : i.type))).toEqual([
      'message',
      [3, 'not-a-message'],
      [4, 'not-a-message'],
      'message',
      [5, 'cut-off'],
    ]);
    expect(messagesOf(items).map((m) => m.text)).toEqual(['un', 'trois']);
  });

  describe('of a whole account', () => {
    const account = (...chats: unknown[]) => JSON.stringify({ about: '', chats: { list: chats } });
    const one = (text: string) => [{ ...base, id: 1, text }];

    it('takes the only group', async () => {
      const items = await itemsOf(
        account(chat(one('privé'), 'Jan', 1, 'personal_chat'), chat(one('groupe'))),
        'telegram',
      );
      expect(messagesOf(items).map((m) => m.text)).toEqual(['groupe']);
    });
    it('asks which, where there are several, and takes name, id or number', async () => {
      const json = account(chat(one('a'), 'PLP A', 11), chat(one('b'), 'PLP B', 12));
      const open = (wanted?: string) =>
        openSource(memorySource(json), 'telegram', wanted === undefined ? {} : { chat: wanted });
      await expect(open()).rejects.toThrow(/--chat[\s\S]*1\. PLP A[\s\S]*2\. PLP B/);
      await expect(open('PLP C')).rejects.toThrow(/no chat “PLP C”/);
      for (const wanted of ['plp b', '12', '2']) {
        const items = await itemsOf(json, 'telegram', { chat: wanted });
        expect(messagesOf(items).map((m) => m.text)).toEqual(['b']);
      }
    });
  });
});
