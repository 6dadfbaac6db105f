/** Buttons and orders that were never offered to whoever uses them: guessed numbers, another's button, another network. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { policy } from '../../src/domain/group.js';
import { office, type TestOffice } from '../commands/office.js';
import { type House, house } from '../engine/house.js';

describe('the buttons of a held message', () => {
  let h: House;
  let hold = '';
  beforeEach(async () => {
    h = house();
    await h.engine.start();
    h.says('anne', 'Homme louche rue Haute, 1-ABC-234');
    await h.engine.settled();
    hold = h.store.holds.open(h.group)[0]!.id;
  });
  afterEach(() => h.close());
  const open = () => h.store.holds.open(h.group).map((x) => x.id);

  it.each(['informed', 'withdraw', 'blur', 'contest', 'release', 'refuse'])(
    'another member presses “%s”: nothing happens, and the answer says nothing of the message',
    async (verb) => {
      const { decision } = h.engine.receive(h.press('bram', `${verb}:${hold}`));
      expect(decision?.outcome).toBe('ignored');
      expect(decision?.effects).toEqual([]);
      expect(JSON.stringify(decision?.actions)).not.toContain('louche');
      await h.engine.settled();
      expect(open()).toEqual([hold]);
      expect(h.done().filter((d) => d.startsWith('repost'))).toEqual([]);
    },
  );

  it('its own poster can’t release it, nor can a coordinator where it is their own', () => {
    expect(h.engine.receive(h.press('anne', `release:${hold}`)).decision?.why).toContain('no-right');
    h.says('cora', 'Homme louche rue Basse, 2-ABC-234');
    const own = h.store.holds.open(h.group).find((x) => x.member === 'cora')!;
    expect(h.engine.receive(h.press('cora', `release:${own.id}`)).decision?.why).toContain('no-right');
  });

  it('a coordinator of another street can’t decide here, by a press in private or in their own group', async () => {
    const other = h.engine.setupGroup({
      channel: 'playground',
      chat: 'elsewhere',
      title: 'Place Verte',
      policy: policy({ mode: 'hold' }),
      recognition: { reference: 'R-2', date: '2026-01-01' },
      policeApproval: { reference: 'P-2', by: 'zone', date: '2026-01-01' },
    });
    h.engine.setMember(other, { person: 'dora', name: 'Dora', role: 'coordinator', lang: 'fr' });
    for (const where of [
      { chat: 'dora', scope: 'private' as const },
      { chat: 'elsewhere', scope: 'group' as const },
    ])
      expect(h.engine.receive({ ...h.press('dora', `release:${hold}`), ...where }).decision?.effects).toEqual(
        [],
      );
    expect(open()).toEqual([hold]);
  });

  it('whoever left the group has lost the right', () => {
    const cora = h.store.persons.find('playground', 'cora')!.id;
    h.store.members.leave(h.group, cora, h.now());
    expect(h.engine.receive(h.press('cora', `release:${hold}`)).decision?.why).toContain('no-right');
  });

  it('the same name of a person on another network opens nothing: the practice group decides about no real one', () => {
    for (const who of ['anne', 'cora', 'marc'])
      for (const verb of ['informed', 'withdraw', 'release']) {
        const forged = { ...h.press(who, `${verb}:${hold}`), channel: 'telegram' as const };
        expect(h.engine.receive(forged).decision?.effects).toEqual([]);
      }
    expect(open()).toEqual([hold]);
  });

  it('guessed and broken actions change nothing and break nothing', () => {
    const word = fc.constantFrom(
      'informed',
      'release',
      'refuse',
      'cmd',
      '',
      '__proto__',
      'constructor',
      'blur',
    );
    const id = fc.oneof(
      fc.constantFrom(
        `${hold} `,
        hold.toUpperCase(),
        `${hold}:1`,
        'h1',
        '0',
        '__proto__',
        "' OR 1=1 --",
        '%',
      ),
      fc.string({ maxLength: 40 }),
    );
    fc.assert(
      fc.property(word, id, (verb, guess) => {
        const action = `${verb}:${guess}`;
        // “h12:1” is the button of h12 and pressed by its poster; only others are asked here.
        const { decision } = h.engine.receive(h.press('bram', action.slice(0, 64)));
        expect(decision?.effects).toEqual([]);
        expect(open()).toEqual([hold]);
      }),
      { numRuns: 60 },
    );
  });

  it('pressed twice, it is done once', async () => {
    h.engine.receive(h.press('anne', `informed:${hold}`));
    const { decision } = h.engine.receive(h.press('anne', `informed:${hold}`));
    expect(decision?.why).toContain('no-such-hold');
    await h.engine.settled();
    expect(h.done().filter((d) => d.startsWith('repost'))).toHaveLength(1);
  });
});

describe('the buttons of commands', () => {
  let o: TestOffice;
  beforeEach(async () => {
    o = office({ twoGroups: true });
    await o.engine.start();
  });
  afterEach(() => o.close());

  it('a question is answered by whoever it was put to, and nobody else', async () => {
    await o.says('cora', '/warn Anne a publié une plaque');
    const yes = o
      .told('cora')
      .flatMap((t) => t.buttons)
      .find((b) => b.action.startsWith('cmd:yes:'));
    expect(yes).toBeDefined();
    const before = o.store.ledger.list(o.group, 50).length;
    for (const who of ['bram', 'anne', 'marc', 'stranger']) await o.press(who, yes!.action);
    expect(o.store.ledger.list(o.group, 50)).toHaveLength(before);
    expect(o.store.cases.ofGroup(o.group)).toEqual([]);
  });

  it.each([
    'cmd:do:history:1:1',
    'cmd:do:case:1',
    'cmd:do:sign:1',
    'cmd:do:visa:1',
    'cmd:do:erase:1:1',
    'cmd:do:exclude:1',
    'cmd:undo:u1',
    'cmd:yes:w1',
    'cmd:pick:w1:1',
    'cmd:do:__proto__:1',
    'cmd:do:constructor:1',
    'cmd:::::',
    'cmd:do:history:NaN:NaN',
    'cmd:do:history:1e999:-1',
    'cmd:pick:w1:1e400',
  ])('a member who makes up “%s” gets no one’s file', async (action) => {
    o.infraction('bram');
    const before = o.told('anne').length;
    await o.press('anne', action);
    const answers = o.told('anne').slice(before);
    expect(JSON.stringify(answers)).not.toMatch(/Bram/);
    expect(answers.every((t) => t.quote === null)).toBe(true);
  });
});
