/** Everything that goes wrong with a network, a phone or a group: nothing is lost, nothing done twice, and it is said. */
import { afterEach, describe, expect, it } from 'vitest';
import { type Line, line } from './line.js';
import type { Group } from './server/whatsapp-server.js';

let l: Line;
let group: Group;
afterEach(() => l.close());
const street = async (over: Parameters<typeof line>[0] = {}): Promise<void> => {
  l = await line(over);
  for (const name of ['Anne', 'Bram', 'Cora']) l.server.addPerson(name);
  group = l.server.addGroup('Rue du Moulin', ['Anne', 'Bram', 'Cora'], 'lid');
  await l.open();
};
const says = async (who: string, text: string): Promise<string> => {
  await l.server.write(who, group.id, text);
  return (await l.event('message', (e) => e.text === text)).message;
};
const onPhone = (who: string): string[] =>
  l.server.people
    .get(who)!
    .chat(group.id)
    .filter((m) => !m.deleted)
    .map((m) => `${m.from}: ${m.content.conversation ?? m.content.extendedTextMessage?.text}`);
const reconnected = async (): Promise<void> => {
  const before = l.server.logins();
  await l.until(() => l.alarms.length > 0);
  l.ring();
  await l.until(() => l.channel.status().state === 'open' && l.server.logins() > before);
};

describe('the connection is lost', () => {
  it('in the middle of an action: it is tried again later, and arrives once', async () => {
    await street();
    const message = await says('Anne', 'plaque 1-ABC-234');
    l.server.fail((n) => (n.tag === 'message' ? 'cut' : null));
    const first = await l.channel.deliver(group.id, { type: 'say', text: 'Merci' }, 'a1.0');
    expect(first).toMatchObject({ status: 'retry' });
    const meanwhile = await l.channel.deliver(group.id, { type: 'delete', message }, 'a1.1');
    expect(meanwhile).toMatchObject({ status: 'retry', reason: 'not-connected' });
    l.server.fail(() => null);
    await reconnected();
    expect(await l.channel.deliver(group.id, { type: 'say', text: 'Merci' }, 'a1.0')).toMatchObject({
      status: 'done',
    });
    expect(await l.channel.deliver(group.id, { type: 'delete', message }, 'a1.1')).toEqual({
      status: 'done',
    });
    await l.server.idle();
    expect(onPhone('Bram')).toEqual(['bot: Merci']);
  });

  it('after the server did it, before it said so: the second attempt is the same message', async () => {
    await street();
    let acks = 0;
    l.server.loseAcks((n) => n.tag === 'ack' && acks++ === 0);
    const first = l.channel.deliver(group.id, { type: 'say', text: 'Merci' }, 'a1.0');
    await l.server.until(() => acks > 0);
    l.server.cut();
    expect(await first).toMatchObject({ status: 'retry' });
    expect(onPhone('Bram')).toEqual(['bot: Merci']);
    await reconnected();
    expect((await l.channel.deliver(group.id, { type: 'say', text: 'Merci' }, 'a1.0')).status).toBe('done');
    expect(onPhone('Bram')).toEqual(['bot: Merci']);
  });

  it('for a moment: what was written meanwhile is judged; what is old is history', async () => {
    await street();
    l.server.cut();
    await l.until(() => l.channel.status().state === 'waiting');
    await l.server.write('Anne', group.id, 'pendant la panne');
    await reconnected();
    expect((await l.event('message', (e) => e.text === 'pendant la panne')).history).toBeUndefined();

    l.server.cut();
    await l.until(() => l.channel.status().state === 'waiting');
    await l.server.write('Bram', group.id, 'il y a longtemps');
    l.pass(3_600_000);
    await reconnected();
    expect((await l.event('message', (e) => e.text === 'il y a longtemps')).history).toBe(true);
  });

  it('while the program is down: credentials, sessions and numbered answers outlive it', async () => {
    await street();
    await says('Anne', 'avant');
    const anne = l.server.people.get('Anne')!;
    await l.channel.deliver(
      group.id,
      {
        type: 'tell',
        person: anne.number,
        text: 'Appelez',
        buttons: [{ label: 'Fait', action: 'informed:h1' }],
        groupFallback: false,
      },
      'a1.0',
    );
    await l.restart();
    await l.until(() => l.channel.status().state === 'open');
    await says('Anne', 'après');
    await l.server.write('Anne', 'bot', 'fait');
    expect(await l.event('press')).toMatchObject({
      action: 'informed:h1',
      sender: { id: anne.number, alt: anne.lid },
    });
  });
});

