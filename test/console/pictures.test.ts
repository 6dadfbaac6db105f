/** Pictures over HTTP: taken in, shown, covered, refused, forgotten. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PictureShelf } from '../../src/channels/playground/picture-shelf.js';
import { jpeg } from '../vision/pictures.js';
import { type OpenConsole, openConsole } from './support/open-console.js';

describe('pictures over HTTP', () => {
  let c: OpenConsole;
  beforeEach(async () => {
    c = await openConsole();
  });
  afterEach(() => c.close());
  const url = (path = ''): string => `http://127.0.0.1:${c.port}/api/rooms/${c.room}/pictures${path}`;
  const upload = (bytes: Uint8Array, type = 'application/octet-stream'): Promise<Response> =>
    fetch(url(), { method: 'POST', headers: { 'content-type': type }, body: new Uint8Array(bytes) });

  it('are taken in, named by a word nobody can guess, and given back as they are', async () => {
    const bytes = await jpeg();
    const answer = await upload(bytes);
    const { ref, mime } = (await answer.json()) as { ref: string; mime: string };
    expect([answer.status, mime, ref.length]).toEqual([201, 'image/jpeg', 36]);
    const shown = await fetch(url(`/${ref}`));
    expect(shown.headers.get('content-type')).toBe('image/jpeg');
    expect(shown.headers.get('cache-control')).toBe('no-store');
    expect(Buffer.from(await shown.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it('what could carry a script is only ever a download', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    const { ref } = (await (await upload(svg)).json()) as { ref: string };
    const shown = await fetch(url(`/${ref}`));
    expect(shown.headers.get('content-type')).toBe('application/octet-stream');
    expect(shown.headers.get('content-disposition')).toBe('attachment');
    expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('refuses what is too large, empty, sent as a form, or in no room', async () => {
    expect((await upload(new Uint8Array(20 * 1024 * 1024 + 1))).status).toBe(413);
    expect((await upload(new Uint8Array())).status).toBe(400);
    expect((await upload(await jpeg(), 'multipart/form-data; boundary=x')).status).toBe(415);
    const elsewhere = await fetch(`http://127.0.0.1:${c.port}/api/rooms/none/pictures`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: 'x',
    });
    expect(elsewhere.status).toBe(404);
  });

  it('a forgotten one is not found, and can’t be posted', async () => {
    const gone = '11111111-1111-4111-8111-111111111111';
    expect((await fetch(url(`/${gone}`))).status).toBe(404);
    expect((await fetch(url(`/${gone}/safe`))).status).toBe(404);
    expect((await c.say('m1', '', { pictures: [gone] })).status).toBe(404);
  });

  it('a safe copy that can’t be made is an answer, not a failure', async () => {
    const { ref } = (await (await upload(Buffer.from('%PDF-1.4 a letter'))).json()) as { ref: string };
    const answer = await fetch(url(`/${ref}/safe`));
    expect([answer.status, ((await answer.json()) as { error: string }).error]).toEqual([
      409,
      'no-safe-copy',
    ]);
  });
});

describe('the picture shelf', () => {
  const sized = (bytes: number) => ({ bytes: new Uint8Array(bytes), mime: 'image/jpeg', name: '' });

  it('forgets the oldest when there are too many or they are too large, but never the newest', () => {
    const shelf = new PictureShelf(100, 3);
    const refs = [10, 20, 30, 40].map((n) => shelf.put(sized(n)));
    expect(refs.map((r) => shelf.get(r)?.bytes.length)).toEqual([undefined, 20, 30, 40]);
    const large = shelf.put(sized(500));
    expect(refs.map((r) => shelf.get(r))).toEqual([undefined, undefined, undefined, undefined]);
    expect(shelf.get(large)?.bytes.length).toBe(500);
    shelf.drop(large);
    const after = shelf.put(sized(100));
    expect(shelf.get(after)).toBeDefined();
  });
});
