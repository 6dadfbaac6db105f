import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenConsole, openConsole } from '../console/support/open-console.js';

describe('commands in the playground', () => {
  let c: OpenConsole;
  beforeAll(async () => {
    c = await openConsole();
  });
  afterAll(() => c.close());
  const settled = async () => {
    await c.playground.engine.settled();
    return c.state();
  };
  const privately = async (slot: string) =>
    (await settled()).messages.filter((m) => m.thread === c.who(slot) && m.kind === 'bot');

  it('the coordinator’s command leaves the group and is answered in private', async () => {
    await c.say('coordinator', '/statut');
    const { messages } = await settled();
    expect(messages.filter((m) => m.thread === 'group').map((m) => m.deleted)).toEqual(['bot']);
    expect((await privately('coordinator')).at(-1)?.text).toContain('« PLP Quartier du Moulin »');
    expect(await privately('m1')).toEqual([]);
  });

  it('the mandatary excludes somebody after a confirmation, and the room shows it', async () => {
    const name = (await c.state()).personas.find((p) => p.slot === 'm1')!.name;
    await c.say('mandatary', `/exclure @${name} 2 semaines PV 1/2026 "menaces"`, { to: 'bot' });
    const question = (await privately('mandatary')).at(-1)!;
    const yes = question.buttons.find((b) => b.action.startsWith('cmd:yes:'))!;
    await c.send('POST', `/api/rooms/${c.room}/messages/${question.id}/press`, {
      as: c.who('mandatary'),
      action: yes.action,
    });
    const { personas } = await settled();
    expect(personas.find((p) => p.slot === 'm1')?.state).toBe('out');
    expect((await privately('m1')).at(-1)?.text).toMatch(
      /^Vous êtes exclu de « PLP Quartier du Moulin » jusqu/,
    );
  });
});
