import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type House, house, START } from './house.js';

let h: House;
beforeEach(async () => {
  h = house();
  await h.engine.start();
});
afterEach(() => h.close());

describe('a report without “police informed” in mode hold', () => {
  it('is taken out, confirmed with a tap and put back under its poster’s name', async () => {
    expect(h.says('anne', 'Homme louche rue du Moulin').decision?.outcome).toBe('held');
    await h.engine.settled();
    expect(h.done()).toEqual(['delete m1', 'tell anne: call-101 + hold.confirm']);

    h.pass(60);
    h.engine.receive(h.press('anne', 'informed:h1'));
    await h.engine.settled();
    // The press is answered where it was pressed, beside the group's own order.
    expect(h.done().slice(2)).toContain('answer-press');
    expect(
      h
        .done()
        .slice(2)
        .filter((d) => d !== 'answer-press'),
    ).toEqual([
      expect.stringMatching(/^repost: repost.informed .*anne.* \+ Homme louche rue du Moulin$/),
      expect.stringMatching(/^say: thread.ask-details/),
    ]);
    expect(h.engine.ledger(h.group)).toMatchObject([
      { rule: 'police-not-informed', member: 'anne', response: 'held', kind: 'infraction' },
    ]);
  });

  it('lets answers to the repost join its thread', async () => {
    h.says('anne', 'Homme louche rue du Moulin');
    h.engine.receive(h.press('anne', 'informed:h1'));
    await h.engine.settled();
    const thread = h.store.threads.openOf(h.group)[0]!;
    const repost = h.seen.findIndex((s) => s.delivery.type === 'repost');
    expect(thread.message).toBe(`bot-${repost}`);

    const verdict = h.says('bram', "Il part vers l'église", { replyTo: { message: thread.message } });
    expect(verdict.decision?.why).toContain('joins-thread');
    expect(h.store.threads.openOf(h.group)[0]!.description.direction).toBe(true);
  });

  it('is confirmed by a “101” written to the bot privately, and nothing is deleted in the group for it', async () => {
    h.says('anne', 'Homme louche rue du Moulin');
    await h.engine.settled();
    const before = h.seen.length;
    h.says('anne', '101 prévenu', { scope: 'private', chat: 'anne' });
    await h.engine.settled();
    expect(
      h
        .done()
        .slice(before)
        .map((d) => d.split(':')[0]),
    ).toEqual(['repost', 'say']);
    expect(h.seen.slice(before).every((s) => s.chat === 'street')).toBe(true);
  });

  it('is taken back by a private word', async () => {
    h.says('anne', 'Homme louche rue du Moulin');
    expect(h.says('anne', 'fausse alerte', { scope: 'private', chat: 'anne' }).decision?.outcome).toBe(
      'passed',
    );
    h.pass(3601);
    await h.engine.settled();
    expect(h.done().map((d) => d.split(':')[0])).toEqual(['delete m1', 'tell anne']);
  });

  it('goes back to its poster after an hour without an answer', async () => {
    h.says('anne', 'Homme louche rue du Moulin');
    await h.engine.settled();
    h.pass(3601);
    await h.engine.settled();
    expect(h.done().at(-1)).toBe('tell anne: hold.expired');
    expect(h.store.holds.open(h.group)).toEqual([]);
    h.pass(7200);
    await h.engine.settled();
    expect(h.done()).toHaveLength(3);
  });
});

describe('mode ask', () => {
  beforeEach(() => h.engine.changePolicy(h.group, { mode: 'ask' }));

  it('leaves the report, asks after a pause, and takes it out when nobody answers', async () => {
    expect(h.says('anne', 'Homme louche rue du Moulin').decision?.outcome).toBe('asked');
    await h.engine.settled();
    expect(h.done()).toEqual([]);
    h.pass(31);
    await h.engine.settled();
    expect(h.done()).toEqual(['tell anne: call-101 + ask.confirm {"minutes":10}']);
    h.pass(601);
    await h.engine.settled();
    expect(h.done().slice(1)).toEqual(['delete m1', 'tell anne: hold.expired']);
  });

  it('takes a thumb under the report for a yes', async () => {
    h.says('anne', 'Homme louche rue du Moulin');
    h.pass(31);
    await h.engine.settled();
    h.engine.receive({
      type: 'reaction',
      channel: 'playground',
      chat: 'street',
      scope: 'group',
      at: h.now(),
      message: 'm1',
      sender: { id: 'anne', name: 'anne' },
      emoji: '👍',
    });
    await h.engine.settled();
    expect(h.done().at(-1)).toMatch(/^say: thread.police-informed .* \+ thread.ask-details/);
    h.pass(3600);
    await h.engine.settled();
    expect(h.done().filter((d) => d.startsWith('delete'))).toEqual([]);
  });

  it('forgets a report that its poster deleted', async () => {
    h.says('anne', 'Homme louche rue du Moulin');
    h.engine.receive({
      type: 'removed',
      channel: 'playground',
      chat: 'street',
      scope: 'group',
      at: h.now(),
      message: 'm1',
    });
    h.pass(3600);
    await h.engine.settled();
    expect(h.done()).toEqual([]);
  });
});

