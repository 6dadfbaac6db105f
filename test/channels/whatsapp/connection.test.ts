import { afterEach, describe, expect, it } from 'vitest';
import { type Line, line } from './line.js';

let l: Line;
afterEach(() => l.close());

describe('Pairing by QR code', () => {
  it('opens a connection that lasts over a restart, and hears a neighbour', async () => {
    l = await line();
    const anne = l.server.addPerson('Anne');
    const group = l.server.addGroup('Rue du Moulin', ['Anne'], 'pn');
    await l.open();
    expect(l.channel.status()).toMatchObject({ state: 'open', number: '32490000000', pairing: null });

    const id = await l.server.write('Anne', group.id, 'Bonjour à tous');
    const event = await l.event('message');
    expect(event).toMatchObject({
      chat: group.id,
      scope: 'group',
      text: 'Bonjour à tous',
      revision: 0,
      sender: { id: anne.number, alt: anne.lid, name: 'Anne' },
    });
    expect(event.message.startsWith(id)).toBe(true);
    expect(event.history).toBeUndefined();
    expect(l.server.failures).toEqual([]);
  });
});
