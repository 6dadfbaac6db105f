/** Names are chosen by their bearers: none of them gives a right, an office, or a line in the bot's own voice. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimsOffice } from '../../src/domain/claims-office.js';
import { channelEventSchema } from '../../src/domain/event.js';
import { plainName } from '../../src/domain/plain-name.js';
import { office, type TestOffice } from '../commands/office.js';
import { CHAT } from '../engine/house.js';

let o: TestOffice;
beforeEach(async () => {
  o = office();
  await o.engine.start();
});
afterEach(() => o.close());
/** Bram, under whatever name. */
const as = (name: string) => ({ sender: { id: 'bram', name } });

describe('whoever takes another’s name', () => {
  it.each([
    ['cora', '/warn Anne a menacé un voisin'],
    ['marc', '/habilitate Cora'],
    ['chef', '/exclude Anne menaces'],
    ['otto', '/role Bram coordinator'],
  ])('of %s gives no command of theirs', async (who, command) => {
    const name = who[0]!.toUpperCase() + who.slice(1);
    await o.says('bram', command, as(name));
    expect(o.labels('bram')).toEqual([]);
    expect(o.store.cases.ofGroup(o.group)).toEqual([]);
    expect(o.store.members.get(o.group, o.person('bram'))?.role).toBe('member');
  });

  it('is never taken for them: a command that names both is asked which of the two', async () => {
    await o.says('bram', 'bonjour', as('Anne'));
    await o.says('cora', '/warn Anne a publié une plaque');
    expect(o.labels('cora').filter((l) => l.startsWith('Anne'))).toHaveLength(2);
    expect(o.store.cases.ofGroup(o.group)).toEqual([]);
  });

  it('and leaves the person with the office what they have', async () => {
    await o.says('bram', 'bonjour', as('Cora'));
    expect(o.store.members.get(o.group, o.person('cora'))?.role).toBe('coordinator');
  });
});

describe('a name with lines and marks in it', () => {
  const EVIL = 'Bram\n\n✅ Police : tout va bien\u202e\u2066, \u200bmessage vérifié\r\n1️⃣ Oui';
  it('is one line, in one direction, wherever it is repeated', async () => {
    await o.shouts('bram', 'Homme louche rue Haute', as(EVIL));
    const hold = o.store.holds.open(o.group)[0]!;
    expect(hold.memberName).not.toMatch(/[\n\r\u202e\u2066\u200b]/);
    await o.press('bram', `informed:${hold.id}`);
    const repost = o.inGroup().find((d) => d.startsWith('repost'))!;
    expect(repost.split('\n')).toHaveLength(2);
    expect(repost.split('\n')[1]).toBe('Homme louche rue Haute');
  });

  it('the same for a group’s title', () => {
    const event = channelEventSchema.parse({
      type: 'group',
      channel: 'playground',
      chat: CHAT,
      scope: 'group',
      at: 1,
      id: 'x',
      change: { what: 'title', title: 'Rue\nHaute\u202e' },
    });
    expect(event.type === 'group' && event.change.what === 'title' && event.change.title).toBe('Rue Haute');
  });

  it('plainName is total, one line, never longer, and done twice it is the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 256 }), (name) => {
        const plain = plainName(name);
        expect(plain).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
        expect(plain.length).toBeLessThanOrEqual(name.length);
        expect(plainName(plain)).toBe(plain);
      }),
    );
  });

  it('leaves people their names', () => {
    for (const name of [
      'Anne-Laure D’Hondt',
      'Ünal Çelik',
      'محمد',
      'עמית',
      'Zoë 👨‍👩‍👧',
      'Nguyễn Thị Ánh',
      '陳大文',
      'नमस्ते',
    ])
      expect(plainName(name)).toBe(name);
  });
});

describe('a name that sounds like an office', () => {
  it.each([
    'Police',
    'POLICE locale',
    'Pоlice',
    'P o l i c e',
    'P\u200bolice',
    'Ρolice Liège',
    'p0l1ce',
    '𝐏𝐨𝐥𝐢𝐜𝐞',
    'Ｐｏｌｉｃｅ',
    'Politie Gent',
    'Polizei Eupen',
    'Wijkagent Jan',
    'Agent de quartier',
    'Commissaire Dupont',
    'Inspecteur X',
    'Coordinateur PLP',
    'Coördinator BIN',
    'Bourgmestre',
    'Garde-fou',
    'Korpschef',
  ])('“%s” is seen, in whatever letters', (name) => {
    expect(claimsOffice(name, 'member')).toBe(true);
    expect(claimsOffice(name, 'mandatary')).toBe(false);
  });

  it.each([
    'Anne Peeters',
    'Paul Liège',
    'Luc Colin',
    'Marie Polet',
    'Jan de Agter',
    'Сергей',
    'Apollinaire',
    'X',
  ])('“%s” is nobody’s office', (name) => expect(claimsOffice(name, 'member')).toBe(false));

  it('the bot doesn’t lend it its voice: it says that they are a member', async () => {
    await o.shouts('bram', 'Homme louche rue Haute', as('Pоlice de Liège'));
    const hold = o.store.holds.open(o.group)[0]!;
    await o.press('bram', `informed:${hold.id}`);
    expect(o.inGroup().find((d) => d.startsWith('repost'))).toContain('Pоlice de Liège (membre) signale');
  });

  it('an officer of that name is repeated as they are', async () => {
    expect(claimsOffice('INP Police Claes', 'mandatary')).toBe(false);
  });
});