describe('prior authorisation (art. 8 d)', () => {
  it('holds a message until a mandatary releases it; a coordinator may not', async () => {
    h.engine.changePolicy(h.group, { sending: 'prior-authorisation' });
    h.says('anne', 'Réunion jeudi');
    await h.engine.settled();
    expect(h.done()).toEqual([
      'delete m1',
      'tell anne: authorisation.wait',
      'tell marc: notify.review {"name":"anne"}',
    ]);
    expect(h.engine.receive(h.press('cora', 'release:h1')).decision?.why).toEqual(['no-right']);
    h.engine.receive(h.press('marc', 'release:h1'));
    await h.engine.settled();
    expect(h.done()).toContain('repost: repost.plain {"name":"anne"} + Réunion jeudi');
    expect(h.engine.ledger(h.group)).toMatchObject([
      { kind: 'approved', rule: 'not-authorised', member: 'anne' },
    ]);
  });
});

describe('short messages in a row', () => {
  it('are one report: description and “101 prévenu” complete the first', async () => {
    h.engine.changePolicy(h.group, { mode: 'ask' });
    h.says('anne', 'Homme louche rue du Moulin');
    h.pass(5);
    h.says('anne', 'veste noire');
    h.pass(5);
    h.says('anne', '101 prévenu');
    h.pass(60);
    await h.engine.settled();
    expect(h.done()).toEqual([expect.stringMatching(/thread.ask-details .*direction/)]);
    expect(h.store.threads.openOf(h.group)[0]!.policeInformedAt).toBe(START + 10_000);
  });

  it('find “101 prévenu” in the message before the report', () => {
    h.says('anne', '101 prévenu');
    h.pass(20);
    expect(h.says('anne', 'Homme louche rue du Moulin').decision?.outcome).toBe('passed');
    expect(h.engine.ledger(h.group)).toEqual([]);
  });

  it('are not read together when somebody else wrote the first, or after two minutes', () => {
    h.says('bram', '101 prévenu');
    expect(h.says('anne', 'Homme louche rue du Moulin').decision?.outcome).toBe('held');
    h.says('cora', '101 prévenu');
    h.pass(121);
    expect(h.says('cora', 'Voiture louche place verte').decision?.outcome).toBe('held');
  });
});

describe('edits', () => {
  it('of a message that passed are judged again, and recorded once', async () => {
    const first = h.message('anne', 'Merci à tous');
    expect(h.engine.receive(first).decision?.outcome).toBe('passed');
    const edited = { ...first, revision: 1, text: 'Quelle crapule' };
    expect(h.engine.receive(edited).decision?.outcome).toBe('warned');
    h.engine.receive({ ...edited, revision: 2, text: 'Quelle crapule !' });
    expect(h.engine.ledger(h.group)).toHaveLength(1);
  });

  it('of a report in its thread keep it one report', async () => {
    const report = h.message('anne', 'Homme louche rue du Moulin, 101 prévenu');
    h.engine.receive(report);
    h.engine.receive({
      ...report,
      revision: 1,
      text: 'Homme louche rue du Moulin, veste noire, 101 prévenu',
    });
    const threads = h.store.threads.openOf(h.group);
    expect(threads).toHaveLength(1);
    expect(threads[0]!.description.clothes).toBe(true);
  });
});