describe('the network repeats itself or mixes things up', () => {
  it('a message that comes twice has one key; one with a neighbour’s number has its own', async () => {
    await street();
    const id = await l.server.write('Anne', group.id, 'une fois');
    await l.server.repeat('Anne', group.id, 'une fois', id);
    const [first, second] = [await l.event('message'), await l.event('message')];
    expect(second).toMatchObject({ message: first.message, revision: first.revision });
    await l.server.repeat('Bram', group.id, 'caché derrière Anne', id);
    expect((await l.event('message')).message).not.toBe(first.message);
  });

  it('a removal or an edit may come before its message', async () => {
    await street();
    await l.server.revoke('Cora', group.id, 'LATER', 'Anne');
    expect(await l.event('removed')).toMatchObject({
      message: `LATER~l.${l.server.people.get('Anne')!.lid.split('@')[0]}`,
      by: l.server.people.get('Cora')!.number,
    });
    await l.server.edit('Anne', group.id, 'LATER', 'changé');
    const edit = await l.event('message');
    expect(edit.revision).toBeGreaterThan(0);
    await l.server.write('Anne', group.id, 'avant', 'LATER');
    expect(await l.event('message')).toMatchObject({ message: edit.message, revision: 0 });
  });

  it('what can’t be decrypted is asked for again; if it stays so, a person looks at it', async () => {
    await street();
    await says('Anne', 'lisible');
    await l.server.writeBroken('Anne', group.id, 'BROKEN');
    const alarm = await l.until(() => l.alarms.find((a) => a.ms === 90_000));
    expect(l.server.received.some((n) => n.tag === 'receipt' && n.attrs.type === 'retry')).toBe(true);
    alarm.work();
    expect(await l.event('message')).toMatchObject({ other: 'unknown:unreadable', text: '' });
    // Its phone sends it again after all; the disk is full for a moment.
    let refused = false;
    l.beforehand(() => {
      if (refused) return;
      refused = true;
      throw new Error('database or disk is full');
    });
    await l.server.repeat('Anne', group.id, 'enfin', 'BROKEN');
    expect(await l.event('message')).toMatchObject({ text: 'enfin', revision: 1 });
  });
});

describe('a phone that lost its keys', () => {
  it('asks for the message again, and gets it from what was kept sealed', async () => {
    await street();
    await l.channel.deliver(group.id, { type: 'say', text: 'Un' }, 'a1');
    l.server.people.get('Bram')!.loseKeys();
    await l.restart();
    await l.until(() => l.channel.status().state === 'open');
    expect(await l.channel.deliver(group.id, { type: 'say', text: 'Deux' }, 'a2')).toMatchObject({
      status: 'done',
    });
    await l.server.until(() => onPhone('Bram').includes('bot: Deux'));
    expect([onPhone('Bram'), onPhone('Anne')]).toEqual([
      ['bot: Un', 'bot: Deux'],
      ['bot: Un', 'bot: Deux'],
    ]);
  });
});

