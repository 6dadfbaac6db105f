import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inviteLines } from '../../src/cli/commands/invite.js';
import { type PartnershipFlags, setupPartnership } from '../../src/cli/commands/setup/partnership.js';
import { openStore } from '../../src/store/store.js';
import { type World, world } from './world.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'garde-fou-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** Somebody at the terminal who answers question after question; without answers nobody sits there. */
async function setUp(flags: PartnershipFlags, answers?: string[]) {
  const said: string[] = [];
  const asked: string[] = [];
  const connected: string[] = [];
  const database = join(dir, 'garde-fou.sqlite');
  await setupPartnership({
    asker: {
      tell: (text) => void said.push(text),
      ask: async (question) => {
        asked.push(question);
        return answers?.shift() ?? '';
      },
    },
    database,
    flags,
    interactive: answers !== undefined,
    connect: async (network) => void connected.push(network),
    now: () => Date.UTC(2026, 2, 2),
  });
  return { said: said.join('\n'), asked, connected, database };
}
const CODE = /[0-9A-Z]{4}-[0-9A-Z]{4}/;

describe('garde-fou setup', () => {
  it('asks what it must know, prints the administrator’s code, and goes on to Telegram', async () => {
    const { said, asked, connected, database } = await setUp({}, [
      'PLP Moulin',
      'Vesdre',
      'Verviers',
      '2',
      'nl',
      'Irma Lambert',
      'y',
      'n',
    ]);
    expect(asked).toHaveLength(8);
    expect(said).toMatch(CODE);
    expect(connected).toEqual(['telegram']);
    const store = openStore(database);
    expect(store.partnerships.all()).toMatchObject([
      { name: 'PLP Moulin', variant: 'self-employed', lang: 'nl', initiator: 'Irma Lambert' },
    ]);
    store.close();
  });

  it('asks a question again whose answer can’t be read, and says why', async () => {
    const { said, asked, connected, database } = await setUp({}, [
      '',
      'PLP Moulin',
      'Vesdre',
      'Verviers',
      '7',
      '1',
      'es',
      'fr',
      '',
      'PLP Clos',
      'n',
      'oui',
    ]);
    expect(asked).toHaveLength(12);
    expect(said).toContain('name of the partnership is needed');
    expect(said).toContain('“7” is no kind');
    expect(said).toContain('“es” is no language');
    expect(said).toContain('“PLP Clos” is neither yes nor no');
    expect(connected).toEqual(['whatsapp']);
    const store = openStore(database);
    expect(store.partnerships.all()).toMatchObject([
      { name: 'PLP Moulin', variant: 'residents', lang: 'fr' },
    ]);
    store.close();
  });

  it('does not ask for ever where nobody answers', async () => {
    await expect(setUp({}, [])).rejects.toThrow('is needed');
  });

  it('asks nothing when everything is given and nobody sits there', async () => {
    const { said, asked } = await setUp({ name: 'PLP Moulin', zone: 'Vesdre', commune: 'Verviers' });
    expect(asked).toEqual([]);
    expect(said).toMatch(CODE);
  });

  it.each([
    [{ name: 'PLP Moulin' }, 'zone'],
    [{ name: 'PLP', zone: 'Z', commune: 'C', variant: 'club' }, 'no kind of partnership'],
    [{ name: 'PLP', zone: 'Z', commune: 'C', lang: 'es' }, 'no language'],
  ])('writes nothing when something is missing or wrong', async (flags, why) => {
    await expect(setUp(flags)).rejects.toThrow(why);
    const store = openStore(join(dir, 'garde-fou.sqlite'));
    expect(store.partnerships.all()).toEqual([]);
    expect(store.codes.all()).toEqual([]);
    store.close();
  });

  it('the second time says what there is, and makes no second one', async () => {
    const flags = { name: 'PLP Moulin', zone: 'Vesdre', commune: 'Verviers' };
    await setUp(flags);
    expect((await setUp({})).said).toContain('looks after PLP Moulin');
    await expect(setUp(flags)).rejects.toThrow('already');
  });
});

describe('garde-fou invite', () => {
  let w: World;
  beforeEach(async () => {
    w = world();
    await w.engine.start();
  });
  afterEach(() => w.close());
  const invite = (role: string, more: { group?: string[]; partnership?: string; hours?: string } = {}) =>
    inviteLines(w.store, { hours: '48', ...more, role }, w.now());

  it('prints a code that gives the office in the group that was named', async () => {
    await w.bound('-100');
    await w.shouts('cora', '-200', '/rattacher');
    w.store.groups.setTitle(w.store.groups.byChat('telegram', '-200')!.id, 'Place Verte');
    const code = CODE.exec(await invite('mandatary', { group: ['place verte'] }))![0];
    await w.says('marc', code);
    expect(w.role('marc', '-200')).toBe('mandatary');
    expect(w.role('marc', '-100')).toBe(null);
  });

  it('says what there is when the role, the group or the partnership is unknown', async () => {
    await expect(invite('sheriff')).rejects.toThrow('no role');
    await expect(invite('coordinator', { group: ['Rue X'] })).rejects.toThrow('Rue X');
    await expect(invite('coordinator', { partnership: 'PLP Y' })).rejects.toThrow('PLP Y');
    await expect(invite('coordinator', { hours: '0' })).rejects.toThrow('between');
    expect(w.store.codes.all()).toEqual([]);
  });
});
