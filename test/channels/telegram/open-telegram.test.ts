/** `garde-fou start` with a token: the real groups beside the page in the browser, in one program. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openChannels } from '../../../src/channels/open-channels.js';
import { registerOf, webhookOf } from '../../../src/channels/telegram/open-telegram.js';
import { findToken, storeToken, tokenFileIn } from '../../../src/channels/telegram/token-file.js';
import { openPlayground } from '../../../src/console/open-playground.js';
import { policy } from '../../../src/domain/group.js';
import { createAnalyser } from '../../../src/language/index.js';
import { loadRules } from '../../../src/rules/load.js';
import type { Store } from '../../../src/store/store.js';
import { BotApi, TOKEN } from './bot-api.js';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'telegram-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

describe('the token', () => {
  it('is kept in a file for its owner only, whatever was there before', () => {
    writeFileSync(tokenFileIn(dir), 'old', { mode: 0o644 });
    const file = storeToken(dir, TOKEN);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8').trim()).toBe(TOKEN);
    expect(findToken(dir, {})).toEqual({ token: TOKEN, from: file, exposed: false });
    chmodSync(file, 0o640);
    expect(findToken(dir, {})?.exposed).toBe(true);
  });

  it('of the environment goes before the file; none at all is no mistake', () => {
    expect(findToken(dir, {})).toBeNull();
    storeToken(dir, TOKEN);
    const other = TOKEN.replace('7000001', '7000002');
    expect(findToken(dir, { GARDE_FOU_TELEGRAM_TOKEN: other })?.token).toBe(other);
  });

  it('that can’t be one is refused without being repeated', () => {
    const wrong = 'mysecret-but-wrong';
    expect(() => findToken(dir, { GARDE_FOU_TELEGRAM_TOKEN: wrong })).toThrow(
      /GARDE_FOU_TELEGRAM_TOKEN is no/,
    );
    expect(() => findToken(dir, { GARDE_FOU_TELEGRAM_TOKEN: wrong })).not.toThrow(wrong);
    expect(() => findToken(dir, { GARDE_FOU_TELEGRAM_TOKEN_FILE: join(dir, 'nothing') })).toThrow(/ENOENT/);
  });
});

describe('the webhook', () => {
  it('is an option, by an https address only', () => {
    expect(webhookOf({})).toBeUndefined();
    expect(webhookOf({ GARDE_FOU_TELEGRAM_WEBHOOK: 'https://plp.example/tg' })).toEqual({
      url: 'https://plp.example/tg',
      host: '127.0.0.1',
      port: 8443,
    });
    expect(() => webhookOf({ GARDE_FOU_TELEGRAM_WEBHOOK: 'http://plp.example' })).toThrow(/https/);
  });
});

describe('the program with a token', () => {
  // The whole program over the shipped rules: slow on a busy machine.
  it('moderates the Telegram group while the page is open', { timeout: 120_000 }, async () => {
    const api = new BotApi(Date.now);
    const anne = api.world.person('Anne');
    const group = api.world.group('Rue du Moulin', [anne]);
    const env = { GARDE_FOU_TELEGRAM_TOKEN: TOKEN, GARDE_FOU_TELEGRAM_API: await api.listen() };
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    writeFileSync(join(dir, 'main.js'), '');
    const rules = loadRules(undefined, { examples: false });
    let store: Store | undefined;
    const program = await openPlayground({
      database: join(dir, 'garde-fou.sqlite'),
      rules,
      analyser: createAnalyser(rules),
      host: '127.0.0.1',
      port: 0,
      publicDir: dir,
      channels: (s) => {
        store = s;
        return openChannels({ store: s, dataDir: dir, env, log });
      },
    });
    try {
      // Not registered yet: only observed, and known from its first message on.
      api.world.post(group, anne, { text: 'Bonjour à tous' });
      await api.allConfirmed();
      expect(registerOf(store!).knows(String(group.id))).toBe(true);
      const { engine } = program;
      engine.setupGroup({
        channel: 'telegram',
        chat: String(group.id),
        title: 'Rue du Moulin',
        policy: policy({ lang: 'fr', mode: 'hold' }),
        recognition: { reference: 'R', date: '2026-01-01' },
        policeApproval: { reference: 'P', by: 'zone', date: '2026-01-01' },
      });
      api.world.post(group, anne, { text: 'Un homme cagoulé force la porte du 12 rue du Moulin' });
      await api.allConfirmed();
      await engine.settled();
      expect(api.world.standing(group).map((m) => m.body.text)).toEqual(['Bonjour à tous']);
      const [told] = api.world.standing(api.world.chat(anne.id));
      expect(told?.body.text).toMatch(/^Appelez d'abord la police au 101/);
    } finally {
      await program.close();
      await api.close();
    }
  });
});
