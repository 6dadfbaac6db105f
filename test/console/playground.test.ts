/** The playground from the outside: what people do in the page, and what they then see. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../src/channels/playground/chat-message.js';
import { type OpenConsole, openConsole } from './support/open-console.js';

let c: OpenConsole;
beforeEach(async () => {
  c = await openConsole();
});
afterEach(() => c.close());

const settled = async () => {
  await c.playground.engine.settled();
  return c.state();
};
const group = (messages: readonly ChatMessage[]) => messages.filter((m) => m.thread === 'group');
const press = async (slot: string, verb: string) => {
  const { messages } = await settled();
  const asked = messages.findLast((m) => m.thread === c.who(slot) && m.buttons.length > 0)!;
  const action = asked.buttons.find((b) => b.action.startsWith(`${verb}:`))!.action;
  return c.send('POST', `/api/rooms/${c.room}/messages/${asked.id}/press`, { as: c.who(slot), action });
};

describe('a report without police', () => {
  beforeEach(() => c.say('m1', 'Un homme regarde dans les voitures, veste noire'));

  it('leaves the group, and its poster gets it back privately with two buttons', async () => {
    const { messages, verdicts, ledger, timers, chain } = await settled();
    expect(group(messages)).toMatchObject([{ deleted: 'bot', text: '' }]);
    const told = messages.filter((m) => m.thread === c.who('m1'));
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ from: 'bot', quote: 'Un homme regarde dans les voitures, veste noire' });
    expect(told[0]!.buttons.map((b) => b.action.split(':')[0])).toEqual(['informed', 'withdraw']);
    expect(verdicts[0]).toMatchObject({
      text: 'Un homme regarde dans les voitures, veste noire',
      sender: c.who('m1'),
    });
    expect(verdicts[0]!.decision.outcome).toBe('held');
    expect(ledger).toMatchObject([{ rule: 'police-not-informed', memberName: 'Claire Dumont' }]);
    expect(timers).toMatchObject([{ timer: 'hold-expiry', person: c.who('m1') }]);
    expect(chain).toEqual({ intact: true, entries: 1 });
  });

  it('comes back under its poster’s name when they press “informed”, once', async () => {
    expect((await press('m1', 'informed')).status).toBe(200);
    const { messages, timers } = await settled();
    const repost = group(messages).filter((m) => m.kind === 'repost');
    expect(repost).toHaveLength(1);
    expect(repost[0]!.text).toContain('Claire Dumont');
    expect(repost[0]!.text).toContain('Un homme regarde dans les voitures, veste noire');
    expect(timers.some((t) => t.timer === 'hold-expiry')).toBe(false);
    const asked = messages.find((m) => m.pressed !== null)!;
    const again = await c.send('POST', `/api/rooms/${c.room}/messages/${asked.id}/press`, {
      as: c.who('m1'),
      action: asked.pressed,
    });
    expect([again.status, again.json().error]).toEqual([409, 'already-pressed']);
  });

  it('cannot be confirmed by somebody else', async () => {
    const { messages } = await settled();
    const asked = messages.find((m) => m.buttons.length > 0)!;
    const answer = await c.send('POST', `/api/rooms/${c.room}/messages/${asked.id}/press`, {
      as: c.who('m2'),
      action: asked.buttons[0]!.action,
    });
    expect(answer.json().error).toBe('not-yours');
  });

  it('is over when nobody answers for an hour', async () => {
    await settled();
    await c.send('POST', '/api/clock', { seconds: 3700 });
    const { messages, clock, timers } = await settled();
    expect(clock.ahead).toBe(3_700_000);
    expect(timers).toEqual([]);
    expect(messages.filter((m) => m.thread === c.who('m1'))).toHaveLength(2);
    expect(group(messages).some((m) => m.kind === 'repost')).toBe(false);
  });
});

describe('the chat', () => {
  it('edits, answers, reacts and deletes as people know it', async () => {
    const first = (await c.say('m1', 'Réunion jeudi')).json<ChatMessage>();
    const path = `/api/rooms/${c.room}/messages/${first.id}`;
    await c.send('PATCH', path, { as: c.who('m1'), text: 'Réunion vendredi' });
    await c.say('m2', 'Merci', { replyTo: first.id });
    await c.send('POST', `${path}/reactions`, { as: c.who('m3'), emoji: '👍' });
    let { messages, verdicts } = await settled();
    expect(messages[0]).toMatchObject({
      text: 'Réunion vendredi',
      revision: 1,
      reactions: { '👍': [c.who('m3')] },
    });
    expect(messages[1]!.replyTo).toBe(first.id);
    expect(verdicts.filter((v) => v.event === 'message' && v.message === first.id)).toHaveLength(2);
    await c.send('POST', `${path}/reactions`, { as: c.who('m3'), emoji: '👍' });
    await c.send('DELETE', path, { as: c.who('m1') });
    ({ messages } = await settled());
    expect(messages[0]).toMatchObject({ deleted: 'self', text: '', reactions: {} });
    expect((await c.send('PATCH', path, { as: c.who('m1'), text: 'x' })).json().error).toBe(
      'already-deleted',
    );
  });

  it('does not act in a group that is only observed', async () => {
    await c.send('PATCH', `/api/rooms/${c.room}/policy`, { mode: 'observe' });
    await c.say('m1', 'Un homme regarde dans les voitures');
    const { messages, policy, verdicts } = await settled();
    expect(policy.mode).toBe('observe');
    expect(messages).toMatchObject([{ deleted: null }]);
    expect(verdicts[0]!.decision.outcome).toBe('observed');
  });

  it('gives each story a room of its own, with its settings and an empty past', async () => {
    const made = await c.send('POST', '/api/rooms', { lang: 'fr', story: '03-fr-trois-messages' });
    const { room } = made.json<{ room: string }>();
    const state = (await c.send('GET', `/api/rooms/${room}`)).json<Awaited<ReturnType<typeof c.state>>>();
    expect(state).toMatchObject({
      messages: [],
      ledger: [],
      policy: { mode: 'ask' },
      room: { story: '03-fr-trois-messages' },
    });
    expect((await c.send('POST', '/api/rooms', { lang: 'fr', story: 'none' })).status).toBe(404);
  });
});

describe('the live stream', () => {
  it('begins with the whole state and goes on with what changes', async () => {
    await c.say('m1', 'Bonjour');
    const stream = c.listen((seen) =>
      seen.some(([, data]) => 'verdicts' in data && data.verdicts?.[0]?.text === 'Merci'),
    );
    await stream.opened;
    await c.say('m2', 'Merci');
    const seen = await stream.done;
    expect(seen[0]![0]).toBe('state');
    expect(seen[0]![1].messages).toHaveLength(1);
    const texts = seen.slice(1).flatMap(([, patch]) => (patch.messages ?? []).map((m) => m.text));
    expect(texts).toEqual(['Merci']);
  });

  it('tells whoever reconnects all that they missed', async () => {
    await c.listen((seen) => seen.length > 0).done;
    await c.say('m1', 'Pendant ton absence');
    const [first] = await c.listen((seen) => seen.length > 0).done;
    expect(first![0]).toBe('state');
    expect(first![1].messages?.map((m) => m.text)).toEqual(['Pendant ton absence']);
  });
});

describe('after a restart', () => {
  it('the conversation, the verdicts and what waits are still there', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'restart-'));
    const file = join(dir, 'kept.sqlite');
    const before = await openConsole(file);
    await before.say('m1', 'Un homme regarde dans les voitures');
    await before.playground.engine.settled();
    const then = await before.state();
    await before.close();
    const after = await openConsole(file);
    const now = await after.state();
    expect(now.messages).toEqual(then.messages);
    expect(now.verdicts).toEqual(then.verdicts);
    expect(now.timers).toEqual(then.timers);
    expect(now.ledger).toEqual(then.ledger);
    await after.close();
    rmSync(dir, { recursive: true });
  });
});
