/** Role by role, what the server answers: not only what the page hides (art. 8, Annex 3). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenedOffice, openOfficeFor, type Visitor, type Who } from '../support/office.js';
import { ask } from '../support/open-console.js';

let office: OpenedOffice;
let visitors: Record<string, Visitor>;
let person: number;
const OFFICES = ['committee', 'coordinator', 'mandatary', 'chef', 'authority', 'operator'] as const;

beforeAll(async () => {
  office = await openOfficeFor();
  office.say('member', 'Attention à la plaque 1-ABC-234');
  await office.settled();
  person = office.store.persons.find('whatsapp', '32470000001@s.whatsapp.net')!.id;
  visitors = {};
  for (const who of OFFICES) visitors[who] = await office.signIn(who as Who);
});
afterAll(() => office.close());

/** Columns in the order of OFFICES; 2: answered, 3: no right, 4: not there. */
const TABLE: readonly (readonly [string, string])[] = [
  ['/today', '222222'],
  ['/groups', '222222'],
  ['/groups/GROUP', '222222'],
  ['/groups/ELSEWHERE', '444444'],
  ['/members', '322233'],
  ['/members?group=GROUP', '322233'],
  ['/members?group=ELSEWHERE', '344433'],
  ['/members/PERSON', '322233'],
  ['/reviews', '322333'],
  ['/cases', '322223'],
  ['/cases/99', '444444'],
  ['/rules', '222222'],
  ['/rules/off-topic', '222222'],
  ['/evaluation', '222233'],
  ['/evaluation/99', '444444'],
  ['/groups/GROUP/broadcasts', '442224'],
  ['/groups/ELSEWHERE/broadcasts', '444444'],
  ['/account', '222222'],
  ['/operator', '333332'],
];

const KEY = '00000000-0000-4000-8000-000000000000';
/**
 * What changes something, asked for things that are not there, so that nothing changes: 3 and 4 as above, and “-” where
 * the right is there and only the thing is missing (or, for a sentence to try, nothing is).
 */
const CHANGES: readonly (readonly [string, string, object, string])[] = [
  ['POST', '/holds/none', { group: 'GROUP', do: 'refuse', reason: 'x', key: KEY }, '3---33'],
  ['POST', '/holds/none', { group: 'ELSEWHERE', do: 'refuse', reason: 'x', key: KEY }, '444444'],
  ['POST', '/joins/99', { group: 'GROUP', accept: true, key: KEY }, '3--333'],
  ['POST', '/reviews/99', { group: 'GROUP', verdict: 'right', key: KEY }, '3--333'],
  ['POST', '/examples/99', { group: 'GROUP', accept: false, text: 'Bonjour', lang: 'fr' }, '344334'],
  ['POST', '/groups/GROUP/threads/none/close', { key: KEY }, '3--333'],
  ['POST', '/groups/GROUP/tighten', { key: KEY }, '3--333'],
  ['PATCH', '/groups/ELSEWHERE', { mode: 'ask' }, '444444'],
  ['POST', '/members/PERSON/role', { group: 'ELSEWHERE', role: 'member' }, '444444'],
  ['POST', '/ledger/9999/annul', { group: 'GROUP', reason: 'because' }, '344333'],
  ['POST', '/cases/99/acts', { key: KEY, act: 'sign', fields: {} }, '444444'],
  ['POST', '/proposals/99', { key: KEY, take: false, reason: '' }, '444444'],
  ['POST', '/evaluation', { key: KEY, group: 'ELSEWHERE', what: 'survey' }, '444444'],
  ['POST', '/evaluation/99/finish', { key: KEY }, '444444'],
  ['POST', '/rules/try', { text: 'Bonjour', lang: 'fr' }, '------'],
  ['POST', '/rules/dry-run', {}, '3---33'],
  ['POST', '/operator/failed/99/retry', {}, '333334'],
  ['POST', '/operator/channels/telegram/pair', { termsRead: true }, '333334'],
  ['DELETE', '/operator/sessions/9999', {}, '333334'],
  ['DELETE', '/operator/passkeys/9999', {}, '333334'],
];

