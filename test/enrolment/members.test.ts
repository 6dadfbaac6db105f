import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askEverybody } from '../../src/enrolment/ask-everybody.js';
import { type World, world } from './world.js';

let w: World;
let group: number;
beforeEach(async () => {
  w = world();
  await w.engine.start();
  group = await w.bound('-100');
  // Recognised and approved: it is not only observed.
  w.store.groups.save(
    {
      ...w.store.groups.byId(group)!,
      title: 'Rue du Moulin',
      recognition: { reference: 'R-1', date: '2026-01-01' },
      policeApproval: { reference: 'P-1', by: 'zone', date: '2026-01-01' },
    },
    w.now(),
  );
});
afterEach(() => w.close());
const standing = (who: string) => w.store.enrolments.standingOf(group, w.person(who))!;

describe('whoever joins', () => {
  it('gets the internal rules in their language, with who answers for what, and accepts by a button', async () => {
    await w.member('joined', 'anne', '-100', 'nl');
    const [rules, question] = w.tells('anne');
    expect(rules!.text).toContain('Huishoudelijk reglement – PLP Moulin');
    expect(rules!.text).toContain('Irma Lambert nam het initiatief');
    expect(rules!.text).not.toContain('{');
    expect(rules!.groupFallback).toBe(false);
    expect(question!.text).toContain('Irma Lambert is verantwoordelijk voor het platform');
    expect(question!.groupFallback).toBe(true);
    const answer = await w.taps('anne', 'Ik aanvaard en verklaar');
    expect(answer).toContain('genoteerd (2 maart 2026');
    const kept = standing('anne');
    expect(kept.declaredAt).toBe(w.now());
    expect(kept.version).toMatch(/^[0-9a-f]{12}$/);
    await w.days(20);
    expect(w.tells('anne')).toHaveLength(3);
  });

  it('accepts in words as well, in private or in the group, where the words are taken away', async () => {
    await w.member('joined', 'anne', '-100');
    await w.member('joined', 'bram', '-100');
    expect(await w.says('anne', "J'accepte")).toContain('notées');
    await w.shouts('bram', '-100', 'j’accepte !');
    expect(w.done('-100')).toContain(`delete ${w.lastMessage()}`);
    expect([standing('anne'), standing('bram')].map((s) => s.declaredAt !== null)).toEqual([true, true]);
  });

  it('cannot accept for somebody else', async () => {
    await w.member('joined', 'anne', '-100');
    await w.member('joined', 'bram', '-100');
    const action = w.tells('anne').at(-1)!.buttons[0]!.action;
    await w.press('bram', action);
    expect([standing('anne').declaredAt, standing('bram').declaredAt]).toEqual([null, null]);
  });

  it('is reminded after 3 and 10 days; then the coordinator is told, and nobody is removed', async () => {
    await w.member('joined', 'anne', '-100');
    await w.days(2);
    expect(w.tells('anne')).toHaveLength(2);
    await w.days(1);
    expect(w.last('anne')).toContain('Petit rappel');
    await w.days(6);
    expect(w.tells('anne')).toHaveLength(3);
    await w.days(1);
    expect(w.tells('anne')).toHaveLength(4);
    expect(w.last('cora')).not.toContain('Anne');
    await w.days(4);
    expect(w.last('cora')).toContain("Anne n'a pas répondu au règlement");
    await w.days(20);
    expect(w.tells('anne')).toHaveLength(4);
    expect(w.done('-100').filter((d) => d.startsWith('remove'))).toEqual([]);
  });

  it('who leaves before is left in peace', async () => {
    await w.member('joined', 'anne', '-100');
    await w.member('left', 'anne', '-100');
    await w.days(15);
    expect(w.tells('anne')).toHaveLength(2);
    expect(w.last('cora')).not.toContain('Anne');
  });

  it('as the mandatary declares nothing', async () => {
    await w.office('marc', 'mandatary');
    const before = w.tells('marc').length;
    await w.member('joined', 'marc', '-100');
    expect(w.tells('marc')).toHaveLength(before);
  });

  it('who could not be written to gets the rules when they open the private chat', async () => {
    await w.member('joined', 'anne', '-100');
    const answer = await w.says('anne', '/start hello');
    expect(answer).toContain("Règlement d'ordre intérieur – PLP Moulin");
    await w.taps('anne', "J'accepte et je déclare");
    expect(await w.says('anne', '/start')).toContain('101');
  });

  it('reads the partnership’s own rules where it has some, under another version', async () => {
    await w.member('joined', 'anne', '-100');
    await w.taps('anne', "J'accepte et je déclare");
    w.store.partnerships.setInternalRules(w.partnership, 'fr', 'Nos règles. {initiator} en répond.', w.now());
    await w.member('joined', 'bram', '-100');
    expect(w.tells('bram')[0]!.text).toBe('Nos règles. Irma Lambert en répond.');
    await w.taps('bram', "J'accepte et je déclare");
    expect(standing('bram').version).not.toBe(standing('anne').version);
  });
});

