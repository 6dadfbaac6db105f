/** WhatsApp is told that a message arrived when it is in the journal, and not before: whenever the program dies, it comes again. */

import { afterEach, describe, expect, it } from 'vitest';
import type { EventOf } from '../../../src/domain/event.js';
import { type Line, line } from './line.js';
import { childOf } from './server/nodes.js';
import type { Group } from './server/whatsapp-server.js';

let l: Line;
let group: Group;
afterEach(() => l.close());
const street = async (over: Parameters<typeof line>[0] = {}): Promise<void> => {
  l = await line(over);
  for (const name of ['Anne', 'Bram']) l.server.addPerson(name);
  group = l.server.addGroup('Rue du Moulin', ['Anne', 'Bram'], 'lid');
  await l.open();
};
const diskFull = (): never => {
  throw new Error('database or disk is full');
};
const texts = (): string[] =>
  l.events.filter((e): e is EventOf<'message'> => e.type === 'message').map((e) => e.text);
const sentByBot = (): number => l.server.received.filter((n) => n.tag === 'message').length;

describe('the receipt of a message', () => {
  it('goes out after the journal has it, in a group and in private', async () => {
    await street();
    const order: string[] = [];
    l.beforehand((event) => {
      if (event.type === 'message') order.push(event.text);
    });
    l.server.fail((n) => {
      if (n.tag === 'receipt') order.push('receipt');
      return null;
    });
    await l.server.write('Anne', group.id, 'au groupe');
    await l.server.until(() => order.length === 2);
    await l.server.write('Anne', 'bot', 'au robot');
    await l.server.until(() => order.length === 4);
    expect(order).toEqual(['au groupe', 'receipt', 'au robot', 'receipt']);
    await l.server.until(() => l.server.unconfirmed().length === 0);
    expect(texts()).toEqual(['au groupe', 'au robot']);
  });

  it('waits while the database can’t be written; what came meanwhile follows in order', async () => {
    await street();
    let refusals = 0;
    l.beforehand((event) => {
      if (event.type === 'message' && ++refusals <= 3) diskFull();
    });
    await l.server.write('Anne', group.id, 'un');
    await l.server.write('Bram', group.id, 'deux');
    await l.event('message', (e) => e.text === 'deux' && texts()[0] === 'un');
    expect(refusals).toBe(5);
    expect(l.channel.status().problem).toBeNull();
    await l.server.until(() => l.server.unconfirmed().length === 0);
  });
});

describe('what the channel itself keeps', () => {
  it('is written before the receipt as well: a database that is locked for a moment loses no private message', async () => {
    await street({ sleep: async () => void l.db.exec('DROP TRIGGER IF EXISTS locked') });
    l.db.exec(`CREATE TRIGGER locked BEFORE INSERT ON whatsapp_met BEGIN SELECT RAISE(ABORT, 'locked'); END`);
    await l.server.write('Anne', 'bot', 'un');
    expect(await l.event('message')).toMatchObject({ text: 'un' });
  });
});

describe('the program is killed', () => {
  it('before the journal has a message: it comes again, can still be read, and is heard once', async () => {
    let reached = (): void => {};
    const waiting = new Promise<void>((resolve) => {
      reached = resolve;
    });
    // It never gets as far as trying again.
    await street({
      sleep: () => {
        reached();
        return new Promise(() => {});
      },
    });
    await l.server.write('Anne', group.id, 'avant');
    await l.event('message');
    l.beforehand(diskFull);
    await l.server.write('Anne', group.id, 'plaque 1-ABC-234');
    await l.server.write('Anne', 'bot', '101 prévenu');
    await waiting;
    expect(l.server.unconfirmed()).toHaveLength(2);
    expect(l.channel.status()).toMatchObject({ state: 'open', problem: 'not-written' });
    l.beforehand(() => {});
    await l.restart({ sleep: async () => {} });
    await l.event('message', (e) => e.text === '101 prévenu' && texts().includes('plaque 1-ABC-234'));
    await l.server.until(() => l.server.unconfirmed().length === 0);
    expect(texts()).toEqual(['plaque 1-ABC-234']);
    // Nobody's phone had to be asked to send anything again.
    expect(l.server.received.some((n) => n.tag === 'receipt' && n.attrs.type === 'retry')).toBe(false);
  });

  it('after the journal has it, before the receipt is out: what comes again has the same key', async () => {
    await street();
    l.server.fail((n) => (n.tag === 'receipt' ? 'cut' : null));
    const id = await l.server.write('Anne', group.id, 'plaque 1-ABC-234');
    const { message, revision } = await l.event('message');
    await l.until(() => l.alarms.length > 0);
    l.server.fail(() => null);
    await l.restart();
    // Its keys are used up, so its author's phone is asked, and sends it again.
    await l.server.until(() => l.server.received.some((n) => n.attrs.type === 'retry'));
    await l.server.repeat('Anne', group.id, 'plaque 1-ABC-234', id);
    expect(await l.event('message')).toMatchObject({ message, revision });
  });

  it('what a message sets in motion keeps the keys that it used: nobody is asked for new ones afterwards', async () => {
    await street();
    const keysAskedFor = (): number =>
      l.server.received.filter((n) => n.attrs.xmlns === 'encrypt' && childOf(n, 'key')).length;
    const asked: number[] = [];
    l.beforehand((event) => {
      if (event.type === 'message')
        void l.channel.deliver(group.id, { type: 'say', text: 'Merci' }, `k${event.message}`);
    });
    for (const text of ['un', 'deux', 'trois']) {
      const before = sentByBot();
      await l.server.write('Anne', group.id, text);
      await l.server.until(() => sentByBot() > before);
      await l.server.idle();
      asked.push(keysAskedFor());
    }
    expect(asked[2]).toBe(asked[0]);
    expect(sentByBot()).toBe(3);
  });
});
