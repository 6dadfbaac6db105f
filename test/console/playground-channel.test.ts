import { beforeEach, describe, expect, it } from 'vitest';
import { ChatBook } from '../../src/channels/playground/chat-book.js';
import { PlaygroundChannel } from '../../src/channels/playground/playground-channel.js';
import { PlaygroundClock } from '../../src/channels/playground/playground-clock.js';
import { type ChannelEvent, channelEventSchema } from '../../src/domain/event.js';

let book: ChatBook;
let channel: PlaygroundChannel;
let events: ChannelEvent[];

beforeEach(async () => {
  book = new ChatBook(':memory:');
  book.addRoom({ id: 'r1', story: null, lang: 'fr', title: 'PLP' });
  for (const person of ['ann', 'bob'])
    book.saveSeat('r1', { person, name: person, state: 'in', until: null });
  channel = new PlaygroundChannel(book, () => 1000);
  events = [];
  await channel.start((event) => {
    channelEventSchema.parse(event);
    events.push(event);
  });
});

describe('what the engine delivers', () => {
  it('is done once, however often it is tried', async () => {
    const first = await channel.deliver('r1', { type: 'say', text: 'Merci' }, 'a1.0');
    const again = await channel.deliver('r1', { type: 'say', text: 'Merci' }, 'a1.0');
    expect(first).toEqual(again);
    expect(book.messages('r1')).toHaveLength(1);
  });

  it('takes a message out, and is content when it is gone already', async () => {
    const { id } = channel.post('r1', 'ann', { text: 'Bonjour', to: 'group' });
    await channel.deliver('r1', { type: 'delete', message: id }, 'a1.0');
    expect(book.message(id)).toMatchObject({ deleted: 'bot', text: '' });
    expect(await channel.deliver('r1', { type: 'delete', message: id }, 'a2.0')).toEqual({ status: 'done' });
  });

  it('says when it is impossible', async () => {
    const tell = { type: 'tell', person: 'nobody', text: 'x', buttons: [], groupFallback: false } as const;
    expect(await channel.deliver('r1', tell, 'a')).toEqual({
      status: 'impossible',
      reason: 'unknown-person',
    });
    expect(await channel.deliver('r9', { type: 'say', text: 'x' }, 'b')).toEqual({
      status: 'impossible',
      reason: 'no-such-chat',
    });
  });

  it('keeps a muted person from writing until the time is over, and one who was removed for good', async () => {
    await channel.deliver('r1', { type: 'restrict', person: 'ann', until: 2000 }, 'a');
    expect(() => channel.post('r1', 'ann', { text: 'x', to: 'group' })).toThrow(/muted/);
    expect(channel.post('r1', 'ann', { text: 'x', to: 'bot' }).thread).toBe('ann');
    await channel.deliver('r1', { type: 'restrict', person: 'ann', until: 900 }, 'b');
    expect(channel.post('r1', 'ann', { text: 'x', to: 'group' }).text).toBe('x');
    await channel.deliver('r1', { type: 'remove-member', person: 'bob', until: null }, 'c');
    expect(() => channel.post('r1', 'bob', { text: 'x', to: 'group' })).toThrow(/out-of-group/);
    await channel.deliver('r1', { type: 'readmit', person: 'bob' }, 'd');
    expect(channel.post('r1', 'bob', { text: 'x', to: 'group' }).text).toBe('x');
  });

  it('shows the answer to a pressed button to the one who pressed', async () => {
    const toasts: unknown[] = [];
    channel.onChange((_, change) => change.type === 'toast' && toasts.push(change));
    await channel.deliver(
      'r1',
      {
        type: 'tell',
        person: 'ann',
        text: '?',
        buttons: [{ label: 'Oui', action: 'informed:h1' }],
        groupFallback: true,
      },
      'a',
    );
    channel.press('r1', 'ann', book.messages('r1')[0]!.id, 'informed:h1');
    const press = events.at(-1) as Extract<ChannelEvent, { type: 'press' }>;
    expect(press).toMatchObject({
      type: 'press',
      scope: 'private',
      action: 'informed:h1',
      sender: { id: 'ann' },
    });
    await channel.deliver('r1', { type: 'answer-press', press: press.id, text: 'Merci' }, 'b');
    expect(toasts).toEqual([{ type: 'toast', person: 'ann', text: 'Merci' }]);
  });
});

describe('what people do', () => {
  it('becomes events that the inbox accepts, each under a key of its own', () => {
    const { id } = channel.post('r1', 'ann', { text: 'Bonjour', to: 'group' });
    channel.edit('r1', 'ann', id, 'Bonsoir');
    channel.post('r1', 'bob', { text: 'Salut', to: 'group', replyTo: id, forwarded: 6 });
    channel.react('r1', 'bob', id, '👍');
    channel.remove('r1', 'ann', id);
    expect(events.map((e) => e.type)).toEqual(['message', 'message', 'message', 'reaction', 'removed']);
    expect(events[1]).toMatchObject({ revision: 1, text: 'Bonsoir' });
    expect(events[2]).toMatchObject({ replyTo: { message: id, text: 'Bonsoir' }, forward: { times: 6 } });
    expect(events[4]).toMatchObject({ by: 'ann' });
  });
});

describe('the clock of the playground', () => {
  it('only goes forward, and what it was moved is kept', () => {
    let kept = 0;
    const clock = new PlaygroundClock(
      5000,
      (ms) => {
        kept = ms;
      },
      () => 100,
    );
    clock.jump(600_000);
    expect([clock.now(), clock.offset, kept]).toEqual([605_100, 605_000, 605_000]);
    expect(() => clock.jump(-1)).toThrow(RangeError);
  });
});
