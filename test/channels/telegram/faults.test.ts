/** What goes wrong between us and Telegram: nothing is lost, nothing is done twice, and the operator reads what to do. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TOKEN } from './bot-api.js';
import { type House, house } from './house.js';
import { Refusal, tooMany } from './refusal.js';

let h: House;
beforeEach(async () => {
  h = await house();
});
afterEach(() => h.end());

const texts = (): string[] => h.of('message').map((e) => e.text);

describe('the connection', () => {
  it('that is cut is taken up again, with what was written meanwhile', async () => {
    await h.start();
    await h.arrived();
    h.api.fault('getUpdates', { cut: 'before' }, { cut: 'before' }, { garbage: '<html>bad gateway</html>' });
    h.api.endPoll();
    h.world.post(h.group, h.people.anne, { text: 'Bonjour' });
    await h.arrived();
    expect(texts()).toEqual(['Bonjour']);
    expect(h.pauses).toEqual([1000, 2000, 4000]);
    expect(h.log[0]).toMatch(/^warn: Telegram can’t be reached/);
    expect(h.log.at(-1)).toMatch(/connected again/);
    expect(h.channel.status()).toMatchObject({ state: 'connected', bot: 'garde_fou_bot' });
  });

  it('that is not there when the program starts does not stop it', async () => {
    h.api.fault('getMe', { cut: 'before' }, { refuse: new Refusal(502, 'Bad Gateway') });
    await h.start();
    await h.arrived();
    expect(h.channel.status().state).toBe('connected');
  });

  it('is asked for more slowly when Telegram wants so', async () => {
    h.api.fault('getUpdates', { refuse: tooMany(9) });
    await h.start();
    await h.arrived();
    expect(h.pauses).toEqual([9000]);
  });

  it('shared with another program is told, and taken back when that stops', async () => {
    h.api.fault('getUpdates', {
      refuse: new Refusal(409, 'Conflict: terminated by other getUpdates request'),
    });
    await h.start();
    await h.arrived();
    expect(h.log.join()).toContain('Another program is reading the messages of this bot');
    expect(h.channel.status().state).toBe('connected');
  });

  it('for which a webhook is still set drops it, and keeps what waited', async () => {
    h.world.post(h.group, h.people.anne, { text: 'waiting' });
    h.api.webhook = { url: 'https://old.example/' };
    await h.start();
    await h.arrived();
    expect([h.api.webhook, texts()]).toEqual([null, ['waiting']]);
  });
});

describe('the token', () => {
  it('that was revoked: told in clear words, what waits is kept, and no word has the token in it', async () => {
    await h.start();
    await h.arrived();
    h.api.revoked = true;
    h.api.endPoll();
    const result = await h.channel.deliver(h.chat, { type: 'say', text: 'x' }, 'k');
    expect(result).toEqual({ status: 'retry', afterMs: 300_000, reason: 'token-refused' });
    await h.channel.stop();
    expect(h.channel.status()).toMatchObject({ state: 'stopped', problem: 'token-refused' });
    expect(h.log.join()).toContain('Ask @BotFather');
    expect(h.log.filter((l) => l.includes('BotFather'))).toHaveLength(1);
    expect(JSON.stringify([h.log, result])).not.toContain(TOKEN.slice(8));
    h.api.revoked = false;
    h.world.post(h.group, h.people.anne, { text: 'kept by Telegram' });
    await h.restart();
    expect(texts()).toEqual(['kept by Telegram']);
  });

  it('that is wrong from the start stops asking', async () => {
    h.api.revoked = true;
    await h.start();
    await h.channel.stop();
    expect(h.api.called('getMe').length).toBeLessThanOrEqual(1);
  });

  it('never shows in an error, though addresses have it in them', async () => {
    h.api.fault('getMe', { garbage: 'no JSON at all' });
    h.api.fault('getUpdates', { garbage: 'nor here' });
    await h.start();
    await h.arrived();
    expect(h.log.length).toBeGreaterThan(0);
    expect(h.log.join()).not.toContain(TOKEN.slice(8));
  });
});

describe('the group', () => {
  beforeEach(async () => {
    await h.start();
    await h.arrived();
  });

  it('from which the bot was thrown out is told once', async () => {
    h.group.members.get(h.world.bot.id)!.status = 'kicked';
    for (const key of ['a', 'b'])
      expect(await h.channel.deliver(h.chat, { type: 'say', text: 'x' }, key)).toEqual({
        status: 'impossible',
        reason: 'bot-removed',
      });
    expect(h.of('group').filter((e) => e.change.what === 'bot-removed')).toHaveLength(1);
    expect(h.log.join()).toContain('taken out of the group');
  });

  it('that was deleted is told', async () => {
    h.group.deleted = true;
    expect(await h.channel.deliver(h.chat, { type: 'say', text: 'x' }, 'k')).toMatchObject({
      reason: 'group-gone',
    });
    expect(h.of('group').map((e) => e.change.what)).toEqual(['bot-removed']);
  });

  it('in which the bot is no administrator any more: each right is named', async () => {
    h.world.place(h.group, h.world.bot, { status: 'member' }, h.people.cora);
    await h.arrived();
    expect(h.of('group')[0]?.change).toEqual({
      what: 'bot-rights',
      missing: ['administrator', 'delete-messages', 'restrict-members', 'invite-users'],
    });
  });
});
