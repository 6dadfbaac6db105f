/**
 * The network says for half an hour that it is too much (429), on a lively evening: the bot knocks seldom, nothing is lost,
 * nothing comes twice, and nobody gets a heap of messages when it is over.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { networks } from './channels.js';
import { type Neighbourhood, neighbourhood } from './neighbourhood.js';

const PEOPLE = {
  Anne: 'member',
  Bram: 'member',
  Dirk: 'member',
  Cora: 'coordinator',
  Marc: 'mandatary',
} as const;
const stormy = networks.filter((n) => !n.lacks.includes('limits')).map((n) => [n.name, n] as const);

describe.each(stormy)('on %s', (name, network) => {
  let n: Neighbourhood;
  afterEach(() => n.end());

  it('a storm of refusals passes', async () => {
    n = await neighbourhood('fr', { holdMinutes: 600 }, network, PEOPLE);
    n.world.storm(true);
    const plates = ['1-ABC-234', '1-KLM-482', '2-XYZ-118'];
    for (const [i, who] of ['Anne', 'Bram', 'Dirk'].entries())
      await n.says(who, `La voiture immatriculée ${plates[i]} est mal garée`);
    await n.says('Anne', 'Un homme cagoulé force la porte du 12 rue du Moulin');
    await n.says('Bram', 'Les Roumains sont tous des voleurs, il faut les chasser du quartier');
    for (let minute = 0; minute < 30; minute++) await n.minutesPass(1);
    expect(n.inGroup()).toHaveLength(5);
    expect(['Anne', 'Bram', 'Dirk'].flatMap((who) => n.told(who))).toEqual([]);
    const knocks = n.world.storm(false);
    // WhatsApp bans a number that goes on knocking: 1, 2, 4, 8, 16 minutes. Telegram says itself when to come back.
    expect(knocks).toBeLessThanOrEqual(name === 'whatsapp' ? 6 : 70);
    expect(knocks).toBeGreaterThan(3);

    for (let minute = 0; minute < 60; minute++) await n.minutesPass(1);
    expect(n.inGroup()).toEqual([]);
    expect(['Anne', 'Bram', 'Dirk'].map((who) => n.told(who).length)).toEqual([2, 2, 1]);
    expect(n.told('Anne').map((m) => m.quote)).toContain(
      'Un homme cagoulé force la porte du 12 rue du Moulin',
    );
    expect(n.store.outbox.dueChats(Number.MAX_SAFE_INTEGER)).toEqual([]);
    expect(n.deliveries.filter((d) => d.status === 'impossible')).toEqual([]);
  });
});
