/** People who ask to be let in: the coordinator and the mandatary answer (Annex 4 §3), each request once. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Today } from '../../../src/console/office/wire.js';
import { type OpenedOffice, openOfficeFor, type Visitor } from '../support/office.js';

let office: OpenedOffice;
let coordinator: Visitor;
let mandatary: Visitor;
let applicant: number;
const IDENTITY = '32470000099@s.whatsapp.net';

beforeAll(async () => {
  office = await openOfficeFor();
  coordinator = await office.signIn('coordinator');
  mandatary = await office.signIn('mandatary');
});
afterAll(() => office.close());
beforeEach(() => {
  office.network.told.length = 0;
  const now = Date.now();
  applicant = office.store.persons.know('whatsapp', { id: IDENTITY, name: 'Emma Lambert' }, now).id;
  for (const group of [office.group, office.elsewhere]) {
    office.store.enrolments.begin(group, applicant, now);
    office.store.enrolments.setRequested(group, applicant, now);
  }
});

const requests = async (v: Visitor) =>
  (await v.send('GET', '/api/office/today')).json<Today>().items.filter((i) => i.kind === 'join');
const answer = (v: Visitor, accept: boolean, group = office.group, person: number | string = applicant) =>
  v.send('POST', `/api/office/joins/${person}`, { group, accept, key: randomUUID() });
const ordered = (): string[] =>
  office.network.told.map(({ delivery }) => delivery.type).filter((t) => t.endsWith('-join'));

describe('a request to join', () => {
  it('waits on Today with the name of whoever asks, of one’s own groups only', async () => {
    expect(await requests(coordinator)).toMatchObject([
      { id: String(applicant), name: 'Emma Lambert', group: { id: office.group } },
    ]);
  });

  it.each([
    ['let in', true, 'approve-join', 'let-in'],
    ['declined', false, 'decline-join', 'declined'],
  ] as const)(
    'is %s on the network itself, once, and it is noted who did it',
    async (_, accept, done, noted) => {
      expect((await answer(coordinator, accept)).status).toBe(200);
      await office.settled();
      expect(ordered()).toEqual([done]);
      expect(await requests(coordinator)).toEqual([]);
      expect((await answer(mandatary, !accept)).json().error).toBe('gone');
      await office.settled();
      expect(ordered()).toEqual([done]);
      const row = office.store.db.prepare('SELECT subject FROM access_log WHERE what = ?').pluck().get(noted);
      expect(row).toBe(applicant);
    },
  );

  it('is nobody’s to answer who does not run the group', async () => {
    const chef = await office.signIn('chef');
    const committee = await office.signIn('committee');
    expect(await requests(chef)).toEqual([]);
    expect((await answer(chef, true)).status).toBe(403);
    expect((await answer(committee, true)).status).toBe(403);
    expect((await answer(coordinator, true, office.elsewhere)).status).toBe(404);
    expect((await answer(coordinator, true, office.group, 'somebody')).status).toBe(404);
    expect(ordered()).toEqual([]);
    expect((await requests(mandatary)).length).toBe(1);
  });
});

describe('rules that were changed and have a mistake', () => {
  it('are told to whoever looks after the machine, and in the playground, until they are mended', async () => {
    const operator = await office.signIn('operator');
    const machine = async (v: Visitor) => (await v.send('GET', '/api/office/today')).json<Today>().machine;
    const boot = (await operator.send('GET', '/api/boot')).json<{ room: string }>();
    const practice = async () =>
      (await operator.send('GET', `/api/rooms/${boot.room}`)).json<{ rulesBroken: boolean }>().rulesBroken;
    expect(await machine(operator)).toEqual([]);
    office.playground.rulesBroken('rules/annex-4/leak.yaml: severity is missing');
    expect(await machine(operator)).toEqual(['rules']);
    expect(await machine(coordinator)).toEqual([]);
    expect((await operator.send('GET', '/api/office/operator')).json()).toMatchObject({
      rulesProblem: 'rules/annex-4/leak.yaml: severity is missing',
    });
    expect(await practice()).toBe(true);
    office.mend();
    expect(await machine(operator)).toEqual([]);
    expect(await practice()).toBe(false);
  });
});
