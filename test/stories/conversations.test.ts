/** The sample conversations of data/conversations come true on every network, not only in the browser. */
import { afterEach, describe, expect, it } from 'vitest';
import { loadSampleGroups, loadStories } from '../../src/console/stories.js';
import type { Role } from '../../src/domain/vocabulary.js';
import { networks, type Said } from './channels.js';
import { type Neighbourhood, neighbourhood } from './neighbourhood.js';

const ROLES = {
  m1: 'member',
  m2: 'member',
  m3: 'member',
  coordinator: 'coordinator',
  mandatary: 'mandatary',
} as const;
const samples = loadSampleGroups();
const stories = loadStories().map((s) => [s.slug, s] as const);

describe.each(networks.map((network) => [network.name, network] as const))('on %s', (_, network) => {
  let n: Neighbourhood;
  afterEach(() => n.end());

  it.each(stories)('%s', async (_slug, story) => {
    const cast = { ...samples[story.lang].cast, ...story.cast } as Record<keyof typeof ROLES, string>;
    const people: Record<string, Role> = {};
    for (const [slot, role] of Object.entries(ROLES)) people[cast[slot as keyof typeof ROLES]] = role;
    n = await neighbourhood(story.lang, settingsOf(story.settings), network, people);
    const said = new Map<string, Said>();
    const became: string[] = [];
    for (const step of story.steps) {
      if ('note' in step) continue;
      if ('wait' in step) await n.minutesPass(step.wait / 60);
      else if ('settings' in step) n.engine.changePolicy(n.group, settingsOf(step.settings));
      else if ('say' in step) {
        const message = await n.says(cast[step.as], step.say, {
          to: step.to ?? 'group',
          ...(step.reply ? { reply: said.get(step.reply)! } : {}),
          ...(step.forwarded ? { forwarded: step.forwarded } : {}),
        });
        if (step.id) said.set(step.id, message);
        const untold = step.forwarded !== undefined && network.lacks.includes('forward-count');
        const verdict = n.outcomeOf(message);
        if (step.expect && !untold && verdict?.outcome !== step.expect)
          became.push(
            `“${step.say}” became ${verdict?.outcome}, not ${step.expect} (${verdict?.why.join(', ')})`,
          );
      } else if ('edit' in step) await n.edits(cast[step.as], said.get(step.edit)!, step.text);
      else if ('delete' in step) await n.removes(cast[step.as], said.get(step.delete)!);
      else if ('react' in step) await n.reacts(cast[step.as], said.get(step.react)!, step.emoji);
      else await n.taps(cast[step.as], step.press);
    }
    expect(became).toEqual([]);
  });
});

/** Without what a story leaves out. */
function settingsOf<T extends object>(settings: T) {
  return Object.fromEntries(Object.entries(settings).filter(([, v]) => v !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}