describe('the bot in the group', () => {
  it('speaks at most once a minute and merges what waits', async () => {
    h.says('anne', 'Homme louche rue du Moulin, 101 prévenu');
    await h.engine.settled();
    expect(h.done()).toHaveLength(1);
    h.pass(5);
    h.says('bram', 'Homme louche rue du Moulin');
    h.pass(5);
    h.says('cora', 'Homme louche rue du Moulin');
    h.pass(5);
    h.says('bram', 'Cambriolage place verte, 101 prévenu');
    await h.engine.settled();
    expect(h.done()).toHaveLength(1);
    h.pass(60);
    await h.engine.settled();
    expect(h.done()).toHaveLength(2);
    expect(h.done()[1]).toMatch(/thread.police-know .*thread.ask-details/);
    // The same sentence twice is said once.
    expect(h.done()[1]!.match(/police-know/g)).toHaveLength(1);
    h.pass(600);
    await h.engine.settled();
    expect(h.done()).toHaveLength(2);
  });

  it('says nothing in a group without recognition, and records', async () => {
    h.engine.setupGroup({ ...h.engine.groups()[0]!, recognition: null });
    expect(h.says('anne', 'Homme louche rue du Moulin, quelle crapule').decision?.outcome).toBe('observed');
    await h.engine.settled();
    expect(h.seen).toEqual([]);
    expect(h.engine.ledger(h.group).every((e) => e.response === 'observed' && e.mode === 'observe')).toBe(
      true,
    );
  });
});

describe('who is told', () => {
  it('a doubt comes on the review list, and the coordinator resolves it', () => {
    expect(h.says('anne', 'Un type bizarre').decision?.outcome).toBe('review');
    const [review] = h.engine.reviews(h.group);
    expect(review).toMatchObject({ kind: 'doubt', rule: 'discrimination', member: 'anne' });
    expect(h.engine.resolveReview(h.group, review!.id, 'cora', 'fine')).toBe(true);
    expect(h.engine.reviews(h.group)).toEqual([]);
  });

  it('a contest reaches the coordinator, the review list and the ledger', async () => {
    h.says('anne', 'Plaque 1-ABC-234 devant chez moi');
    await h.engine.settled();
    h.engine.receive(h.press('anne', 'contest:h1'));
    await h.engine.settled();
    expect(h.done()).toContainEqual(expect.stringMatching(/^tell cora: notify.contested/));
    expect(h.engine.reviews(h.group)).toMatchObject([{ kind: 'contest', rule: 'plate-in-text' }]);
    expect(h.engine.ledger(h.group).map((e) => e.kind)).toEqual(['contest', 'infraction']);
  });

  it('a message that can’t go back ends without a second word', async () => {
    h.engine.changePolicy(h.group, {
      rules: { 'careless-language': { enabled: true, response: 'remove', extraWords: [] } },
    });
    h.says('anne', 'Quelle crapule');
    await h.engine.settled();
    expect(h.done()).toEqual(['delete m1', 'tell anne: rule.careless-language']);
    h.pass(3601);
    await h.engine.settled();
    expect(h.done()).toHaveLength(2);
    expect(h.store.holds.open(h.group)).toEqual([]);
  });

  it('an annulled infraction no longer counts', () => {
    h.says('anne', 'Je vends mon vélo');
    const [entry] = h.engine.ledger(h.group);
    const count = () => h.store.ledger.countSince(h.group, 1, 'off-topic', 0);
    expect(count()).toBe(1);
    expect(h.engine.annul(entry!.seq, 'cora', 'It was the lost bicycle of a burglary.')).toBe(true);
    expect(count()).toBe(0);
    expect(h.engine.annul(999, 'cora', 'x')).toBe(false);
  });

  it('whoever left the group has no rights in it any more', async () => {
    h.says('anne', 'Plaque 1-ABC-234, homme louche');
    h.engine.receive({
      type: 'left',
      channel: 'playground',
      chat: 'street',
      scope: 'group',
      at: h.now(),
      id: 'l1',
      person: { id: 'cora', name: 'cora' },
    });
    expect(h.engine.receive(h.press('cora', 'release:h1')).decision?.why).toContain('no-right');
    expect(h.engine.members(h.group).map((m) => m.person)).not.toContain('cora');
  });
});

describe('privacy of the store', () => {
  it('keeps no text of a clean message once its two minutes are over', async () => {
    h.says('anne', 'Réunion jeudi à la maison communale');
    h.pass(200);
    h.says('bram', 'Merci');
    const tables = h.store.db
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .pluck()
      .all() as string[];
    const all = tables.flatMap((t) => h.store.db.prepare(`SELECT * FROM ${t}`).all());
    expect(JSON.stringify(all)).not.toContain('communale');
    expect(h.engine.counts(h.group)).toMatchObject([
      { kind: 'ack', outcome: 'passed', n: 1 },
      { kind: 'prevention', outcome: 'passed', n: 1 },
    ]);
  });

  it('empties an action once it was carried out', async () => {
    h.says('anne', 'Homme louche rue du Moulin');
    await h.engine.settled();
    expect(h.store.db.prepare('SELECT count(*) FROM outbox WHERE action IS NOT NULL').pluck().get()).toBe(0);
  });
});
