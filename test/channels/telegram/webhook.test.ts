/** Telegram calls us: only with the secret, confirmed only once journalled. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { listenForUpdates, type WebhookServer } from '../../../src/channels/telegram/webhook.js';
import { type House, house } from './house.js';

let server: WebhookServer | undefined;
let h: House | undefined;
afterEach(async () => {
  await server?.close();
  await h?.end();
  server = undefined;
  h = undefined;
});

const post = (port: number, body: string, headers: Record<string, string> = {}): Promise<number> =>
  fetch(`http://127.0.0.1:${port}/tg`, { method: 'POST', body, headers }).then((r) => r.status);
const SECRET = { 'x-telegram-bot-api-secret-token': 'the-secret' };

describe('the webhook server', () => {
  it('takes nothing without the secret, nor what is no JSON or too much', async () => {
    const taken: unknown[] = [];
    const options = { host: '127.0.0.1', port: 0, secret: 'the-secret' };
    server = await listenForUpdates({ ...options, take: (u) => void taken.push(u) });
    const update = '{"update_id":1}';
    expect(await post(server.port, update)).toBe(404);
    expect(await post(server.port, update, { 'x-telegram-bot-api-secret-token': 'the-secreT' })).toBe(404);
    expect(await fetch(`http://127.0.0.1:${server.port}/`).then((r) => r.status)).toBe(404);
    expect(await post(server.port, '{', SECRET)).toBe(400);
    expect(await post(server.port, ' '.repeat(1_100_000), SECRET)).toBe(500);
    expect(taken).toEqual([]);
    expect(await post(server.port, update, SECRET)).toBe(200);
    expect(taken).toEqual([{ update_id: 1 }]);
  });

  it('asks Telegram to send it again when it can’t be journalled', async () => {
    let broken = true;
    const take = (): void => {
      if (broken) throw new Error('disk full');
    };
    server = await listenForUpdates({ host: '127.0.0.1', port: 0, secret: 'the-secret', take });
    expect(await post(server.port, '{"update_id":1}', SECRET)).toBe(500);
    broken = false;
    expect(await post(server.port, '{"update_id":1}', SECRET)).toBe(200);
  });
});

describe('the adapter with a webhook', () => {
  const freePort = (): Promise<number> =>
    new Promise((resolve) => {
      const probe = createServer().listen(0, '127.0.0.1', () => {
        const { port } = probe.address() as AddressInfo;
        probe.close(() => resolve(port));
      });
    });

  it('tells Telegram its address with a secret, and hands over what comes', async () => {
    const port = await freePort();
    h = await house({ webhook: { url: 'https://plp.example/tg', host: '127.0.0.1', port } });
    await h.start();
    await h.until(() => h!.channel.status().state === 'connected');
    expect(h.channel.status().state).toBe('connected');
    const { secret_token = '' } = h.api.webhook!;
    expect(secret_token).toMatch(/^[0-9a-f]{64}$/);
    const update = {
      update_id: 1,
      message: { message_id: 2, date: 3, chat: h.world.head(h.group), from: h.people.anne, text: 'Dag' },
    };
    const headers = { 'x-telegram-bot-api-secret-token': secret_token };
    expect(await post(port, JSON.stringify(update), headers)).toBe(200);
    expect(h.of('message').map((e) => e.text)).toEqual(['Dag']);
    h.breakJournal(new Error('disk full'));
    expect(await post(port, JSON.stringify(update), headers)).toBe(500);
    expect(h.channel.status()).toMatchObject({ state: 'retrying', problem: 'storage' });
    expect(await post(port, JSON.stringify(update), headers)).toBe(200);
    expect(h.channel.status()).toMatchObject({ state: 'connected' });
  });

  it('whose port is taken says so and stops', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    h = await house({ webhook: { url: 'https://plp.example/tg', host: '127.0.0.1', port } });
    await h.start();
    await h.until(() => h!.log.length > 0);
    expect(h.channel.status()).toMatchObject({ state: 'stopped', problem: 'webhook' });
    await new Promise((resolve) => taken.close(resolve));
  });
});
