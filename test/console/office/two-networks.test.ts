/** Somebody who showed by “/link” that two identities are theirs is one person in the office. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MemberPage, Today } from '../../../src/console/office/wire.js';
import { policy } from '../../../src/domain/group.js';
import { type OpenedOffice, openOfficeFor, PEOPLE, type Visitor } from '../support/office.js';

const ON_TELEGRAM = { id: '9001', name: 'Claire' };
let office: OpenedOffice;
let telegram: number;
let coordinator: Visitor;

const number = (channel: 'whatsapp' | 'telegram', id: string): number =>
  office.store.persons.find(channel, id)!.id;

beforeAll(async () => {
  office = await openOfficeFor();
  telegram = office.engine.setupGroup({
    channel: 'telegram',
    chat: '-100',
    title: 'PLP sur Telegram',
    policy: policy({ lang: 'fr', mode: 'hold' }),
    recognition: { reference: 'SPF-2', date: '2026-01-01' },
    policeApproval: { reference: 'ZP-2', by: 'Insp. Sophie Maes', date: '2026-01-01' },
  });
  office.engine.setMember(telegram, {
    person: ON_TELEGRAM.id,
    name: ON_TELEGRAM.name,
    role: 'coordinator',
    lang: 'fr',
  });
  office.engine.setMember(telegram, { person: '9002', name: 'Paul', role: 'member', lang: 'fr' });
  coordinator = await office.signIn('coordinator');
});
afterAll(() => office.close());

it('before the two are linked, the group of the other network is not there', async () => {
  expect(await office.me(coordinator)).toMatchObject({ offices: [{ id: office.group }] });
  expect((await coordinator.send('GET', `/api/office/groups/${telegram}`)).status).toBe(404);
});

it('once they are, one session sees and moves both', async () => {
  office.store.offices.link(number('whatsapp', PEOPLE.coordinator!.id), number('telegram', ON_TELEGRAM.id));
  const me = await office.me(coordinator);
  if (!me.signedIn) throw new Error('signed out');
  expect(me.offices.map((o) => o.channel).sort()).toEqual(['telegram', 'whatsapp']);
  office.engine.receive({
    type: 'message',
    channel: 'telegram',
    chat: '-100',
    scope: 'group',
    at: Date.now(),
    message: 't1',
    revision: 0,
    sender: { id: '9002', name: 'Paul' },
    text: 'Un homme regarde',
    media: [],
  });
  const { items } = (await coordinator.send('GET', '/api/office/today')).json<Today>();
  const hold = items.find((i) => i.kind === 'hold')!;
  expect(hold).toMatchObject({ group: { id: telegram, channel: 'telegram' }, mine: true });
  const body = { group: telegram, do: 'refuse', reason: '', key: 'two-networks-1' };
  expect((await coordinator.send('POST', `/api/office/holds/${hold.id}`, body)).status).toBe(200);
  expect(office.store.holds.open(telegram)).toEqual([]);
});

it('and their own conduct is theirs under either identity', async () => {
  office.say('other', 'Attention à la plaque 1-ABC-234');
  const other = number('whatsapp', PEOPLE.other!.id);
  const page = (await coordinator.send('GET', `/api/office/members/${other}`)).json<MemberPage>();
  const entry = page.history!.find((e) => e.kind === 'infraction')!;
  office.store.offices.link(other, number('whatsapp', PEOPLE.coordinator!.id));
  const body = { group: office.group, reason: 'C’était sa propre voiture.' };
  const answer = await coordinator.send('POST', `/api/office/ledger/${entry.seq}/annul`, body);
  expect(answer.json().error).toBe('own-case');
});

it('“/console” is answered on the network without an office, too', async () => {
  office.store.offices.link(number('whatsapp', PEOPLE.member!.id), number('whatsapp', PEOPLE.mandatary!.id));
  office.say('member', '/console', PEOPLE.member!.id);
  await office.settled();
  expect(office.toldTo('member').at(-1)).toContain('/sign-in#');
});
