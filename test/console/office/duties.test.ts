/** What the coordination and the police do for a group from the console: charter, approval, closing, messages, digest. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BroadcastLine, GroupPage } from '../../../src/console/office/wire.js';
import { emptyCharter } from '../../../src/domain/registration/index.js';
import { type OpenedOffice, openOfficeFor, PEOPLE, type Visitor, type Who } from '../support/office.js';

let office: OpenedOffice;
const visitors = new Map<Who, Visitor>();
beforeAll(async () => {
  office = await openOfficeFor();
  for (const who of ['coordinator', 'mandatary', 'chef', 'authority', 'committee', 'operator'])
    visitors.set(who, await office.signIn(who));
});
afterAll(() => office.close());
beforeEach(() => {
  office.network.told.length = 0;
});

const send = (who: Who, method: string, path: string, body: object = {}, group = office.group) =>
  visitors.get(who)!.send(method, `/api/office/groups/${group}${path}`, { key: randomUUID(), ...body });
const page = async (who: Who): Promise<GroupPage> =>
  (await visitors.get(who)!.send('GET', `/api/office/groups/${office.group}?lang=en`)).json<GroupPage>();
const state = (p: GroupPage, key: string) =>
  [...p.registration, ...p.closed.checks].find((c) => c.key === key)?.state;

describe('the charter', () => {
  const charter = { ...emptyCharter(), policeZone: 'Val', commune: 'Valbrune', name: 'PLP Moulin' };

  it('is completed by the coordinator or the mandatary, and the checklist knows it', async () => {
    const detail = async () =>
      (await page('mandatary')).registration.find((c) => c.key === 'registration.charter')!.lacks!.join();
    expect(await detail()).toContain('police zone');
    expect((await send('coordinator', 'POST', '/charter', { charter })).status).toBe(200);
    expect((await page('mandatary')).charter).toMatchObject({ commune: 'Valbrune', members: null });
    expect(await detail()).not.toContain('police zone');
    const more = { ...charter, members: 40 };
    expect((await send('mandatary', 'POST', '/charter', { charter: more })).status).toBe(200);
    expect((await page('coordinator')).charter).toMatchObject({ members: 40 });
  });

  it('is nobody else’s, and takes nothing that Annex 2 does not know', async () => {
    for (const who of ['chef', 'committee', 'operator'])
      expect((await send(who, 'POST', '/charter', { charter })).status, who).toBe(403);
    expect((await page('committee')).charter).toBeNull();
    const odd = { ...charter, password: 'x' };
    expect((await send('coordinator', 'POST', '/charter', { charter: odd })).status).toBe(400);
    expect((await send('coordinator', 'POST', '/charter', { charter }, office.elsewhere)).status).toBe(404);
  });
});

describe('the police’s approval', () => {
  it('is withdrawn and given by the police alone; without it the bot only observes (Annex 4 §2)', async () => {
    const given = { what: 'approval', reference: 'ZP-2', date: '2026-05-01' };
    const answer = await send('coordinator', 'POST', '/register', { what: 'withdraw-approval' });
    expect(answer.json().error).toBe('step-no-right');
    expect((await send('mandatary', 'POST', '/register', { what: 'withdraw-approval' })).status).toBe(200);
    expect(await page('coordinator')).toMatchObject({ mode: 'observe' });
    expect((await send('mandatary', 'POST', '/register', given)).status).toBe(200);
    expect(await page('coordinator')).toMatchObject({ mode: 'hold' });
    expect(state(await page('coordinator'), 'registration.approval')).toBe('done');
  });
});

describe('a group that is not closed', () => {
  it('says what is open in the words of its network, and is closed with a press where the bot can', async () => {
    office.store.groups.setFact(office.group, 'closedness', ['joins-without-approval'], Date.now());
    const before = await page('coordinator');
    expect(state(before, 'closed.joins-without-approval')).toBe('missing');
    expect(state(before, 'closed.part-of-community')).toBe('done');
    expect(before.closed.closable).toBe(true);
    expect((await send('chef', 'POST', '/tighten')).status).toBe(403);
    expect((await send('coordinator', 'POST', '/tighten')).status).toBe(200);
    await office.settled();
    expect(office.network.told.map(({ delivery }) => delivery.type)).toContain('tighten');
    office.store.groups.setFact(office.group, 'closedness', [], Date.now());
    expect((await send('coordinator', 'POST', '/tighten')).json().error).toBe('gone');
  });
});

describe('a message of the police', () => {
  const lines = async (who: Who): Promise<BroadcastLine[]> =>
    (await visitors.get(who)!.send('GET', `/api/office/groups/${office.group}/broadcasts`)).json();

  it('goes out, and its way to each group is seen', async () => {
    const body = { kind: 'cold', all: false, text: 'Réunion le 3 mai à 19 h.' };
    expect((await send('mandatary', 'POST', '/broadcasts', body)).status).toBe(200);
    await office.settled();
    const said = office.network.told.filter(({ delivery }) => delivery.type === 'say');
    expect(JSON.stringify(said)).toContain('Réunion le 3 mai');
    expect(await lines('chef')).toMatchObject([
      {
        kind: 'cold',
        sender: PEOPLE.mandatary!.name,
        groups: [{ title: 'PLP Rue du Moulin', status: 'done' }],
      },
    ]);
  });

  it('that is urgent and for residents asks whether another way was used (art. 9 b)', async () => {
    const body = { kind: 'hot', all: false, text: 'Restez chez vous, gaz dans la rue.' };
    expect((await send('mandatary', 'POST', '/broadcasts', body)).json().error).toBe('hot-residents');
    expect((await send('mandatary', 'POST', '/broadcasts', { ...body, sure: true })).status).toBe(200);
  });

  it('of a crisis is relayed word for word, by the authority as well (art. 9 d)', async () => {
    const official = 'Fermez portes et fenêtres jusqu’à 20 heures. Écoutez la radio.';
    const crisis = (text: string, more = {}) =>
      send('authority', 'POST', '/broadcasts', { kind: 'crisis', all: false, text, ...more });
    expect((await crisis(official)).status).toBe(200);
    expect((await crisis(official)).status).toBe(200);
    const altered = await crisis('Fermez portes et fenêtres jusqu’à 22 heures. Écoutez la radio.');
    expect(altered.json().error).toBe('relay-altered');
    expect(
      (await send('authority', 'POST', '/broadcasts', { kind: 'cold', all: false, text: 'Bonjour' })).status,
    ).toBe(409);
  });

  it('is not for the coordination, the committee or the operator', async () => {
    for (const who of ['coordinator', 'committee', 'operator']) {
      const answer = await send(who, 'POST', '/broadcasts', { kind: 'cold', all: false, text: 'Bonjour' });
      expect(answer.status, who).toBe(403);
      const seen = await visitors.get(who)!.send('GET', `/api/office/groups/${office.group}/broadcasts`);
      expect(seen.status, who).toBe(404);
    }
  });
});

describe('a digest', () => {
  const choice = { cadence: 'weekly', weekday: 5, hour: '18:30', email: '', lang: 'nl' };

  it('comes when its reader wants, in their language', async () => {
    expect((await page('coordinator')).digest).toMatchObject({ cadence: 'off', lang: 'fr' });
    expect((await send('coordinator', 'PUT', '/digest', choice)).status).toBe(200);
    expect((await page('coordinator')).digest).toEqual(choice);
    expect((await page('mandatary')).digest, 'everybody has their own').toMatchObject({ cadence: 'off' });
    const { person } = office.store.members.list(office.group).find((m) => m.role === 'coordinator')!;
    const timer = office.store.db.prepare("SELECT count(*) FROM timers WHERE timer = 'digest' AND ref = ?");
    expect(timer.pluck().get(`${office.group}:${person}`)).toBe(1);
    expect((await send('coordinator', 'PUT', '/digest', { ...choice, cadence: 'off' })).status).toBe(200);
    expect(timer.get(`${office.group}:${person}`)).toBe(0);
  });

  it('is not for whoever may not know what happens in the group', async () => {
    expect((await page('committee')).digest).toBeNull();
    expect((await send('committee', 'PUT', '/digest', choice)).status).toBe(403);
    expect((await send('coordinator', 'PUT', '/digest', { ...choice, hour: '25:00' })).status).toBe(400);
  });
});

describe('announcements only', () => {
  it('is ordered by the police or the coordination, seen once the network has done it, and nobody else’s', async () => {
    expect((await page('coordinator')).announcements).toBe(false);
    expect((await send('committee', 'POST', '/announce', { what: 'on' })).json().error).toBe('step-no-right');
    expect((await send('mandatary', 'POST', '/announce', { what: 'on' })).status).toBe(200);
    await office.settled();
    expect((await page('coordinator')).announcements).toBe(true);
    expect((await send('coordinator', 'POST', '/announce', { what: 'off' })).status).toBe(200);
    await office.settled();
    expect((await page('mandatary')).announcements).toBe(false);
  });
});
