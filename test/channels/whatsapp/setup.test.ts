/** `garde-fou setup whatsapp`, as whoever sits at the terminal sees it. */
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isPaired } from '../../../src/channels/whatsapp/is-paired.js';
import { setupWhatsApp, type WhatsAppSetup } from '../../../src/cli/commands/setup/whatsapp.js';
import { openStore } from '../../../src/store/store.js';
import { type WhatsAppServer, whatsappServer } from './server/whatsapp-server.js';

let server: WhatsAppServer;
let dir: string;
beforeEach(async () => {
  server = await whatsappServer({ now: () => Math.floor(Date.now() / 1000) });
  dir = mkdtempSync(join(tmpdir(), 'setup-'));
});
afterEach(async () => {
  await server.close();
  rmSync(dir, { recursive: true });
});

const told: string[] = [];
const setup = (answer: string, over: Partial<WhatsAppSetup> = {}): Promise<void> => {
  told.length = 0;
  return setupWhatsApp({
    asker: { tell: (text) => void told.push(text), ask: async () => answer },
    env: {},
    database: join(dir, 'garde-fou.sqlite'),
    flags: {},
    // The phone sees the picture as soon as it is drawn.
    draw: async (text) => {
      server.pair(text);
      void server
        .until(() => server.received.some((n) => JSON.stringify(n.content)?.includes('pair-device-sign')))
        .then(() => server.restart());
      return '▄▀▄';
    },
    settle: async () => {},
    channel: { socket: { waWebSocketUrl: server.url, shouldSyncHistoryMessage: () => false } },
    ...over,
  });
};
const paired = (): boolean => {
  const store = openStore(join(dir, 'garde-fou.sqlite'));
  const answer = isPaired(store.db);
  store.close();
  return answer;
};

describe('garde-fou setup whatsapp', () => {
  it('warns first, links the phone, and leaves a key that only its owner can read', async () => {
    await setup('yes');
    const words = told.join('\n');
    expect(words.indexOf('WhatsApp may block the number')).toBeLessThan(words.indexOf('▄▀▄'));
    expect(words).toContain('Telegram provides for bots');
    expect(words).toContain('Linked: +32490000000.');
    expect(words).toContain(join(dir, 'whatsapp.key'));
    expect(statSync(join(dir, 'whatsapp.key')).mode & 0o777).toBe(0o600);
    expect(paired()).toBe(true);
    expect(server.isConnected()).toBe(false);

    await setup('yes');
    expect(told.join('\n')).toContain('A phone is linked already');
  });

  it('changes nothing without a yes', async () => {
    await expect(setup('no')).rejects.toThrow('Nothing was changed.');
    expect(existsSync(join(dir, 'whatsapp.key'))).toBe(false);
    expect(paired()).toBe(false);
  });

  it('without a network says so, and not that nobody held a phone', async () => {
    await server.close();
    const schedule = (_: number, work: () => void) => {
      setImmediate(work);
      return () => {};
    };
    const channel = { socket: { waWebSocketUrl: server.url }, schedule };
    await expect(setup('yes', { channel })).rejects.toThrow("WhatsApp can't be reached");
    expect(paired()).toBe(false);
  });

  it('shows a code to type for a number, and refuses what is none', async () => {
    const linking = setup('yes', { flags: { number: '+32 490/00 00 00' } });
    await server.until(() =>
      server.received.some((n) => JSON.stringify(n.content)?.includes('link_code_companion_reg')),
    );
    const ask = server.received.find((n) => JSON.stringify(n.content)?.includes('link_code_companion_reg'));
    expect(JSON.stringify(ask)).toContain('32490000000@s.whatsapp.net');
    server.refuse('401');
    await expect(linking).rejects.toThrow('has removed Garde-fou from its linked devices');
    expect(told.join('\n')).toMatch(/ {4}[0-9A-Z]{4}-[0-9A-Z]{4}\n/);
    await expect(setup('yes', { flags: { number: '0470' } })).rejects.toThrow('is not a telephone number');
  });
});
