/** What the bot does in a group and to a person, as it arrives on the phones. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Delivery, DeliveryResult } from '../../../src/channels/channel.js';
import { type Line, line } from './line.js';
import type { Group } from './server/whatsapp-server.js';

for (const mode of ['pn', 'lid'] as const)
  describe(`A group that addresses its members by ${mode}`, () => {
    let l: Line;
    let group: Group;
    let n = 0;
    const deliver = (d: Delivery, key = `k${++n}`): Promise<DeliveryResult> =>
      l.channel.deliver(group.id, d, key);
    const phone = (name: string) => l.server.people.get(name)!;
    const texts = (name: string, chat = group.id): string[] =>
      phone(name)
        .chat(chat)
        .filter((m) => !m.deleted)
        .map((m) => `${m.from}: ${m.content.conversation ?? m.content.extendedTextMessage?.text}`);
    const says = async (who: string, text: string): Promise<string> => {
      await l.server.write(who, group.id, text);
      return (await l.event('message', (e) => e.text === text)).message;
    };

    beforeAll(async () => {
      l = await line();
      for (const name of ['Anne', 'Bram', 'Cora', 'Private', 'Busy']) l.server.addPerson(name);
      group = l.server.addGroup('Rue du Moulin', ['Anne', 'Bram', 'Cora'], mode);
      await l.open();
    });
    afterAll(async () => {
      expect(l.server.failures).toEqual([]);
      await l.close();
    });

    it('takes out what a neighbour wrote, on every phone, and once', async () => {
      const message = await says('Anne', 'plaque 1-ABC-234');
      expect(await deliver({ type: 'delete', message }, 'once')).toEqual({ status: 'done' });
      expect([texts('Anne'), texts('Bram')]).toEqual([[], []]);
      expect(await deliver({ type: 'delete', message }, 'once')).toEqual({ status: 'done' });
    });

    it('speaks to all, quoting; the same delivery twice is one message', async () => {
      const message = await says('Bram', 'Un homme louche');
      const said: Delivery = { type: 'say', text: 'Merci Bram', replyTo: message };
      const first = await deliver(said, 'twice');
      expect(await deliver(said, 'twice')).toEqual(first);
      expect(texts('Cora').filter((t) => t === 'bot: Merci Bram')).toHaveLength(1);
      const shown = phone('Anne').chat(group.id).at(-1);
      expect(shown?.content.extendedTextMessage?.contextInfo).toMatchObject({
        stanzaId: message.split('~')[0],
        quotedMessage: { conversation: 'Un homme louche' },
      });
    });

    it('tells one person privately, with numbered answers that a number chooses', async () => {
      const told = await deliver({
        type: 'tell',
        person: phone('Anne').number,
        text: 'Appelez le 101',
        buttons: [
          { label: 'C’est fait', action: 'informed:h1' },
          { label: 'Retirer', action: 'withdraw:h1' },
        ],
        groupFallback: false,
        quote: 'un homme\nlouche',
      });
      expect(told.status).toBe('done');
      expect(texts('Anne', 'bot').at(-1)).toBe(
        'bot: Appelez le 101\n\n> un homme\n> louche\n\n1️⃣ C’est fait\n2️⃣ Retirer',
      );
      expect(texts('Bram', 'bot')).toEqual([]);

      await l.server.write('Anne', 'bot', '2');
      expect(await l.event('press')).toMatchObject({
        action: 'withdraw:h1',
        scope: 'private',
        sender: { id: phone('Anne').number },
        message: (told as { message: string }).message,
      });
    });

    it('removes a member and lets them in again; who can’t be added is invited', async () => {
      expect(await deliver({ type: 'remove-member', person: phone('Bram').number, until: null })).toEqual({
        status: 'done',
      });
      expect(group.members.has('Bram')).toBe(false);
      expect(await l.event('left')).toMatchObject({ person: { id: phone('Bram').number } });
      // Gone already: nothing to do.
      expect((await deliver({ type: 'remove-member', person: phone('Bram').lid, until: null })).status).toBe(
        'done',
      );
      expect((await deliver({ type: 'readmit', person: phone('Bram').number })).status).toBe('done');
      expect(group.members.has('Bram')).toBe(true);
      await l.event('joined');
      expect((await deliver({ type: 'readmit', person: phone('Private').number })).status).toBe('done');
      expect(texts('Private', 'bot').at(-1)).toBe('bot: *Rue du Moulin*\nhttps://chat.whatsapp.com/INVITE');
    });

    it('answers requests to join', async () => {
      const dirk = l.server.addPerson('Dirk');
      l.server.askToJoin('Dirk', group);
      const { person } = await l.event('join-request');
      expect(person).toMatchObject({ id: dirk.number, alt: dirk.lid });
      expect(await deliver({ type: 'approve-join', person: person.id })).toEqual({ status: 'done' });
      expect(group.members.has('Dirk')).toBe(true);
      await l.event('joined');
      // Let in by somebody else meanwhile.
      expect(await deliver({ type: 'approve-join', person: person.id })).toEqual({ status: 'done' });
      const never = { status: 'impossible', reason: 'no-request' };
      expect(await deliver({ type: 'decline-join', person: person.id })).toEqual(never);
    });

    it('closes the group further, and opens it again for all to write', async () => {
      Object.assign(group, { joinApproval: false, adminAddOnly: false });
      expect(await deliver({ type: 'tighten', what: 'join-approval' })).toEqual({ status: 'done' });
      expect(group).toMatchObject({ joinApproval: true, adminAddOnly: true });
      await deliver({ type: 'tighten', what: 'announce-only' });
      expect(group.announce).toBe(true);
      await deliver({ type: 'tighten', what: 'announce-off' });
      expect(group.announce).toBe(false);
      await deliver({ type: 'tighten', what: 'revoke-invite' });
      expect(group.invite).not.toBe('INVITE');
    });

    it('says what this network can’t do', async () => {
      const never = { status: 'impossible', reason: 'not-on-this-network' };
      expect(await deliver({ type: 'restrict', person: phone('Anne').number, until: null })).toEqual(never);
      expect(await deliver({ type: 'tighten', what: 'protect-content' })).toEqual(never);
      expect(l.channel.capabilities).toMatchObject({ buttons: false, restrict: false });
    });

    it('says nothing at all while WhatsApp finds it too much, whatever it was that was too much', async () => {
      l.server.fail((n) => (n.tag === 'iq' && n.attrs.to === group.id ? { error: '429' } : null));
      const removed: Delivery = { type: 'remove-member', person: phone('Bram').number, until: null };
      expect(await deliver(removed, 'calm')).toEqual({
        status: 'retry',
        afterMs: 60_000,
        reason: 'rate-limited',
      });
      const sent = l.server.received.length;
      expect(await deliver({ type: 'say', text: 'Bonsoir' }, 'words')).toMatchObject({
        status: 'retry',
        reason: 'rate-limited',
      });
      expect(l.server.received).toHaveLength(sent);
      l.server.fail(() => null);
      l.pass(60_000);
      expect(await deliver(removed, 'calm')).toEqual({ status: 'done' });
      expect((await deliver({ type: 'say', text: 'Bonsoir' }, 'words')).status).toBe('done');
      expect(group.members.has('Bram')).toBe(false);
    });

    it('rests as well where that is the answer about one person, and twice as long unless WhatsApp did something since', async () => {
      const again: Delivery = { type: 'readmit', person: phone('Busy').number };
      const rests = (afterMs: number) => ({ status: 'retry', afterMs, reason: 'rate-limited' });
      expect(await deliver(again)).toEqual(rests(60_000));
      expect(await deliver({ type: 'say', text: 'Bonsoir' })).toMatchObject({ reason: 'rate-limited' });
      l.pass(60_000);
      // Of a press WhatsApp hears nothing.
      expect(await deliver({ type: 'answer-press', press: 'p1' })).toEqual({ status: 'done' });
      expect(await deliver(again)).toEqual(rests(120_000));
    });
  });
