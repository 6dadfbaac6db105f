/** Who waits behind a picture, and who doesn't. */
import { describe, expect, it } from 'vitest';
import type { ChannelEvent, EventOf } from '../../src/domain/event.js';
import { WaitingEvents } from '../../src/engine/waiting-events.js';

const base = { channel: 'playground', chat: 'street', scope: 'group', at: 0 } as const;
const message = (
  who: string,
  text: string,
  id: string,
  more: Partial<EventOf<'message'>> = {},
): ChannelEvent => ({
  ...base,
  type: 'message',
  message: id,
  revision: 0,
  sender: { id: who, name: who },
  text,
  media: [],
  ...more,
});
const behind = (...events: ChannelEvent[]) => {
  const all = new WaitingEvents();
  events.forEach((event, i) => {
    all.add(event, i + 1, event);
  });
  return {
    mustWait: (event: ChannelEvent, informs = false) => all.mustWait(event, () => informs),
    done: all.done.bind(all),
    clear: all.clear.bind(all),
    chats: all.chats.bind(all),
    add: all.add.bind(all),
  };
};

describe('behind a picture with a caption', () => {
  const waiting = behind(message('anne', 'Regardez', 'm1'));

  it('words of others overtake, in this chat and in any other', () => {
    expect(waiting.mustWait(message('bram', 'Homme louche', 'm2'))).toBe(false);
    expect(waiting.mustWait(message('anne', 'Homme louche', 'm2', { chat: 'elsewhere' }))).toBe(false);
    const emoji: ChannelEvent = {
      ...base,
      type: 'reaction',
      message: 'm0',
      sender: { id: 'bram', name: '' },
      emoji: '👍',
    };
    expect(waiting.mustWait(emoji)).toBe(false);
  });

  it('its edit, its removal, an emoji on it and an answer to it keep their order', () => {
    expect(waiting.mustWait(message('anne', 'Voilà', 'm1', { revision: 1 }))).toBe(true);
    expect(waiting.mustWait({ ...base, type: 'removed', message: 'm1' })).toBe(true);
    const emoji: ChannelEvent = {
      ...base,
      type: 'reaction',
      message: 'm1',
      sender: { id: 'bram', name: '' },
      emoji: '👍',
    };
    expect(waiting.mustWait(emoji)).toBe(true);
    expect(waiting.mustWait(message('bram', 'Qui ?', 'm2', { replyTo: { message: 'm1' } }))).toBe(true);
  });

  it('its author’s next words are the rest of the telling, under either of their names', () => {
    expect(waiting.mustWait(message('anne', '101 prévenu', 'm2'))).toBe(true);
    const alias = { id: 'lid:7', name: 'Anne', alt: 'anne' };
    expect(waiting.mustWait(message('lid:7', '101 prévenu', 'm2', { sender: alias }))).toBe(true);
  });

  it('a word that the police know may be about it, whoever says it', () => {
    expect(waiting.mustWait(message('bram', '101 prévenu', 'm2'), true)).toBe(true);
    expect(behind(message('anne', '', 'm1')).mustWait(message('bram', '101 prévenu', 'm2'), true)).toBe(
      false,
    );
  });

  it('what is about the group’s state waits: timers, presses, changes of the group', () => {
    expect(
      waiting.mustWait({ ...base, type: 'timer', id: 't', timer: 'hold-expiry', ref: 'h1' } as ChannelEvent),
    ).toBe(true);
    expect(
      waiting.mustWait({ ...base, type: 'group', id: 'g', change: { what: 'migrated', to: 'new' } }),
    ).toBe(true);
  });
});

describe('behind a picture without words', () => {
  it('its author’s words overtake too: there is nothing that they could continue', () => {
    expect(behind(message('anne', '', 'm1')).mustWait(message('anne', 'Homme louche', 'm2'))).toBe(false);
  });
});

describe('what waits behind what waits', () => {
  it('keeps its order as well, until it is done', () => {
    const waiting = behind(
      message('anne', '', 'm1'),
      message('bram', 'Qui ?', 'm2', { replyTo: { message: 'm1' } }),
    );
    const answer = message('cora', 'Personne', 'm3', { replyTo: { message: 'm2' } });
    expect(waiting.mustWait(answer)).toBe(true);
    expect(waiting.mustWait(message('bram', 'Alors ?', 'm4'))).toBe(true);
    waiting.done(base, 2);
    expect([waiting.mustWait(answer), waiting.mustWait(message('bram', 'Alors ?', 'm4'))]).toEqual([
      false,
      false,
    ]);
    waiting.clear(base);
    expect(waiting.chats()).toEqual([]);
  });

  it('behind what can’t be read everything of its chat waits', () => {
    const waiting = behind();
    waiting.add(base, 1, null);
    expect(waiting.mustWait(message('bram', 'Merci', 'm9'))).toBe(true);
    expect(waiting.mustWait(message('bram', 'Merci', 'm9', { chat: 'elsewhere' }))).toBe(false);
  });
});
