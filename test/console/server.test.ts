import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAddressOrOwnName } from '../../src/console/guard.js';
import { ask, type OpenConsole, openConsole } from './support/open-console.js';

let it_: OpenConsole;
beforeAll(async () => {
  it_ = await openConsole();
});
afterAll(() => it_.close());

describe('what the server sends with every answer', () => {
  it.each(['/', '/main.js', '/api/boot', '/healthz', '/nothing-here'])(
    '%s has the headers that protect the page',
    async (path) => {
      const { headers } = await it_.send('GET', path);
      const csp = headers['content-security-policy'];
      expect(csp).toContain("default-src 'none'");
      expect(csp).toContain("script-src 'self'");
      expect(csp).toContain("frame-ancestors 'none'");
      expect(csp).not.toContain('unsafe');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
    },
  );

  it('the page is in the language that the browser asks for, and names no other host', async () => {
    const dutch = await it_.send('GET', '/', undefined, { 'accept-language': 'nl-BE,nl;q=0.9,en;q=0.8' });
    expect(dutch.body).toContain('<html lang="nl">');
    expect(dutch.body).not.toMatch(/https?:\/\//);
    const none = await it_.send('GET', '/', undefined, { 'accept-language': 'pt' });
    expect(none.body).toContain('<html lang="fr">');
  });

  it('a file that the browser has is not sent again', async () => {
    const first = await it_.send('GET', '/main.js', undefined, { 'accept-encoding': 'br' });
    expect(first.headers['content-encoding']).toBe('br');
    const again = await it_.send('GET', '/main.js', undefined, {
      'if-none-match': String(first.headers.etag),
    });
    expect(again.status).toBe(304);
    expect(again.body).toBe('');
  });

  it('/healthz says that it is well', async () => {
    expect((await it_.send('GET', '/healthz')).json()).toEqual({ status: 'ok' });
  });
});

describe('other sites cannot reach it through the visitor’s browser', () => {
  it.each(['evil.example', 'evil.example:4040', 'localhost.evil.example', '127.0.0.1.evil.example'])(
    'the host %s is refused (DNS rebinding)',
    async (host) => {
      const answer = await ask(it_.port, 'GET', '/api/boot', { headers: { host } });
      expect(answer.status).toBe(403);
      expect(answer.json().error).toBe('wrong-host');
    },
  );

  it.each(['localhost', 'localhost:4040', '127.0.0.1:1', '[::1]:4040'])(
    'the host %s is served',
    async (host) => {
      expect((await ask(it_.port, 'GET', '/healthz', { headers: { host } })).status).toBe(200);
    },
  );

  it('opened to other machines, it is served by address and by its own name, never by a stranger’s name', () => {
    const served = (host: string): boolean => isAddressOrOwnName(host, 'Bureau.zone.example');
    for (const host of [
      '192.168.1.7:4040',
      '[fe80::1]:4040',
      '[::1]',
      'localhost:4040',
      'bureau',
      'bureau.local:1',
    ])
      expect([host, served(host)]).toEqual([host, true]);
    expect(served('bureau.zone.example')).toBe(true);
    for (const host of [
      'evil.example',
      '192.168.1.7.evil.example',
      'localhost.evil.example',
      'bureau.evil',
      '',
    ])
      expect([host, served(host)]).toEqual([host, false]);
  });

  it.each(['http://evil.example', 'null', 'http://localhost:1'])(
    'a change asked from %s is refused (CSRF)',
    async (origin) => {
      const answer = await it_.send('POST', '/api/clock', { seconds: 1 }, { origin });
      expect(answer.status).toBe(403);
      expect(answer.json().error).toBe('wrong-origin');
    },
  );

  it('a change that the browser marks as cross-site is refused', async () => {
    const answer = await it_.send('POST', '/api/clock', { seconds: 1 }, { 'sec-fetch-site': 'cross-site' });
    expect(answer.status).toBe(403);
  });

  it('a form of another site, which cannot be JSON, is refused', async () => {
    const answer = await ask(it_.port, 'POST', '/api/clock', {
      headers: { 'content-type': 'text/plain' },
      body: '{"seconds":1}',
    });
    expect(answer.status).toBe(415);
  });
});

describe('what does not fit is refused with a reason', () => {
  const post = (body: unknown) => it_.send('POST', `/api/rooms/${it_.room}/messages`, body);

  it('a body that is not JSON', async () => {
    const answer = await ask(it_.port, 'POST', '/api/clock', {
      headers: { 'content-type': 'application/json' },
      body: '{"seconds":',
    });
    expect([answer.status, answer.json().error]).toEqual([400, 'not-json']);
  });

  it('a message without words', async () => {
    const answer = await post({ as: it_.who('m1'), text: '  \n ', to: 'group' });
    expect([answer.status, answer.json().error]).toEqual([400, 'invalid']);
    expect(answer.json().detail).toContain('text:');
  });

  it('a message that is too long, and one that is far too long', async () => {
    expect((await post({ as: it_.who('m1'), text: 'a'.repeat(4001), to: 'group' })).status).toBe(400);
    expect((await post({ as: it_.who('m1'), text: 'a'.repeat(200_000), to: 'group' })).status).toBe(413);
  });

  it('a key that nobody knows', async () => {
    const answer = await post({ as: it_.who('m1'), text: 'a', to: 'group', admin: true });
    expect(answer.status).toBe(400);
    expect(answer.json().detail).toContain('admin');
  });

  it('a person, a room, a message that does not exist', async () => {
    expect((await post({ as: 'nobody', text: 'a', to: 'group' })).json().error).toBe('no-such-person');
    expect((await it_.send('GET', '/api/rooms/nowhere')).status).toBe(404);
    expect((await it_.send('GET', '/api/rooms/nowhere/events')).status).toBe(404);
    const edit = await it_.send('PATCH', `/api/rooms/${it_.room}/messages/none`, {
      as: it_.who('m1'),
      text: 'a',
    });
    expect(edit.json().error).toBe('no-such-message');
  });

  it('a reaction that is not an emoji, a setting that is none, a clock that goes back', async () => {
    const { id } = (await it_.say('m1', 'Bonjour')).json<{ id: string }>();
    const react = `/api/rooms/${it_.room}/messages/${id}/reactions`;
    expect((await it_.send('POST', react, { as: it_.who('m2'), emoji: '<b>' })).status).toBe(400);
    expect((await it_.send('POST', react, { as: it_.who('m2'), emoji: '👍' })).status).toBe(200);
    expect((await it_.send('PATCH', `/api/rooms/${it_.room}/policy`, { mode: 'off' })).status).toBe(400);
    expect((await it_.send('POST', '/api/clock', { seconds: -5 })).status).toBe(400);
  });

  it('nobody changes the words of another', async () => {
    const { id } = (await it_.say('m1', 'Bonjour')).json<{ id: string }>();
    const path = `/api/rooms/${it_.room}/messages/${id}`;
    expect((await it_.send('PATCH', path, { as: it_.who('m2'), text: 'b' })).json().error).toBe('not-yours');
    expect((await it_.send('DELETE', path, { as: it_.who('m2') })).json().error).toBe('not-yours');
    expect((await it_.send('DELETE', path, { as: it_.who('coordinator') })).status).toBe(200);
  });
});
