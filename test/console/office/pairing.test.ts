/** Linking a phone from the Machine room. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ChannelStatus, statusOf } from '../../../src/console/office/channel-status.js';
import { watchChannels } from '../../../src/console/office/watch-channels.js';
import type { ChannelLine, Operator } from '../../../src/console/office/wire.js';
import { type OpenedOffice, openOfficeFor, type Visitor } from '../support/office.js';

describe('a phone', () => {
  const PATH = '/api/office/operator/channels/whatsapp/pair';
  let office: OpenedOffice;
  let operator: Visitor;
  beforeAll(async () => {
    office = await openOfficeFor();
    operator = await office.signIn('operator');
  });
  afterAll(() => office.close());

  const line = async (): Promise<ChannelLine> =>
    (await operator.send('GET', '/api/office/operator?lang=en')).json<Operator>().channels[0]!;

  it('that is linked stays as it is', async () => {
    expect(await line()).toMatchObject({ state: 'open', mayPair: false, detail: '+32470000000', help: null });
    const answer = await operator.send('POST', PATH, { termsRead: true });
    expect(answer.json().error).toBe('already-linked');
  });

  it('that threw Garde-fou out: the page says what to do, and links it again by a picture to scan', async () => {
    office.network.phone = { state: 'stopped', problem: 'logged-out', pairing: null, number: null };
    expect(await line()).toMatchObject({ state: 'stopped', mayPair: true });
    expect((await line()).help).toContain('Link it again');
    expect((await operator.send('POST', PATH, { termsRead: true })).json()).toEqual({ begun: true });
    const { qr, code } = await line();
    expect(qr).toMatch(/^\d+ M\d/);
    expect(code).toBeNull();
  });

  it('is linked by a code to type, for a number however it is written', async () => {
    const begin = (number: string) => operator.send('POST', PATH, { termsRead: true, number });
    expect((await begin('0470 12 34 56')).json().error).toBe('wrong-number');
    expect((await begin('+32 470 12 34 56')).status).toBe(200);
    expect(office.network.begun.at(-1)).toEqual({ number: '32470123456' });
    expect(await line()).toMatchObject({ state: 'pairing', code: 'ABCD1234', qr: null });
  });

  it('is linked by whoever looks after the machine and has read the terms, by nobody else', async () => {
    const before = office.network.begun.length;
    expect((await operator.send('POST', PATH, {})).status).toBe(400);
    const coordinator = await office.signIn('coordinator');
    expect((await coordinator.send('POST', PATH, { termsRead: true })).status).toBe(403);
    const elsewhere = '/api/office/operator/channels/playground/pair';
    expect((await operator.send('POST', elsewhere, { termsRead: true })).status).toBe(404);
    expect(office.network.begun.length).toBe(before);
  });

  it('is not asked for again and again: that is what gets a number blocked', async () => {
    const answers: number[] = [];
    for (let i = 0; i < 6; i++) answers.push((await operator.send('POST', PATH, { termsRead: true })).status);
    expect(answers.at(-1)).toBe(429);
  });
});

describe('a change of a channel', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is news once, and only while somebody looks', () => {
    const channel = { phone: { state: 'pairing' } as ChannelStatus, status: () => channel.phone };
    expect(statusOf(channel as never).state).toBe('pairing');
    let watched = true;
    let news = 0;
    const end = watchChannels(
      [channel as never],
      () => watched,
      () => news++,
    );
    vi.advanceTimersByTime(5000);
    expect(news).toBe(0);
    channel.phone = { state: 'open' };
    vi.advanceTimersByTime(5000);
    expect(news).toBe(1);
    watched = false;
    channel.phone = { state: 'stopped' };
    vi.advanceTimersByTime(5000);
    expect(news).toBe(1);
    watched = true;
    vi.advanceTimersByTime(5000);
    expect(news, 'what changed meanwhile is told to whoever comes back').toBe(2);
    end();
    channel.phone = { state: 'open' };
    vi.advanceTimersByTime(5000);
    expect(news).toBe(2);
  });
});
