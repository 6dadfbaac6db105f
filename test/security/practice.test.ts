/**
 * The practice group asks nobody who they are. Whoever can open the page plays all of its people, signs in as its
 * officials, and so has a session of the office: of the real groups and the machine that must show them nothing.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RoomState } from '../../src/console/wire.js';
import { type OpenedOffice, openOfficeFor, PEOPLE, type Visitor } from '../console/support/office.js';

let office: OpenedOffice;
let stranger: Visitor;
let room: string;
beforeAll(async () => {
  office = await openOfficeFor();
  office.say('member', 'Un homme regarde dans les voitures');
  await office.settled();
  stranger = office.visitor();
  room = (await stranger.send('GET', '/api/boot?lang=fr')).json<{ room: string }>().room;
});
afterAll(() => office.close());

const look = async (): Promise<RoomState> => {
  await office.settled();
  return (await stranger.send('GET', `/api/rooms/${room}`)).json<RoomState>();
};
/** Plays a person of the practice group who writes to the bot. */
const write = (slot: string, text: string) =>
  stranger.send('POST', `/api/rooms/${room}/messages`, { as: `${room}.${slot}`, text, to: 'bot' });
const told = async (slot: string): Promise<string> =>
  (await look()).messages.findLast((m) => m.thread === `${room}.${slot}` && m.from === 'bot')!.text;
/** Nothing of the real street: its people, its groups, their numbers on the network. */
const REAL = new RegExp(
  ['PLP Rue du Moulin', 'PLP Ailleurs', ...Object.values(PEOPLE).flatMap(({ id, name }) => [id, name])]
    // The sample group has people of these names as well.
    .filter((words) => !['coordinator', 'mandatary'].some((who) => PEOPLE[who]!.name === words))
    .map((words) => words.replace(/[.+]/g, '\\$&'))
    .join('|'),
);

it('its page, its rooms and its bot name no real group', async () => {
  expect((await stranger.send('GET', '/api/boot?lang=fr')).body).not.toMatch(REAL);
  expect(JSON.stringify(await look())).not.toMatch(REAL);
  // Nor how much there is in their logs.
  expect(office.engine.ledger(office.group)).toHaveLength(1);
  expect((await look()).chain).toEqual({ intact: true, entries: 0 });
  for (const chat of ['street@g.us', 'elsewhere@g.us', String(office.group)])
    expect((await stranger.send('GET', `/api/rooms/${encodeURIComponent(chat)}`)).status).toBe(404);
  for (const slot of ['m1', 'coordinator', 'mandatary'])
    for (const words of ['/status', '/members PLP Rue du Moulin', `/case ${PEOPLE.member!.name}`]) {
      await write(slot, words);
      expect(await told(slot), `${slot} ${words}`).not.toMatch(REAL);
    }
});

it.each(['coordinator', 'mandatary'])('its %s, signed in, sees the practice group alone', async (role) => {
  await write(role, '/console');
  const token = /#([\w-]{43})/.exec(await told(role))![1];
  const visitor = office.visitor();
  expect((await visitor.send('POST', '/api/office/sign-in/link', { token })).status).toBe(200);
  expect(await office.me(visitor)).toMatchObject({ signedIn: true, operator: false, offices: [{ role }] });
  for (const path of ['/today', '/groups', '/members', '/cases', '/reviews', '/evaluation', '/rules']) {
    const answer = await visitor.send('GET', `/api/office${path}`);
    expect([200, 403], path).toContain(answer.status);
    expect(answer.body, path).not.toMatch(REAL);
  }
  for (const group of [office.group, office.elsewhere]) {
    expect((await visitor.send('GET', `/api/office/groups/${group}`)).status).toBe(404);
    const change = await visitor.send('POST', `/api/office/groups/${group}/policy`, { mode: 'observe' });
    expect([400, 403, 404]).toContain(change.status);
  }
  expect((await visitor.send('GET', '/api/office/operator')).status).toBe(403);
  expect(office.engine.groups().find((g) => g.id === office.group)!.policy.mode).toBe('hold');
});

it('a code asked for by a name that both worlds know comes to the real one alone', async () => {
  const { mandatary } = PEOPLE;
  expect((await look()).personas.find((p) => p.slot === 'mandatary')!.name).toBe(mandatary!.name);
  const visitor = office.visitor();
  const before = office.toldTo('mandatary').length;
  await visitor.send('POST', '/api/office/sign-in/ask', { who: mandatary!.name });
  await new Promise((resolve) => setImmediate(resolve));
  await office.settled();
  const ofTheReal = /\d{8}/.exec(office.toldTo('mandatary').slice(before).join(' '))?.[0];
  // It goes to the official of the real group; a namesake of the practice group gets none that could be taken for it.
  expect(ofTheReal).toBeDefined();
  expect(await told('mandatary')).not.toContain(ofTheReal);
});
