/** Words that are not their sender's own order: quoted, forwarded, changed afterwards, or said in the group's name. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { office, type TestOffice } from '../commands/office.js';

let o: TestOffice;
beforeEach(async () => {
  o = office();
  await o.engine.start();
});
afterEach(() => o.close());
const nothingHappened = (): void => {
  expect(o.store.cases.ofGroup(o.group)).toEqual([]);
  expect(o.store.members.get(o.group, o.person('bram'))?.left_at).toBeNull();
  expect(o.inGroup().filter((d) => /^(remove-member|restrict)/.test(d))).toEqual([]);
};

describe('no order is', () => {
  it.each([
    [
      'a message that answers one with a command',
      'd’accord',
      { replyTo: { message: 'm1', sender: 'bram', text: '/warn Anne menaces' } },
    ],
    ['a command in the middle of a sentence', 'il faut écrire /exclude Bram menaces', {}],
    ['a command behind a quotation mark', '> /exclude Bram menaces', {}],
    ['a command on the second line', 'Bonjour\n/exclude Bram menaces', {}],
    ['a forwarded command', '/exclude Bram menaces', { forward: { times: 1 } }],
    ['an old command that comes with the history', '/exclude Bram menaces', { history: true }],
  ])('%s', async (_what, text, more) => {
    for (const where of ['says', 'shouts'] as const) await o[where]('cora', text, more);
    expect(o.labels('cora')).toEqual([]);
    nothingHappened();
  });

  it('a message that becomes a command by being changed', async () => {
    await o.shouts('cora', '/exclude Bram menaces', { message: 'x1', revision: 3 });
    expect(o.labels('cora')).toEqual([]);
    nothingHappened();
  });

  it('a command in the name of the group, behind which anybody may be', async () => {
    await o.shouts('cora', '/exclude Bram menaces', {
      sender: { id: 'street', name: 'Rue du Moulin', anonymous: true },
    });
    expect(o.told('street')).toEqual([]);
    nothingHappened();
  });

  it('“oui” that is quoted or forwarded, in answer to “are you sure?”', async () => {
    await o.says('cora', '/warn Anne a publié une plaque');
    expect(o.labels('cora').length).toBeGreaterThan(0);
    await o.says('bram', 'oui');
    await o.says('cora', 'oui', { forward: { times: 1 } });
    await o.says('cora', 'regarde', { replyTo: { message: 'm1', sender: 'bram', text: 'oui' } });
    nothingHappened();
  });
});

describe('“101 is informed” of somebody else', () => {
  it('quoted in an answer, or said by another member in private, doesn’t let a report through', async () => {
    await o.shouts('anne', 'Homme louche rue Haute');
    const open = () => o.store.holds.open(o.group).length;
    expect(open()).toBe(1);
    await o.says('bram', '101 prévenu');
    await o.says('anne', 'non', { replyTo: { message: 'm', sender: 'bram', text: '101 prévenu' } });
    expect(open()).toBe(1);
    await o.says('anne', '101 prévenu');
    expect(open()).toBe(0);
  });
});

describe('orders that the console can’t have given', () => {
  it.each([
    { group: 999_999 },
    { group: -1 },
    { group: 1.5 },
    { person: 1e308 },
    { group: 'x', person: "1'; DROP TABLE cases; --" },
  ])('%j is refused, and the program stands', (args) => {
    for (const command of [
      'warn',
      'exclude',
      'history',
      'case',
      'act',
      '__proto__',
      'constructor',
      "' OR 1=1",
    ])
      expect(o.run('anne', command, args).ok).toBe(false);
    nothingHappened();
  });
});