describe('the phone and the groups', () => {
  it('logged out by the phone: it stops, says so, and forgets the useless credentials', async () => {
    await street();
    l.server.logOut();
    await l.until(() => l.channel.status().state === 'stopped');
    expect(l.channel.status()).toMatchObject({ problem: 'logged-out', nextAttempt: null });
    expect(l.alarms).toEqual([]);
    expect(await l.channel.deliver(group.id, { type: 'say', text: 'x' }, 'a')).toMatchObject({
      status: 'retry',
      reason: 'logged-out',
    });
    await l.restart();
    expect(l.channel.status().state).toBe('unpaired');
    // Linked again, from the console: what waited can be done.
    expect(await l.channel.pair({})).toBe(true);
    const { qr } = (await l.until(() => l.channel.status().pairing)) as { qr: string };
    for (const p of l.server.people.values()) p.forgetSessions();
    l.server.pair(qr);
    await l.server.until(
      () =>
        l.server.received.filter((n) => JSON.stringify(n.content)?.includes('pair-device-sign')).length > 1,
    );
    l.server.restart();
    await l.until(() => l.channel.status().state === 'open');
    expect(await l.channel.deliver(group.id, { type: 'say', text: 'x' }, 'a')).toMatchObject({
      status: 'done',
    });
  });

  it('demoted: nothing is tried that can’t be done, and the group’s file says what is missing', async () => {
    await street();
    const message = await says('Anne', 'plaque 1-ABC-234');
    await l.event('group', (e) => e.change.what === 'bot-rights');
    l.server.demoteBot(group);
    expect(await l.event('group', (e) => e.change.what === 'bot-rights')).toMatchObject({
      change: { missing: ['administrator'] },
    });
    expect(await l.channel.deliver(group.id, { type: 'delete', message }, 'a1.0')).toEqual({
      status: 'impossible',
      reason: 'no-right',
    });
    expect(onPhone('Bram')).toHaveLength(1);
  });

  it('removed from a group, or the group deleted: heard at once, or found out', async () => {
    await street();
    l.server.removeBot(group);
    expect(await l.event('group', (e) => e.change.what === 'bot-removed')).toMatchObject({ chat: group.id });
    const other = l.server.addGroup('Rue du Bac', ['Anne'], 'pn');
    other.deleted = true;
    expect(await l.channel.deliver(other.id, { type: 'say', text: 'x' }, 'a')).toEqual({
      status: 'impossible',
      reason: 'not-in-group',
    });
    expect(
      await l.event('group', (e) => e.chat === other.id && e.change.what === 'bot-removed'),
    ).toBeTruthy();
    const third = l.server.addGroup('Rue du Pont', ['Anne'], 'pn');
    l.server.deleteGroup(third);
    expect(await l.event('group', (e) => e.chat === third.id)).toMatchObject({
      change: { what: 'bot-removed' },
    });
  });

  it('WhatsApp lets the number write to nobody new: a hint that may be seen goes to the group, nothing else does', async () => {
    await street();
    const about = await says('Anne', 'Un homme louche');
    const anne = l.server.people.get('Anne')!;
    l.server.fail((n) => (n.tag === 'message' && !n.attrs.to!.endsWith('@g.us') ? { error: '463' } : null));
    const tell = {
      type: 'tell',
      person: anne.number,
      text: 'Appelez le 101',
      buttons: [],
      quote: 'secret',
    } as const;
    expect(await l.channel.deliver(group.id, { ...tell, groupFallback: false }, 'a')).toEqual({
      status: 'impossible',
      reason: 'account-restricted',
    });
    expect(await l.channel.deliver(group.id, { ...tell, groupFallback: true, about }, 'b')).toMatchObject({
      status: 'done',
    });
    expect(onPhone('Bram')).toEqual(['Anne: Un homme louche', 'bot: Appelez le 101']);
    // It goes away by itself, also when the program was started anew meanwhile.
    await l.restart();
    const alarm = await l.until(() => l.alarms.find((a) => a.ms > 60_000));
    l.pass(alarm.ms);
    alarm.work();
    await l.server.until(() => onPhone('Bram').length === 1);
    expect(onPhone('Bram')).toEqual(['Anne: Un homme louche']);
  });

  it('over the day’s ceiling it waits for tomorrow', async () => {
    await street();
    l.db
      .prepare("INSERT OR REPLACE INTO whatsapp_pace VALUES (?, 'say', 300)")
      .run(new Date(l.now()).toISOString().slice(0, 10));
    const put = await l.channel.deliver(group.id, { type: 'say', text: 'x' }, 'a');
    expect(put).toMatchObject({ status: 'retry', reason: 'daily-ceiling' });
    l.pass((put as { afterMs: number }).afterMs);
    expect((await l.channel.deliver(group.id, { type: 'say', text: 'x' }, 'a')).status).toBe('done');
  });
});
