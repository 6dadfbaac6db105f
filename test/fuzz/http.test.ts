/** Requests of any form to the console: an answer below 500, nothing of the value in it, and the server stands. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, type OpenConsole, openConsole } from '../console/support/open-console.js';

let open: OpenConsole;
let room = '';
beforeAll(async () => {
  open = await openConsole();
  room = (await open.send('GET', '/api/boot')).json<{ room: string }>().room;
});
afterAll(() => open.close());
// A connection for each: the server may end one whose body it would not read.
const JSON_TYPE = { 'content-type': 'application/json', connection: 'close' };
const post = (path: string, body: string, headers: Record<string, string> = JSON_TYPE) =>
  ask(open.port, 'POST', path, { headers, body });
const well = async (): Promise<void> => expect((await open.send('GET', '/healthz')).status).toBe(200);

describe('a request', () => {
  it('with any JSON in any place is answered, never with a fault of the server', async () => {
    const paths = fc.constantFrom(
      '/api/rooms',
      `/api/rooms/${room}/messages`,
      `/api/rooms/${room}/policy`,
      `/api/rooms/${room}/clock`,
      '/api/office/sign-in/ask',
      '/api/office/sign-in/code',
      '/api/office/sign-in/link',
    );
    const field = fc.constantFrom(
      'as',
      'text',
      'to',
      'lang',
      'who',
      'code',
      'token',
      'seconds',
      'mode',
      'pictures',
      '__proto__',
      'constructor',
      'story',
    );
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom(`${room}.m1`, 'group', 'fr', 'marker-7f3a', 1e308, -1),
    );
    await fc.assert(
      fc.asyncProperty(paths, fc.oneof(fc.jsonValue(), fc.dictionary(field, value)), async (path, body) => {
        const answer = await post(path, JSON.stringify(body));
        expect(answer.status).toBeLessThan(500);
        if (answer.status >= 400) expect(answer.body).not.toContain('marker-7f3a');
      }),
      { numRuns: 150 },
    );
    await well();
  });

  it.each([
    ['no JSON', '{', 400],
    ['nothing', '', 400],
    ['JSON nested fifteen thousand deep', `${'['.repeat(15_000)}${']'.repeat(15_000)}`, 400],
    ['a body beyond the bound', `{"text":"${'a'.repeat(200_000)}"}`, 413],
    ['a lone half of a character', '{"as":"\\ud800","text":"\\udc00","to":"group"}', 404],
    ['a prototype', '{"__proto__":{"as":"x"},"text":"a","to":"group"}', 400],
  ])('with %s is refused', async (_what, body, status) => {
    const answer = await post(`/api/rooms/${room}/messages`, body);
    expect([status, 400]).toContain(answer.status);
    await well();
  });

  it('as a form, or as text, of another site is no JSON', async () => {
    for (const type of [
      'application/x-www-form-urlencoded',
      'text/plain',
      'multipart/form-data; boundary=x',
      '',
    ])
      expect(
        (await post(`/api/rooms/${room}/messages`, '{"as":"x"}', type === '' ? {} : { 'content-type': type }))
          .status,
      ).toBe(415);
  });

  it('for any path gives no file and no fault', async () => {
    const step = fc.constantFrom(
      '..',
      '%2e%2e',
      '%2e%2e%2f',
      '..%5c',
      '%00',
      'etc',
      'passwd',
      'main.js',
      'garde-fou.sqlite',
      'api',
      'rooms',
      room,
      '%',
      '%ff',
      'office',
      '__proto__',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        const answer = await ask(open.port, 'GET', `/${steps.join('/')}`, {
          headers: { connection: 'close' },
        });
        expect(answer.status).toBeLessThan(500);
        expect(answer.body).not.toMatch(/root:x:|SQLite format/);
      }),
      { numRuns: 120 },
    );
    await well();
  });

  it('without signing in sees nothing of the office', async () => {
    for (const path of [
      'today',
      'groups',
      'groups/1',
      'members',
      'members/1',
      'cases',
      'cases/1',
      'reviews',
      'rules',
      'evaluation',
      'operator',
      'events',
    ])
      expect([401, 404]).toContain((await open.send('GET', `/api/office/${path}`)).status);
  });
});