describe('internal rules that changed', () => {
  it('are put to everybody anew, and what was declared before stays on record', async () => {
    await w.member('joined', 'anne', '-100');
    await w.taps('anne', "J'accepte et je déclare");
    w.store.partnerships.setInternalRules(w.partnership, 'fr', 'Nouvelles règles.', w.now());
    w.store.enrolments.askAgain(group);
    expect(askEverybody(w.store, group, w.now())).toBe(2);
    await w.days(1);
    expect(w.tells('anne').at(-2)?.text).toBe('Nouvelles règles.');
    await w.taps('anne', "J'accepte et je déclare");
    const kept = w.store.db.prepare('SELECT DISTINCT version FROM declarations').pluck().all();
    expect(kept).toHaveLength(2);
  });
});

describe('whoever was there before', () => {
  it('is asked when they first write, and their message is judged all the same', async () => {
    await w.shouts('zoe', '-100', 'Réunion de quartier jeudi');
    expect(w.tells('zoe').map((t) => t.groupFallback)).toEqual([false, false]);
    expect(w.engine.counts(group).length).toBeGreaterThan(0);
    await w.shouts('zoe', '-100', 'à 20 h');
    expect(w.tells('zoe')).toHaveLength(2);
    expect(w.last('cora')).not.toContain('Zoe');
  });

  it('is not looked for behind a message in the group’s own name', async () => {
    await w.shouts('-100', '-100', 'Réunion jeudi', { sender: { id: '-100', name: 'Rue', anonymous: true } });
    expect(w.tells('-100')).toEqual([]);
  });

  it('is reported as unknown, once, when they turn up a month after the binding', async () => {
    await w.days(31);
    await w.shouts('zoe', '-100', 'bonjour à tous');
    await w.shouts('zoe', '-100', 'et merci');
    const told = w.tells('cora').filter((t) => t.text.includes('sans être inscrit'));
    expect(told.map((t) => t.text)).toEqual([expect.stringContaining('Zoe (zoe)')]);
  });
});

describe('whoever asks to be let in', () => {
  it('is put before the coordinator, reads the rules meanwhile, and what they accepted counts on arrival', async () => {
    await w.member('join-request', 'dirk', '-100');
    expect(w.last('cora')).toContain('Dirk (dirk) demande à entrer dans « Rue du Moulin »');
    expect(w.tells('dirk')[0]!.text).toContain("Règlement d'ordre intérieur");
    await w.taps('dirk', "J'accepte et je déclare");
    await w.taps('cora', 'Laisser entrer');
    expect(w.done('-100').at(-1)).toBe('approve-join dirk');
    const before = w.tells('dirk').length;
    await w.member('joined', 'dirk', '-100');
    expect(w.tells('dirk')).toHaveLength(before);
    expect(standing('dirk').declaredAt).not.toBeNull();
  });

  it('is let in or not by the first answer, and by nobody without the right', async () => {
    await w.member('join-request', 'dirk', '-100');
    const buttons = w.tells('cora').at(-1)!.buttons;
    await w.member('joined', 'anne', '-100');
    await w.press('anne', buttons[0]!.action);
    expect(w.done('-100').filter((d) => d.includes('dirk'))).toEqual([]);
    await w.press('cora', buttons[1]!.action);
    await w.press('cora', buttons[0]!.action);
    expect(w.done('-100').filter((d) => d.includes('dirk'))).toEqual(['decline-join dirk']);
  });
});

describe('/members', () => {
  it('shows the coordinator who has not accepted, and nobody else', async () => {
    await w.member('joined', 'anne', '-100');
    await w.member('joined', 'bram', '-100');
    await w.taps('anne', "J'accepte et je déclare");
    const answer = await w.says('cora', '/membres');
    expect(answer).toContain('Bram');
    expect(answer).not.toContain('Anne');
    expect(await w.says('anne', '/membres')).not.toContain('Bram');
  });
});

describe('an observed group', () => {
  it('hears nothing from the bot, not even when somebody can’t be reached', async () => {
    w.store.groups.save({ ...w.store.groups.byId(group)!, recognition: null }, w.now());
    await w.member('joined', 'anne', '-100');
    expect(w.tells('anne').map((t) => t.groupFallback)).toEqual([false, false]);
  });
});
