/** The way into a group, told on every network: through each adapter and what it speaks to. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandInterpreter } from '../../src/commands/api.js';
import { spelled } from '../../src/domain/enrolment/code.js';
import type { Role } from '../../src/domain/vocabulary.js';
import type { Engine } from '../../src/engine/api.js';
import { createEngine } from '../../src/engine/create-engine.js';
import { enrolmentInterpreter } from '../../src/enrolment/interpreter.js';
import { issueCode } from '../../src/enrolment/one-time-code.js';
import { loadRules } from '../../src/rules/load.js';
import { createTranslator } from '../../src/rules/messages.js';
import { openStore, type Store } from '../../src/store/store.js';
import { fakeAnalyser } from '../engine/fake-analyser.js';
import { fakeRules } from '../engine/fake-rules.js';
import { networks, type StoryWorld } from '../stories/channels.js';

const rules = loadRules(undefined, { examples: false });

describe.each(networks)('on $name', (network) => {
  let dir: string;
  let store: Store;
  let world: StoryWorld;
  let engine: Engine;
  let partnership: number;
  let now: number;

  beforeEach(async () => {
    now = Date.UTC(2026, 4, 4, 19, 4, 0);
    dir = mkdtempSync(join(tmpdir(), 'enrolment-'));
    store = openStore(join(dir, 'garde-fou.sqlite'));
    world = await network.open({
      title: 'Rue du Moulin',
      people: ['Anne', 'Bram', 'Cora', 'Marc'],
      dir,
      now: () => now,
      store,
    });
    partnership = store.partnerships.add(
      {
        name: 'PLP Moulin',
        zone: 'Vesdre',
        commune: 'Verviers',
        variant: 'residents',
        lang: 'fr',
        initiator: 'Irma Lambert',
      },
      now,
    );
    engine = createEngine({
      store,
      rules: fakeRules,
      analyser: fakeAnalyser,
      translate: createTranslator(rules),
      channels: [world.channel],
      clock: () => now,
      interpreters: [
        enrolmentInterpreter(),
        commandInterpreter({ rules: () => ({ table: fakeRules, ladder: rules.ladder }) }),
      ],
    });
    await engine.start();
  });
  afterEach(async () => {
    await engine.stop();
    await world.end();
    store.close();
    rmSync(dir, { recursive: true });
  });

  const settled = async (): Promise<void> => {
    await engine.settled();
    await world.timePassed();
  };
  const says = async (who: string, text: string, to: 'group' | 'bot'): Promise<void> => {
    await world.say(who, text, { to });
    await settled();
  };
  const code = (role: Role): string =>
    spelled(issueCode(store, { kind: 'role', partnership, role, groups: null, issuedBy: null }, now).code);
  const told = (who: string): string => world.told(who).at(-1)?.text ?? '';
  const standingOf = (who: string) => {
    const group = store.groups.byChat(network.name, world.chat)!.id;
    return store.enrolments.standingOf(group, store.persons.find(network.name, world.person(who))!.id);
  };

  it('offices by codes, the group by /bind, the rules accepted by a tap and in words', async () => {
    await says('Cora', `voici : ${code('coordinator').replace('-', ' ').toLowerCase()}`, 'bot');
    expect(told('Cora')).toContain('Bienvenue, Cora');
    await says('Cora', '/rattacher', 'group');
    expect(world.inGroup().map((m) => m.text)).toEqual([]);
    expect(
      world
        .told('Cora')
        .map((m) => m.text)
        .join(),
    ).toContain('est rattaché à PLP Moulin');

    // Written where everybody reads it: gone, and worth nothing.
    const spoiled = code('mandatary');
    await says('Marc', spoiled, 'group');
    expect(world.inGroup().map((m) => m.text)).toEqual([]);
    await says('Marc', spoiled, 'bot');
    expect(told('Marc')).toContain('ne vaut plus');
    await says('Marc', code('mandatary'), 'bot');
    expect(standingOf('Marc')?.role).toBe('mandatary');

    await says('Anne', 'Réunion jeudi', 'group');
    expect(
      world
        .told('Anne')
        .map((m) => m.text)
        .join(),
    ).toContain('Irma Lambert a pris l');
    await world.press('Anne', 'enr');
    await settled();
    expect(standingOf('Anne')?.declaredAt).toBe(now);

    await says('Bram', 'Bien noté', 'group');
    await says('Bram', "J'accepte", 'bot');
    expect(told('Bram')).toContain('sont notées');
    expect(standingOf('Bram')?.version).toMatch(/^[0-9a-f]{12}$/);
    expect(world.inGroup().map((m) => m.text)).toEqual(['Réunion jeudi', 'Bien noté']);
  });
});
