/** What the engine orders is done on Telegram, as its limits allow, and is not done twice. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Delivery } from '../../../src/channels/channel.js';
import { type House, house, START, tell } from './house.js';
import { Refusal, tooMany } from './refusal.js';

const MINUTE = 60_000;
const DAY = 86_400_000;
let h: House;
beforeEach(async () => {
  h = await house();
  await h.start();
  await h.arrived();
});
afterEach(() => h.end());
const say = (text: string, replyTo?: string): Delivery => ({
  type: 'say',
  text,
  ...(replyTo ? { replyTo } : {}),
});

describe('taking a message out', () => {
  it('leaves nothing; one that is gone already is done as well', async () => {
    const { message_id } = h.world.post(h.group, h.people.anne, { text: 'plate 1-ABC-234' });
    const out: Delivery = { type: 'delete', message: String(message_id) };
    expect([await h.deliver(out), await h.deliver(out)]).toEqual([{ status: 'done' }, { status: 'done' }]);
    expect(h.inGroup()).toEqual([]);
  });

  it('after 48 hours, or without the right, is impossible; the lacking right is told', async () => {
    const { message_id } = h.world.post(h.group, h.people.anne, { text: 'old' });
    await h.pass(3 * DAY);
    const out: Delivery = { type: 'delete', message: String(message_id) };
    expect(await h.deliver(out)).toEqual({ status: 'impossible', reason: 'cannot-be-deleted' });
    h.group.members.get(h.world.bot.id)!.can_delete_messages = false;
    const { message_id: fresh } = h.world.post(h.group, h.people.anne, { text: 'new' });
    expect(await h.deliver({ type: 'delete', message: String(fresh) })).toMatchObject({
      status: 'impossible',
    });
    await h.restart();
    expect(h.of('group').at(-1)?.change).toEqual({ what: 'bot-rights', missing: ['delete-messages'] });
  });
});

describe('speaking in the group', () => {
  it('answers the message, or stands alone when that is gone; never to be forwarded', async () => {
    const { message_id } = h.world.post(h.group, h.people.anne, { text: 'report' });
    const { message } = (await h.deliver(say('Police informed at 21:04', String(message_id)))) as {
      message: string;
    };
    expect(h.group.messages.get(Number(message))!.body).toMatchObject({
      reply_to_message: { message_id },
      has_protected_content: true,
    });
    h.world.remove(h.group, message_id);
    expect(await h.deliver(say('Later', String(message_id)))).toMatchObject({ status: 'done' });
  });

  it('cuts what is too long for one message, between words, and loses none', async () => {
    const text = Array.from({ length: 1200 }, (_, i) => `word${i}`).join(' ');
    await h.deliver(say(text));
    expect(h.inGroup().length).toBeGreaterThan(1);
    expect(h.inGroup().join(' ')).toBe(text);
  });

  it('waits by itself before Telegram refuses: twenty messages a minute in a group', async () => {
    const results = [];
    for (let i = 0; i < 21; i++) {
      results.push(await h.deliver(say(`${i}`)));
      await h.pass(100);
    }
    expect(results.filter((r) => r.status === 'done')).toHaveLength(20);
    expect(results[20]).toMatchObject({ status: 'retry', reason: 'pace' });
    await h.pass((results[20] as { afterMs: number }).afterMs);
    expect(await h.deliver(say('20'))).toMatchObject({ status: 'done' });
  });

  it('a pause that Telegram asks for is kept in that chat, and nobody knocks meanwhile', async () => {
    h.api.fault('sendMessage', { refuse: tooMany(17) });
    expect(await h.deliver(say('a'))).toEqual({ status: 'retry', afterMs: 17_000, reason: 'rate-limit' });
    const calls = h.api.calls.length;
    expect(await h.deliver(say('a'))).toMatchObject({ status: 'retry', reason: 'pace' });
    expect(h.api.calls.length).toBe(calls);
    await h.pass(17_000);
    expect(await h.deliver(say('a'))).toMatchObject({ status: 'done' });
  });

  it('that broke off in the middle goes on there, also after a restart', async () => {
    const text = Array.from({ length: 1200 }, (_, i) => `word${i}`).join(' ');
    const halfway = h.api;
    halfway.fault('sendMessage', { cut: 'before' });
    expect(await h.deliver(say(text), 'k')).toMatchObject({ status: 'retry', reason: 'network' });
    expect(h.inGroup()).toEqual([]);
    h.api.fault('sendPhoto', { cut: 'before' });
    const media = [{ kind: 'photo', ref: h.world.file('p.jpg', Buffer.from('p')).file_id }] as const;
    const long: Delivery = { type: 'repost', text: text.slice(0, 2000), media, blur: false };
    expect(await h.deliver(long, 'r')).toMatchObject({ status: 'retry' });
    await h.restart();
    expect(await h.deliver(long, 'r')).toMatchObject({ status: 'done' });
    expect(h.api.called('sendPhoto')).toHaveLength(2);
    expect(h.inGroup().filter((t) => t.startsWith('word0'))).toHaveLength(1);
  });
});

describe('a group with topics', () => {
  it('hears the bot, and gets reports back, in the topic that they are about; else in the general one', async () => {
    const { message_thread_id: topic } = h.world.topic(h.group);
    const media = ['a', 'b'].map((n) => ({
      kind: 'photo' as const,
      ref: h.world.file(`${n}.jpg`, Buffer.from(n)).file_id,
    }));
    const back: Delivery = { type: 'repost', text: 'Anne:', media, blur: false, topic: String(topic) };
    const words: Delivery = { type: 'say', text: 'Police informed', topic: String(topic) };
    const topicOf = (i: number) => h.world.standing(h.group).at(i)?.body.message_thread_id;
    await h.deliver(back);
    await h.deliver(words);
    expect([topicOf(0), topicOf(1), topicOf(2)]).toEqual([topic, topic, topic]);
    await h.deliver(
      tell(h.world.person('Stranger', { started: false }), { topic: String(topic), groupFallback: true }),
    );
    expect(topicOf(-1)).toBe(topic);
    h.group.topics.set(topic, 'closed');
    expect(await h.deliver(words)).toMatchObject({ status: 'done' });
    h.group.topics.delete(topic);
    expect(await h.deliver(words)).toMatchObject({ status: 'done' });
    expect([topicOf(-1), topicOf(-2)]).toEqual([undefined, undefined]);
  });
});

describe('telling somebody', () => {
  it('privately, with their own words as a quotation and buttons under it', async () => {
    await h.deliver(
      tell(h.people.anne, { quote: 'my words 😀', buttons: [{ label: 'Done', action: 'informed:h1' }] }),
    );
    const [message] = h.world.standing(h.world.chat(h.people.anne.id));
    expect(message!.body).toMatchObject({
      text: 'Call 101 first.\n\nmy words 😀',
      entities: [{ type: 'blockquote', offset: 17, length: 11 }],
      reply_markup: { inline_keyboard: [[{ text: 'Done', callback_data: 'informed:h1' }]] },
    });
    expect(h.inGroup()).toEqual([]);
  });

  it('with pictures to decide about, before the words and the buttons', async () => {
    const files = [{ name: 'a.jpg', mime: 'image/jpeg', bytes: new Uint8Array([1]) }];
    const buttons = [{ label: 'Post', action: 'release:h1' }];
    const { message } = (await h.deliver(tell(h.people.cora, { files, buttons }))) as { message: string };
    const [picture, question] = h.world.standing(h.world.chat(h.people.cora.id));
    expect(picture?.body).toMatchObject({ photo: [{}], has_protected_content: true });
    expect([String(question?.message_id), question?.body.text]).toEqual([message, 'Call 101 first.']);
    await h.deliver(tell(h.people.bram, { files, groupFallback: true }));
    expect(h.world.standing(h.group).map((m) => Object.keys(m.body).includes('photo'))).toEqual([false]);
  });

  it('who never wrote to the bot: in the group, by name, for a short time, and only what may be said there', async () => {
    const { message_id } = h.world.post(h.group, h.people.bram, { text: 'report' });
    await h.arrived();
    expect(await h.deliver(tell(h.people.bram, { quote: 'secret' }))).toEqual({
      status: 'impossible',
      reason: 'never-started',
    });
    await h.deliver(tell(h.people.bram, { groupFallback: true, about: String(message_id), quote: 'secret' }));
    expect(h.inGroup()).toEqual(['report', 'Bram, Call 101 first.']);
    // The program is restarted meanwhile: the answer still takes itself away.
    await h.restart();
    await h.pass(4 * MINUTE);
    expect(h.inGroup()).toHaveLength(2);
    await h.pass(2 * MINUTE);
    expect(h.inGroup()).toEqual(['report']);
  });

  it('who blocked the bot is not written to in public when it is about them', async () => {
    h.world.blocked.add(h.people.anne.id);
    expect(await h.deliver(tell(h.people.anne))).toEqual({ status: 'impossible', reason: 'blocked' });
    expect(h.inGroup()).toEqual([]);
  });

  it('“the group” itself, for whom an anonymous administrator writes, is never written to', async () => {
    const anonymous = tell({ id: h.group.id }, { quote: 'words' });
    expect(await h.deliver(anonymous)).toEqual({ status: 'impossible', reason: 'anonymous' });
    expect([h.inGroup(), h.api.called('sendMessage')]).toEqual([[], []]);
  });

  it('again after a crash that came before we heard of it: said twice at worst, never lost', async () => {
    h.api.fault('sendMessage', { cut: 'after' });
    expect(await h.deliver(tell(h.people.anne), 'k')).toMatchObject({ status: 'retry', reason: 'network' });
    expect(await h.deliver(tell(h.people.anne), 'k')).toMatchObject({ status: 'done' });
    // From here on it is known to have been said.
    await h.restart();
    await h.deliver(tell(h.people.anne), 'k');
    expect(h.told(h.people.anne)).toHaveLength(2);
  });
});

describe('buttons', () => {
  const question = (who: { id: number }, groupFallback: boolean): Delivery =>
    tell(who, { groupFallback, buttons: [{ label: 'Done', action: 'informed:h1' }] });

  it('are answered at once and taken away from a private question', async () => {
    const { message } = (await h.deliver(question(h.people.anne, false))) as { message: string };
    const chat = h.world.chat(h.people.anne.id);
    const press = h.world.press(chat, h.people.anne, Number(message), 'informed:h1');
    await h.arrived();
    expect(h.of('press')).toMatchObject([
      { id: press, scope: 'private', action: 'informed:h1', sender: { id: String(h.people.anne.id) } },
    ]);
    expect(await h.deliver({ type: 'answer-press', press, text: 'Thank you' })).toEqual({ status: 'done' });
    expect(h.world.toasts).toEqual([{ person: h.people.anne.id, text: 'Thank you' }]);
    expect(h.world.standing(chat)[0]!.body.reply_markup).toBeUndefined();
    expect(await h.deliver({ type: 'answer-press', press })).toEqual({
      status: 'impossible',
      reason: 'press-too-old',
    });
  });

  it('in the group stay when somebody else pressed them, and go with the question when the one who was asked did', async () => {
    const { message } = (await h.deliver(question(h.people.bram, true))) as { message: string };
    const other = h.world.press(h.group, h.people.anne, Number(message), 'informed:h1');
    await h.arrived();
    await h.deliver({ type: 'answer-press', press: other, text: 'Not yours' });
    expect(h.inGroup()).toEqual(['Bram, Call 101 first.']);
    const own = h.world.press(h.group, h.people.bram, Number(message), 'informed:h1');
    await h.arrived();
    await h.deliver({ type: 'answer-press', press: own, text: 'Thank you' });
    expect(h.inGroup()).toEqual([]);
  });
});

describe('putting a message back', () => {
  const photo = (name: string) =>
    ({ kind: 'photo', ref: h.world.file(name, Buffer.from(name)).file_id }) as const;

  it('with its picture under the words, an album as an album, kinds without words after them', async () => {
    const repost = { type: 'repost', text: 'Anne reports:', blur: false } as const;
    await h.deliver({ ...repost, media: [photo('a')] });
    await h.deliver({ ...repost, media: [photo('a'), photo('b')] });
    await h.deliver({ ...repost, media: [{ ...photo('c'), kind: 'sticker' }] });
    const kinds = h.api.calls.map((c) => c.method).filter((m) => m.startsWith('send'));
    expect(kinds).toEqual(['sendPhoto', 'sendMediaGroup', 'sendMessage', 'sendSticker']);
    expect(h.inGroup()).toEqual(['Anne reports:', 'Anne reports:', '', 'Anne reports:', '']);
  });

  it('made unrecognisable: the safe files go up, the originals never; without them the words alone', async () => {
    const original = photo('plate.jpg');
    const files = [
      { name: 'safe-1.jpg', mime: 'image/jpeg', bytes: new Uint8Array([1, 2, 3]) },
      { name: 'safe-2.jpg', mime: 'image/jpeg', bytes: new Uint8Array([4, 5]) },
    ];
    const repost = { type: 'repost', text: 'Anne reports:', media: [original], blur: true } as const;
    await h.deliver({ ...repost, files: files.slice(0, 1) });
    await h.deliver({ ...repost, files });
    await h.deliver(repost);
    expect(h.api.methods.uploads.map((u) => [...u.bytes])).toEqual([
      [1, 2, 3],
      [1, 2, 3],
      [4, 5],
    ]);
    expect(JSON.stringify(h.api.calls)).not.toContain(original.ref);
    expect(h.inGroup()).toEqual(['Anne reports:', 'Anne reports:', '', 'Anne reports:']);
  });
});

describe('a letter', () => {
  const letter = (who: { id: number }, read: () => Promise<Uint8Array>): Delivery => ({
    type: 'send-file',
    person: String(who.id),
    name: 'letter.html',
    mime: 'text/html',
    caption: 'For your signature',
    read,
  });

  it('goes to the person only', async () => {
    expect(await h.deliver(letter(h.people.cora, async () => Buffer.from('<p>')))).toMatchObject({
      status: 'done',
    });
    expect(h.told(h.people.cora)).toEqual(['For your signature']);
    expect(h.api.methods.uploads).toEqual([{ name: 'letter.html', bytes: Buffer.from('<p>') }]);
  });

  it('that is gone, or whose reader can’t be reached, is impossible', async () => {
    const gone = async (): Promise<Uint8Array> => {
      throw new Error('erased');
    };
    expect(await h.deliver(letter(h.people.cora, gone))).toMatchObject({ reason: 'file-gone' });
    expect(await h.deliver(letter(h.people.bram, async () => Buffer.from('x')))).toMatchObject({
      reason: 'never-started',
    });
  });
});

describe('measures', () => {
  const member = () => h.group.members.get(h.people.anne.id)!;
  const person = () => String(h.people.anne.id);

  it('silence and exclude for a time, and are lifted', async () => {
    await h.deliver({ type: 'restrict', person: person(), until: START + 7 * DAY });
    expect(member()).toMatchObject({ status: 'restricted', until_date: (START + 7 * DAY) / 1000 });
    await h.deliver({ type: 'unrestrict', person: person() });
    expect(member().status).toBe('member');
    await h.deliver({ type: 'remove-member', person: person(), until: null });
    expect(member()).toMatchObject({ status: 'kicked', until_date: 0 });
    await h.deliver({ type: 'readmit', person: person() });
    expect(member().status).toBe('left');
  });

  it('shorter than Telegram knows are not taken for “for ever”; over already, they do nothing', async () => {
    await h.deliver({ type: 'restrict', person: person(), until: START + 5_000 });
    expect(member().until_date).toBe(START / 1000 + 40);
    await h.deliver({ type: 'remove-member', person: person(), until: START - 1 });
    expect(member().status).toBe('restricted');
  });

  it('longer than Telegram knows are renewed before they end, and end when they should', async () => {
    const until = START + 800 * DAY;
    await h.deliver({ type: 'remove-member', person: person(), until });
    expect(member().until_date).toBe(START / 1000 + 365 * 86_400);
    await h.restart();
    await h.pass(361 * DAY);
    expect(member().until_date).toBe(START / 1000 + (361 + 365) * 86_400);
    await h.pass(361 * DAY);
    expect(member().until_date).toBe(until / 1000);
    const calls = h.api.called('banChatMember').length;
    await h.pass(361 * DAY);
    expect(h.api.called('banChatMember')).toHaveLength(calls);
  });

  it('against an administrator, or in a group that is no supergroup, are impossible', async () => {
    expect(await h.deliver({ type: 'restrict', person: String(h.people.cora.id), until: null })).toEqual({
      status: 'impossible',
      reason: 'is-administrator',
    });
    const small = h.world.group('Small', [h.people.anne], 'group');
    expect(
      await h.channel.deliver(String(small.id), { type: 'restrict', person: person(), until: null }, 'k'),
    ).toEqual({ status: 'impossible', reason: 'needs-supergroup' });
  });
});

describe('closing the group', () => {
  it('to all but announcements and back leaves what members could do as it was', async () => {
    const before = { ...h.group.permissions };
    await h.deliver({ type: 'tighten', what: 'announce-only' });
    await h.deliver({ type: 'tighten', what: 'announce-only' });
    expect(Object.values(h.group.permissions).some((v) => v)).toBe(false);
    await h.restart();
    await h.deliver({ type: 'tighten', what: 'announce-off' });
    expect(h.group.permissions).toEqual(before);
  });

  it('takes back the invite link and members’ right to add others; what only the owner can is said', async () => {
    h.group.permissions.can_invite_users = true;
    expect(await h.deliver({ type: 'tighten', what: 'revoke-invite' })).toEqual({ status: 'done' });
    expect(h.group.permissions.can_invite_users).toBe(false);
    expect(await h.deliver({ type: 'tighten', what: 'protect-content' })).toEqual({
      status: 'impossible',
      reason: 'only-the-owner-can',
    });
  });
});

describe('errors', () => {
  it.each([
    [new Refusal(500, 'Internal Server Error'), { status: 'retry', reason: 'telegram' }],
    [new Refusal(400, 'Bad Request: not enough rights to send text messages'), { reason: 'no-right' }],
    [new Refusal(400, 'Bad Request: TOPIC_CLOSED'), { reason: 'refused:topic-closed' }],
  ])('%s', async (refuse, result) => {
    h.api.fault('sendMessage', { refuse });
    expect(await h.deliver(say('x'))).toMatchObject(result);
  });
});
