/** Every story, told to the real language engine: what it promises is what happens. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../src/channels/playground/chat-message.js';
import { openPlayground, type Playground } from '../../src/console/open-playground.js';
import { loadStories } from '../../src/console/stories.js';
import type { RoomState } from '../../src/console/wire.js';
import { createAnalyser } from '../../src/language/index.js';
import { loadRules } from '../../src/rules/load.js';

let dir: string;
let playground: Playground;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'stories-'));
  writeFileSync(join(dir, 'main.js'), '');
  const rules = loadRules(undefined, { examples: false });
  playground = await openPlayground({
    database: ':memory:',
    rules,
    analyser: createAnalyser(rules),
    host: '127.0.0.1',
    port: 0,
    publicDir: dir,
  });
});
afterAll(async () => {
  await playground?.close();
  rmSync(dir, { recursive: true });
});

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${playground.listening.url}/api${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
  return answer as T;
}

describe.each(loadStories().map((s) => [s.slug, s] as const))('%s', (_, story) => {
  it('comes true', async () => {
    const { room } = await call<{ room: string }>('POST', '/rooms', { lang: story.lang, story: story.slug });
    const state = (): Promise<RoomState> => call('GET', `/rooms/${room}`);
    const ids = new Map<string, string>();
    const became: string[] = [];
    for (const step of story.steps) {
      if ('note' in step) continue;
      if ('wait' in step) await call('POST', '/clock', { seconds: step.wait });
      else if ('settings' in step) await call('PATCH', `/rooms/${room}/policy`, step.settings);
      else {
        const as = `${room}.${step.as}`;
        if ('say' in step) {
          const message = await call<ChatMessage>('POST', `/rooms/${room}/messages`, {
            as,
            text: step.say,
            to: step.to ?? 'group',
            ...(step.reply ? { replyTo: ids.get(step.reply) } : {}),
            ...(step.forwarded ? { forwarded: step.forwarded } : {}),
          });
          if (step.id) ids.set(step.id, message.id);
          const verdict = (await state()).verdicts.findLast((v) => v.message === message.id)!;
          if (step.expect && verdict.decision.outcome !== step.expect)
            became.push(
              `“${step.say}” became ${verdict.decision.outcome}, not ${step.expect} (${verdict.decision.why.join(', ')})`,
            );
        } else if ('edit' in step)
          await call('PATCH', `/rooms/${room}/messages/${ids.get(step.edit)}`, { as, text: step.text });
        else if ('delete' in step)
          await call('DELETE', `/rooms/${room}/messages/${ids.get(step.delete)}`, { as });
        else if ('react' in step)
          await call('POST', `/rooms/${room}/messages/${ids.get(step.react)}/reactions`, {
            as,
            emoji: step.emoji,
          });
        else {
          await playground.engine.settled();
          const asked = (await state()).messages.findLast(
            (m) =>
              m.thread === as &&
              m.pressed === null &&
              m.buttons.some((b) => b.action.startsWith(`${step.press}:`)),
          );
          const action = asked?.buttons.find((b) => b.action.startsWith(`${step.press}:`))?.action;
          if (asked && action)
            await call('POST', `/rooms/${room}/messages/${asked.id}/press`, { as, action });
          else became.push(`${step.as} never got a button “${step.press}”`);
        }
      }
      await playground.engine.settled();
    }
    expect(became).toEqual([]);
    expect((await state()).chain?.intact).toBe(true);
  });
});
