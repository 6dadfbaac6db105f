/** What people do on Telegram arrives as events: everything once, in order, and nothing before it is journalled. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventKey } from '../../../src/domain/event.js';
import { type House, house, START } from './house.js';

let h: House;
beforeEach(async () => {
  h = await house();
  await h.start();
  await h.arrived();
});
afterEach(() => h.end());

describe('a message', () => {
  it('arrives with its poster, its language and its moment', async () => {
    const { message_id } = h.world.post(h.group, h.people.anne, { text: 'Dag allemaal' });
    await h.arrived();
    expect(h.of('message')).toEqual([
      {
        type: 'message',
        channel: 'telegram',
        chat: h.chat,
        scope: 'group',
        at: START,
        message: String(message_id),
        revision: 0,
        sender: { id: String(h.people.anne.id), name: 'Anne', lang: 'nl' },
        text: 'Dag allemaal',
        media: [],
      },
    ]);
  });

  it('is confirmed to Telegram only once it is in the journal', async () => {
    h.breakJournal(new Error('disk full'));
    h.world.post(h.group, h.people.anne, { text: 'first' });
    h.world.post(h.group, h.people.anne, { text: 'second' });
    await h.arrived();
    expect(h.of('message').map((e) => e.text)).toEqual(['first', 'second']);
    expect(h.log.join('\n')).toContain('can’t be written to the database');
    expect(h.channel.status().state).toBe('connected');
  });

  it('waits for the disk together with what else was written in a busy moment, in its order', async () => {
    const { anne, bram } = h.people;
    for (const n of [1, 2, 3]) h.world.post(h.group, n === 2 ? bram : anne, { text: `${n}` });
    h.world.join(h.group, h.world.person('Dora'));
    for (const n of [4, 5]) h.world.post(h.group, anne, { text: `${n}` });
    await h.arrived();
    expect(h.events.flatMap((e) => (e.type === 'message' ? e.text : e.type))).toEqual([
      '1',
      '2',
      '3',
      'joined',
      '4',
      '5',
    ]);
    // The first ends the question that was waiting for news; the others come with the answer to the next.
    expect(h.handedOver).toEqual([1, 2, 1, 2]);
  });

  it('that comes again after a lost confirmation has the same key', async () => {
    h.world.post(h.group, h.people.anne, { text: 'Bonjour' });
    const update = h.api.pending()[0]!;
    await h.arrived();
    h.api.pushAgain(update);
    await h.arrived();
    const [first, again] = h.of('message');
    expect(eventKey(again!)).toBe(eventKey(first!));
  });

  it('that was edited twice in one second is two edits', async () => {
    const { message_id } = h.world.post(h.group, h.people.anne, { text: 'a' });
    h.world.edit(h.group, message_id, { text: 'b' });
    h.world.edit(h.group, message_id, { text: 'c' });
    await h.arrived();
    expect(h.of('message').map((e) => e.text)).toEqual(['a', 'b', 'c']);
    expect(new Set(h.of('message').map(eventKey)).size).toBe(3);
  });

  it('an album arrives part by part under one mark', async () => {
    for (const name of ['one', 'two'])
      h.world.post(h.group, h.people.anne, { ...h.world.photo(name), media_group_id: '77' });
    await h.arrived();
    expect(h.of('message').map((e) => [e.album, e.media.length, e.media[0]?.kind])).toEqual([
      ['77', 1, 'photo'],
      ['77', 1, 'photo'],
    ]);
  });

  it('of a kind that nobody knows yet waits for a person, and of a channel is left alone', async () => {
    h.world.post(h.group, h.people.anne, { hologram: { depth: 3 } });
    await h.arrived();
    expect(h.of('message')[0]?.other).toBe('unknown:hologram');
  });

  it('after a quiet week, when Telegram’s numbers begin anew below, still arrives', async () => {
    h.world.post(h.group, h.people.anne, { text: 'before' });
    await h.arrived();
    h.api.endPoll();
    await h.arrived();
    h.api.restartNumbers(10);
    h.world.post(h.group, h.people.anne, { text: 'after' });
    await h.arrived();
    expect(h.of('message').map((e) => e.text)).toEqual(['before', 'after']);
  });
});

describe('pictures', () => {
  it('are fetched by their reference, in the largest size', async () => {
    h.world.post(h.group, h.people.anne, h.world.photo('street.jpg', Buffer.from('the whole picture')));
    await h.arrived();
    const [media] = h.of('message')[0]!.media;
    expect(Buffer.from(await h.channel.fetch(media!, 1_000_000)).toString()).toBe('the whole picture');
  });

  it('larger than allowed, or than Telegram gives to bots, are refused with a word', async () => {
    const small = h.world.file('small.jpg', Buffer.alloc(100));
    const film = h.world.file('film.mp4', Buffer.alloc(8), 30 * 1024 * 1024);
    const photo = (ref: string) => ({ kind: 'photo', ref }) as const;
    await expect(h.channel.fetch(photo(small.file_id), 99)).rejects.toThrow('too-large');
    await expect(h.channel.fetch(photo(film.file_id), 1e9)).rejects.toThrow('too-large');
    await expect(h.channel.fetch({ ...photo(film.file_id), size: 30 * 1024 * 1024 }, 1e9)).rejects.toThrow(
      'too-large',
    );
    await expect(h.channel.fetch(photo('nothing'), 1e6)).rejects.toThrow('gone');
  });
});

describe('members', () => {
  it('who come and go are told once, though Telegram tells twice', async () => {
    const dirk = h.world.person('Dirk');
    h.world.join(h.group, dirk);
    h.world.leave(h.group, dirk, h.people.cora);
    await h.arrived();
    expect(h.events.filter((e) => e.type === 'joined' || e.type === 'left')).toMatchObject([
      { type: 'joined', person: { name: 'Dirk' } },
      { type: 'left', person: { name: 'Dirk' }, by: { name: 'Cora' } },
    ]);
  });

  it('whom the bot took out, it was told to take out: nobody did it by hand', async () => {
    const person = String(h.people.bram.id);
    await h.deliver({ type: 'remove-member', person, until: null });
    await h.arrived();
    const [left] = h.of('left');
    expect(left).toMatchObject({ person: { id: person } });
    expect(left).not.toHaveProperty('by');
  });

  it('who ask to be let in can be written to before they are', async () => {
    const dirk = h.world.person('Dirk', { started: false });
    h.world.requestJoin(h.group, dirk);
    await h.arrived();
    expect(h.of('join-request')).toMatchObject([{ person: { id: String(dirk.id) } }]);
    const rules = await h.deliver({
      type: 'tell',
      person: String(dirk.id),
      text: 'Our rules',
      buttons: [],
      groupFallback: false,
    });
    expect([rules.status, h.told(dirk)]).toEqual(['done', ['Our rules']]);
    expect(await h.deliver({ type: 'approve-join', person: String(dirk.id) })).toEqual({ status: 'done' });
    expect(h.group.members.get(dirk.id)?.status).toBe('member');
    expect(await h.deliver({ type: 'decline-join', person: String(dirk.id) })).toEqual({
      status: 'impossible',
      reason: 'no-such-request',
    });
  });
});

describe('the group', () => {
  it('that becomes a supergroup keeps its place', async () => {
    const grown = h.world.upgrade(h.group);
    await h.arrived();
    const moved = h.of('group').filter((e) => e.change.what === 'migrated');
    expect(moved).toHaveLength(2);
    expect(new Set(moved.map(eventKey)).size).toBe(1);
    expect(moved[0]).toMatchObject({ chat: h.chat, change: { to: String(grown.id) } });
    // What was on its way to the old number tells where it went.
    expect(await h.deliver({ type: 'say', text: 'Hello' })).toMatchObject({ reason: 'migrated' });
  });

  it('is looked at when the bot comes in: what is open is told in words for the coordinator', async () => {
    h.group.username = 'rue_du_moulin';
    h.group.info = { has_hidden_members: true };
    h.group.permissions.can_invite_users = true;
    h.world.place(h.group, h.world.bot, { status: 'left' });
    h.world.place(h.group, h.world.bot, { status: 'administrator', can_delete_messages: true });
    await h.arrived();
    await h.channel.checkGroup(h.chat);
    const changes = h.of('group').map((e) => e.change);
    expect(changes).toContainEqual({ what: 'bot-removed' });
    expect(changes).toContainEqual({ what: 'bot-added' });
    expect(changes).toContainEqual({ what: 'bot-rights', missing: ['restrict-members', 'invite-users'] });
    expect(changes).toContainEqual({
      what: 'closedness',
      problems: [
        'public-name',
        'joins-without-approval',
        'members-may-invite',
        'content-not-protected',
        'members-hidden',
      ],
    });
  });
});
