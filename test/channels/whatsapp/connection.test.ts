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

describe('What was written before the phone was linked', () => {
  it('tells who is who, and is never judged as new', async () => {
    l = await line({ socket: { shouldSyncHistoryMessage: () => true } });
    const anne = l.server.addPerson('Anne');
    const group = l.server.addGroup('Rue du Moulin', ['Anne'], 'lid');
    await l.open();
    const old = (id: string, text: string) => ({
      message: {
        key: { remoteJid: group.id, id, fromMe: false, participant: anne.lid },
        participant: anne.lid,
        message: { conversation: text },
        messageTimestamp: Math.floor(l.now() / 1000) - 60,
      },
    });
    await l.server.handOverHistory({
      syncType: 3,
      conversations: [
        { id: group.id, messages: [old('H1', 'plaque 1-ABC-234'), old('H2', 'un homme louche')] },
      ],
      phoneNumberToLidMappings: [{ pnJid: anne.number, lidJid: anne.lid }],
    });
    await l.server.write('Anne', group.id, 'bonjour');
    expect(await l.event('message')).toMatchObject({
      text: 'bonjour',
      sender: { id: anne.number, alt: anne.lid },
    });
    expect(l.events.filter((e) => e.type === 'message')).toEqual([]);
  });
});
