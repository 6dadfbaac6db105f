/** The ways in: through the private chat, once, and for those who have an office only. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keysOn } from '../../../src/console/office/sign-in/keys.js';
import { type OpenedOffice, openOfficeFor, PEOPLE } from '../support/office.js';
import { ask } from '../support/open-console.js';

let office: OpenedOffice;
beforeAll(async () => {
  office = await openOfficeFor();
});
afterAll(() => office.close());

describe('a code', () => {
  it('comes to the private chat and signs in the browser that asked', async () => {
    const visitor = await office.signIn('coordinator');
    expect(await office.me(visitor)).toMatchObject({
      signedIn: true,
      name: 'Claire Dumont',
      operator: false,
      offices: [{ id: office.group, role: 'coordinator' }],
    });
  });

  it('is of no use in another browser', async () => {
    const [asking, other] = [office.visitor(), office.visitor()];
    await asking.send('POST', '/api/office/sign-in/ask', { who: PEOPLE.chef!.name });
    await other.send('POST', '/api/office/sign-in/ask', { who: 'Nobody At All' });
    await new Promise((resolve) => setImmediate(resolve));
    await office.settled();
    const code = /\d{8}/.exec(office.toldTo('chef').at(-1)!)![0];
    expect((await other.send('POST', '/api/office/sign-in/code', { code })).status).toBe(403);
    expect((await asking.send('POST', '/api/office/sign-in/code', { code })).status).toBe(200);
  });

  it('is found by a telephone number however it is written', async () => {
    const visitor = office.visitor();
    const before = office.toldTo('mandatary').length;
    await visitor.send('POST', '/api/office/sign-in/ask', { who: '0470 00 00 05' });
    await new Promise((resolve) => setImmediate(resolve));
    await office.settled();
    expect(office.toldTo('mandatary').length).toBe(before + 1);
  });

  it('answers the same for a stranger, a member and an official, and tells the first two nothing', async () => {
    const answers = [];
    for (const who of ['Nobody At All', PEOPLE.member!.name, PEOPLE.committee!.name])
      answers.push(await office.visitor().send('POST', '/api/office/sign-in/ask', { who }));
    expect(new Set(answers.map((a) => `${a.status} ${a.body}`)).size).toBe(1);
    await new Promise((resolve) => setImmediate(resolve));
    await office.settled();
    expect(office.toldTo('member')).toEqual([]);
    expect(office.toldTo('committee').length).toBe(1);
  });
});

describe('a link', () => {
  it('answers “/console” in private, for officials only', async () => {
    office.say('mandatary', '/console', PEOPLE.mandatary!.id);
    office.say('other', '/console', PEOPLE.other!.id);
    await office.settled();
    const link = office.toldTo('mandatary').findLast((t) => t.includes('/sign-in#'))!;
    expect(office.toldTo('other').some((t) => t.includes('/sign-in#'))).toBe(false);
    const token = /#([\w-]{43})/.exec(link)![1];
    const visitor = office.visitor();
    expect((await visitor.send('POST', '/api/office/sign-in/link', { token })).status).toBe(200);
    expect(await office.me(visitor)).toMatchObject({ signedIn: true, name: PEOPLE.mandatary!.name });
    expect((await office.visitor().send('POST', '/api/office/sign-in/link', { token })).status).toBe(403);
  });

  it('of the terminal looks after the machine and sees no group', async () => {
    const token = keysOn(office.store.db, Date.now).link(null);
    const visitor = office.visitor();
    await visitor.send('POST', '/api/office/sign-in/link', { token });
    expect(await office.me(visitor)).toMatchObject({ terminal: true, operator: true, offices: [] });
    expect((await visitor.send('GET', '/api/office/operator')).status).toBe(200);
    for (const path of ['/members', `/groups/${office.group}`, '/reviews', '/cases'])
      expect([403, 404], path).toContain((await visitor.send('GET', `/api/office${path}`)).status);
  });
});

describe('the cookie', () => {
  it('is for the server’s eyes and for this site only', async () => {
    const visitor = office.visitor();
    const token = keysOn(office.store.db, Date.now).link(null);
    const entered = await visitor.send('POST', '/api/office/sign-in/link', { token });
    const cookie = [entered.headers['set-cookie'] ?? []].flat().find((c) => c.startsWith('garde-fou='))!;
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Strict/i);
    expect(cookie).toMatch(/Path=\//i);
  });

  it('is worth nothing after signing out', async () => {
    const visitor = await office.signIn('operator');
    const cookie = visitor.cookie();
    await visitor.send('POST', '/api/office/sign-out', {});
    const again = await ask(office.port, 'GET', '/api/office/operator', { headers: { cookie } });
    expect(again.status).toBe(401);
  });

  it('is worth nothing once the office is over', async () => {
    const visitor = await office.signIn('committee');
    expect((await visitor.send('GET', '/api/office/groups')).status).toBe(200);
    const { id, name } = PEOPLE.committee!;
    office.engine.setMember(office.group, { person: id, name, role: 'member', lang: 'fr' });
    expect((await visitor.send('GET', '/api/office/groups')).status).toBe(401);
    office.engine.setMember(office.group, { person: id, name, role: 'steering-committee', lang: 'fr' });
    expect((await visitor.send('GET', '/api/office/groups')).status, 'ended, not paused').toBe(401);
  });
});

describe('a change', () => {
  it('needs the page’s own word: a cookie alone, as another site could use it, changes nothing', async () => {
    const visitor = await office.signIn('coordinator');
    const path = `/api/office/groups/${office.group}`;
    const bare = { 'x-garde-fou': '' };
    expect((await visitor.send('PATCH', path, { mode: 'observe' }, bare)).json().error).toBe('stale');
    expect(
      (await visitor.send('PATCH', path, { mode: 'observe' }, { origin: 'https://elsewhere.example' }))
        .status,
    ).toBe(403);
    expect((await visitor.send('PATCH', path, { mode: 'observe' })).status).toBe(200);
    await visitor.send('PATCH', path, { mode: 'hold' });
  });
});

it('who guesses is stopped for a while', async () => {
  const visitor = office.visitor();
  await visitor.send('POST', '/api/office/sign-in/ask', { who: 'Nobody At All' });
  let status = 0;
  for (let i = 0; i < 60 && status !== 429; i++)
    status = (await visitor.send('POST', '/api/office/sign-in/code', { code: '12345678' })).status;
  expect(status).toBe(429);
});