describe('the office', () => {
  const named = (text: string): string =>
    text
      .replace(/"?GROUP"?/, String(office.group))
      .replace(/"?ELSEWHERE"?/, String(office.elsewhere))
      .replace('PERSON', String(person));

  it.each(TABLE)('%s', async (path, row) => {
    const real = named(path);
    const seen = [];
    for (const who of OFFICES) {
      const { status } = await visitors[who]!.send('GET', `/api/office${real}`);
      seen.push({ 200: '2', 403: '3', 404: '4' }[status] ?? `(${status})`);
    }
    expect(seen.join('')).toBe(row);
  });

  it.each(CHANGES)('%s %s', async (method, path, body, row) => {
    const seen = [];
    for (const who of OFFICES) {
      const { status } = await visitors[who]!.send(
        method,
        `/api/office${named(path)}`,
        JSON.parse(named(JSON.stringify(body))),
      );
      expect(status, who).not.toBe(400);
      seen.push({ 403: '3', 404: '4' }[status] ?? '-');
    }
    expect(seen.join('')).toBe(row);
  });

  it('answers nobody who has not signed in', async () => {
    for (const [path] of TABLE)
      expect((await ask(office.port, 'GET', `/api/office${path}`)).status, path).toBe(401);
  });

  it('shows the committee no name of a poster and no number of infractions', async () => {
    const { body } = await visitors.committee!.send('GET', '/api/office/today');
    expect(body).not.toContain('Luc Renard');
    const page = await visitors.committee!.send('GET', `/api/office/groups/${office.group}`);
    expect(page.body).not.toContain('1-ABC-234');
  });

  it('lets only the police decide who may send (art. 8 d)', async () => {
    const path = `/api/office/groups/${office.group}`;
    const change = { sending: 'prior-authorisation' };
    expect((await visitors.coordinator!.send('PATCH', path, change)).json().error).toBe('police-only');
    expect((await visitors.committee!.send('PATCH', path, change)).status).toBe(403);
    expect((await visitors.mandatary!.send('PATCH', path, change)).status).toBe(200);
    await visitors.mandatary!.send('PATCH', path, { sending: 'habilitation' });
  });

  it('lets nobody give an office that is not theirs to give', async () => {
    const path = `/api/office/members/${person}/role`;
    const role = (r: string) => ({ group: office.group, role: r });
    expect((await visitors.coordinator!.send('POST', path, role('mandatary'))).status).toBe(403);
    expect((await visitors.operator!.send('POST', path, role('coordinator'))).status).toBe(403);
    expect((await visitors.coordinator!.send('POST', path, role('steering-committee'))).status).toBe(200);
    expect((await visitors.mandatary!.send('POST', path, role('member'))).status).toBe(200);
  });

  it('notes who looked at whose history, and not what stood there', async () => {
    await visitors.chef!.send('GET', `/api/office/members/${person}`);
    const { access } = (await visitors.operator!.send('GET', '/api/office/operator')).json<{
      access: { name: string; what: string; subject: string }[];
    }>();
    expect(access).toContainEqual(
      expect.objectContaining({ name: 'CP Bernard Lacroix', what: 'saw-history', subject: 'Luc Renard' }),
    );
    expect(JSON.stringify(access)).not.toContain('1-ABC-234');
  });

  it('lets the operator end a session', async () => {
    const visitor = await office.signIn('authority');
    const list = (await visitors.operator!.send('GET', '/api/office/operator')).json<{
      sessions: { id: number; name: string }[];
    }>().sessions;
    const own = list.filter((s) => s.name === 'Isabelle Fontaine').sort((a, b) => b.id - a.id)[0]!;
    expect((await visitors.operator!.send('DELETE', `/api/office/operator/sessions/${own.id}`)).status).toBe(
      200,
    );
    expect((await visitor.send('GET', '/api/office/today')).status).toBe(401);
  });
});
