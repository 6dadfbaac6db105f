/** Annex 4 §5, SAA: see, alert the police by the emergency number, then the app. */
import { describe, expect, it } from 'vitest';
import {
  called,
  followup,
  informed,
  MINUTE,
  PHOTO,
  picture,
  plain,
  Street,
  seen,
  uninformed,
} from './street.js';

const held = () => {
  const s = new Street();
  s.says('anne', 'Homme louche rue du Moulin', uninformed());
  return s;
};
const asked = () => {
  const s = new Street({ mode: 'ask' });
  s.says('anne', 'Homme louche rue du Moulin', uninformed());
  s.passes(MINUTE);
  return s;
};

describe('a report that somebody in charge publishes', () => {
  it('comes back with the time at which, in their word, the police were told (Annex 4 §5)', () => {
    const s = held();
    s.passes(10 * MINUTE);
    const at = s.now - 4 * MINUTE;
    s.orders('marc', { what: 'release', hold: 'h1', policeInformedAt: at });
    expect(s.actions.find((a) => a.type === 'repost')).toMatchObject({
      head: { key: 'repost.informed', params: { name: 'anne', at } },
    });
    expect(s.thread).toMatchObject({ policeInformedAt: at });
  });

  it('never with a time that is still to come', () => {
    const s = held();
    s.orders('marc', { what: 'release', hold: 'h1', policeInformedAt: s.now + MINUTE });
    expect(s.thread).toMatchObject({ policeInformedAt: s.now });
  });
});

describe('a report that does not say that the police know', () => {
  it('leaves the group at once in mode hold, and its poster reads “call 101” first, with their words given back', () => {
    const s = held();
    expect(s.done()).toEqual(['delete m1', 'tell anne call-101 + hold.confirm']);
    expect(s.actions[1]).toMatchObject({ quote: 'Homme louche rue du Moulin', groupFallback: true });
    expect(s.rules).toEqual(['police-not-informed held']);
  });

  it.each([
    ['a tap', (s: Street) => s.presses('anne', 'informed')],
    ['“101” in the group', (s: Street) => s.says('anne', '101', called())],
    ['“gebeld” in private', (s: Street) => s.privately('anne', 'gebeld', called())],
    ['a thumb under the bot’s question', (s: Street) => s.reacts('anne', 'bot-1', '👍🏽', 'private')],
    [
      'a longer word that tells of the call',
      (s: Street) => {
        s.passes(10 * MINUTE);
        return s.says(
          'anne',
          "J'ai appelé le 101, ils arrivent",
          informed({ description: plain().description, signature: [] }),
        );
      },
    ],
  ])('comes back under its poster’s name, with the time, by %s', (_, confirm) => {
    const s = held();
    confirm(s);
    expect(s.actions.find((a) => a.type === 'repost')).toMatchObject({
      head: { key: 'repost.informed', params: { name: 'anne', at: s.now } },
      text: 'Homme louche rue du Moulin',
    });
    expect(s.thread).toMatchObject({ openedBy: 'anne', policeInformedAt: s.now });
    expect(s.holds.size).toBe(0);
  });

  it('comes back with its harmless picture', () => {
    const s = new Street();
    s.says('anne', 'Camionnette louche', uninformed(), { pictures: [picture()], event: { media: [PHOTO] } });
    s.presses('anne', 'informed');
    expect(s.actions.find((a) => a.type === 'repost')).toMatchObject({ media: [PHOTO], blur: false });
  });

  it('is not confirmed by a thumb under something else', () => {
    const s = held();
    s.says('bram', 'Merci pour la réunion', plain());
    expect(s.reacts('anne', 'm2').outcome).toBe('ignored');
    const a = new Street({ mode: 'ask' });
    a.says('anne', 'Homme louche', uninformed());
    expect(a.reacts('anne', 'm99').outcome).toBe('ignored');
    expect(s.holds.size + a.holds.size).toBe(2);
  });

  it('is taken back by “false alarm”, and nothing is asked any more', () => {
    const s = asked();
    s.says('anne', 'fausse alerte', followup({ withdraws: true }));
    expect(s.told(1)).toEqual(['delete m1']);
    s.passes(300 * MINUTE);
    expect(s.told()).toHaveLength(2);
  });

  it('is given back without a word to the group when nobody answers', () => {
    const s = held();
    s.passes(61 * MINUTE);
    expect(s.done(2)).toEqual(['tell anne hold.expired']);
    expect(s.actions.at(-1)).toMatchObject({ quote: 'Homme louche rue du Moulin', groupFallback: false });
  });

  it('answers a confirmation that comes too late, by tap or by word, so that nobody believes it was posted', () => {
    const s = held();
    s.passes(61 * MINUTE);
    expect(s.presses('anne', 'informed', 'h1').why).toEqual(['no-such-hold']);
    s.privately('anne', '101', called());
    expect(s.done(3)).toEqual(['press.too-late', 'tell anne hold.nothing-waits']);
  });

  it('sent again in order takes the place of the one that waits', () => {
    const s = held();
    s.passes(5 * MINUTE);
    expect(s.says('anne', 'Homme louche rue du Moulin, 101 prévenu', informed()).outcome).toBe('passed');
    expect(s.holds.size).toBe(0);
    s.passes(120 * MINUTE);
    expect(s.done()).not.toContain('tell anne hold.expired');
  });

  it('sent again without 101 stays one report with one question', () => {
    const s = held();
    s.passes(5 * MINUTE);
    s.says('anne', 'Homme louche rue du Moulin', uninformed());
    expect([...s.holds.values()]).toMatchObject([
      { text: 'Homme louche rue du Moulin', messages: ['m1', 'm2'] },
    ]);
    expect(s.done(2)).toEqual(['delete m2', 'tell anne call-101 + hold.confirm']);
  });
});

describe('two reports of one person that wait', () => {
  const two = () => {
    const s = asked();
    s.passes(3 * MINUTE);
    s.says('anne', 'Voiture louche place Verte', uninformed({ signature: ['verte', 'voiture'] }));
    return s;
  };
  const [first, second] = ['m1', 'm3'];

  it('are told apart by the one that is edited', () => {
    const s = two();
    const waiting = [...s.holds.values()];
    expect(waiting.map((h) => h.messages[0])).toEqual([first, second]);
    s.edits(
      'anne',
      second,
      'Voiture louche place Verte, 101 prévenu',
      informed({ signature: ['verte', 'voiture'] }),
    );
    expect([...s.holds.values()].map((h) => h.messages[0])).toEqual([first]);
  });

  it('are told apart by the one that is answered or thumbed', () => {
    const s = two();
    s.answers('anne', first, '101', called());
    expect([...s.holds.values()].map((h) => h.messages[0])).toEqual([second]);
    s.reacts('anne', second);
    expect(s.holds.size).toBe(0);
  });

  it('a “101” by itself is about the newest, which the bot asked about last', () => {
    const s = two();
    s.says('anne', '101', called());
    expect([...s.holds.values()].map((h) => h.messages[0])).toEqual([first]);
  });
});

describe('short messages in a row', () => {
  it('are one report in mode hold; every part comes back to its poster with “call 101” until it is confirmed', () => {
    const s = held();
    s.says('anne', 'veste noire', followup());
    expect(s.done(2)).toEqual(['delete m2', 'tell anne call-101 + hold.confirm']);
    expect(s.actions.at(-1)).toMatchObject({ quote: 'veste noire' });
    s.says('anne', '101 prévenu', called());
    expect(s.done(4)).toEqual([
      'delete m3',
      'repost.informed Homme louche rue du Moulin\nveste noire',
      'say thread.ask-details',
    ]);
  });

  it('are one report in mode ask, and no question is put', () => {
    const s = new Street({ mode: 'ask' });
    s.says('anne', 'homme louche rue du Moulin', uninformed());
    s.says('anne', 'veste noire', followup());
    s.says('anne', '101 prévenu', called());
    s.passes(30 * MINUTE);
    expect(s.done()).toEqual(['say thread.ask-details']);
    expect(s.thread?.description).toMatchObject({ clothes: true, person: true });
  });

  it('“101 prévenu” written first is no report by itself: nothing is asked, no thread begins', () => {
    const s = new Street();
    expect(s.says('anne', '101 prévenu', called()).outcome).toBe('passed');
    expect([s.threads.size, s.done(), s.rules]).toEqual([0, [], []]);
    s.says('anne', 'homme louche rue du Moulin', uninformed(), { joined: informed() });
    expect(s.thread?.policeInformedAt).toBe(s.now);
  });

  it('keep the words that come with the confirmation', () => {
    const s = held();
    s.says(
      'anne',
      '101 prévenu, Audi noire',
      called({ description: { ...plain().description, vehicle: true } }),
    );
    expect(s.done(2)).toEqual(['repost.informed Homme louche rue du Moulin', 'say thread.ask-details']);
  });

  it.each(['hold', 'ask'] as const)('never carry in what would not pass by itself (mode %s)', (mode) => {
    const s = new Street({ mode });
    s.says('anne', 'Homme louche rue du Moulin', uninformed());
    const worse = 'sûrement un de ces gens-là';
    expect(s.says('anne', worse, followup({ findings: [seen('discrimination')] })).outcome).toBe('removed');
    s.says('anne', '101 prévenu', called());
    expect(s.actions.some((a) => a.type === 'repost' && a.text.includes(worse))).toBe(false);
    expect(s.rules).toContain('discrimination removed');
  });

  it('lose their plates on the way back, and leave the group with them in mode ask', () => {
    const plate = followup({ findings: [seen('plate-in-text', { span: [7, 16] })] });
    const s = held();
    s.says('anne', 'plaque 1-ABC-234', plate);
    expect(s.rules).toContain('plate-in-text removed');
    s.presses('anne', 'informed');
    expect(s.actions.find((a) => a.type === 'repost')).toMatchObject({
      text: 'Homme louche rue du Moulin\nplaque ▇▇▇',
    });
    const a = new Street({ mode: 'ask' });
    a.says('anne', 'Homme louche rue du Moulin', uninformed());
    expect(a.says('anne', 'plaque 1-ABC-234', plate).outcome).toBe('removed');
    expect(a.done()).toContain('delete m2');
  });
});

describe('a confirmation that says more than it should', () => {
  it.each(['hold', 'ask'] as const)('counts, and its plate leaves the group (mode %s)', (mode) => {
    const s = new Street({ mode });
    s.says('anne', 'Homme louche rue du Moulin', uninformed());
    const words = '101 prévenu, plaque 1-ABC-234';
    const decision = s.says('anne', words, called({ findings: [seen('plate-in-text', { span: [20, 29] })] }));
    expect(decision).toMatchObject({ outcome: 'removed' });
    expect(s.thread?.policeInformedAt).toBe(s.now);
    expect(s.done()).toContain('delete m2');
    expect(s.actions.some((a) => a.type === 'tell' && a.quote === words)).toBe(true);
    expect(s.rules).toContain('plate-in-text removed');
  });

  it('counts, and its call to arms is judged', () => {
    const s = held();
    s.says(
      'anne',
      '101 prévenu, sortez tous avec des bâtons',
      followup({ police: 'informed', findings: [seen('vigilante')] }),
    );
    expect(s.done(2)).toEqual([
      'repost.informed Homme louche rue du Moulin',
      'say thread.ask-details',
      'delete m2',
      'tell anne rule.vigilante',
    ]);
  });
});

describe('a report that the bot asks about in mode ask', () => {
  it('stays, is asked about after the pause, and leaves with the poster’s words when nobody answers', () => {
    const s = asked();
    expect(s.done()).toEqual(['tell anne call-101 + ask.confirm']);
    s.passes(11 * MINUTE);
    expect(s.done(1)).toEqual(['delete m1', 'tell anne hold.expired']);
    expect(s.actions.at(-1)).toMatchObject({ quote: 'Homme louche rue du Moulin' });
  });

  it('shows the group the time when it is confirmed where the group can’t read it', () => {
    const s = new Street({ mode: 'ask' });
    s.says('anne', 'Homme louche rue du Moulin', uninformed());
    s.reacts('anne', 'm1', '📞');
    expect(s.done()).toEqual(['say thread.police-informed', 'say thread.ask-details']);
  });

  it('edited into one that exposes somebody leaves at once', () => {
    const s = asked();
    const decision = s.edits(
      'anne',
      'm1',
      'Homme louche, plaque 1-ABC-234',
      uninformed({ findings: [seen('plate-in-text', { span: [21, 30] })] }),
    );
    expect(decision.outcome).toBe('removed');
    expect(s.done(1)).toEqual([
      'delete m1',
      'tell anne call-101',
      'tell anne rule.plate-in-text + hold.confirm',
    ]);
    expect(s.holds.size).toBe(1);
    s.presses('anne', 'informed');
    expect(s.done()).toContain('repost.informed Homme louche, plaque ▇▇▇');
  });

  it('edited with both “101” and a plate is confirmed and leaves, in one thread', () => {
    const s = asked();
    s.edits(
      'anne',
      'm1',
      '101 prévenu, plaque 1-ABC-234',
      informed({ findings: [seen('plate-in-text', { span: [20, 29] })] }),
    );
    expect(s.threads.size).toBe(1);
    s.presses('anne', 'blur');
    expect(s.done()).toContain('repost.informed 101 prévenu, plaque ▇▇▇');
    expect(s.threads.size).toBe(1);
  });

  it('edited into something harmless is no longer asked about', () => {
    const s = asked();
    expect(s.edits('anne', 'm1', 'Bonne soirée à tous', plain()).outcome).toBe('passed');
    s.passes(60 * MINUTE);
    expect(s.done()).not.toContain('delete m1');
  });

  it('edited and still without 101 is given back as it stood last', () => {
    const s = asked();
    s.edits('anne', 'm1', 'Homme louche rue du Moulin, au 12', uninformed());
    s.passes(11 * MINUTE);
    expect(s.actions.at(-1)).toMatchObject({ quote: 'Homme louche rue du Moulin, au 12' });
  });

  it('is forgotten when its poster deletes it; deleting one of the messages after it changes nothing', () => {
    const s = new Street({ mode: 'ask' });
    s.says('anne', 'Homme louche rue du Moulin', uninformed());
    s.says('anne', 'veste noire', followup());
    s.removes('m2');
    expect([...s.holds.values()]).toMatchObject([{ messages: ['m1'] }]);
    s.removes('m1');
    expect(s.holds.size).toBe(0);
  });
});

describe('somebody else says that the police know (Annex 4 §5: no repeated calls)', () => {
  it('is informing: the report stays, its thread has the time, nobody is asked any more', () => {
    const s = asked();
    const decision = s.says('bram', "J'ai prévenu le 101", called());
    expect(decision.why).toContain('informed-by-another');
    expect(s.thread).toMatchObject({ openedBy: 'anne', policeInformedAt: s.now });
    expect(s.actions.filter((a) => a.type === 'say')[0]).toMatchObject({
      sentences: [{ key: 'thread.police-informed', params: { at: s.now } }],
      replyTo: 'm1',
    });
    s.passes(60 * MINUTE);
    expect(s.done()).not.toContain('delete m1');
  });

  it('is not guessed when two reports wait, unless it answers one of them', () => {
    const s = asked();
    s.says('cora', 'Voiture louche place Verte', uninformed({ signature: ['verte', 'voiture'] }));
    s.says('bram', '101 prévenu', called());
    expect(s.holds.size).toBe(2);
    s.answers('bram', 'm1', '101 prévenu', called());
    expect([...s.holds.values()].map((h) => h.member)).toEqual(['cora']);
  });

  it('is not a bare “yes” that answers nobody', () => {
    const s = asked();
    s.says('bram', 'oui', plain({ confirmsInformed: true }));
    expect(s.holds.size).toBe(1);
  });

  it('may be the police: “a patrol is there”', () => {
    const s = asked();
    s.says('marc', 'La patrouille est sur place', followup({ police: 'informed' }));
    expect(s.holds.size).toBe(0);
    expect(s.thread?.policeInformedAt).toBe(s.now);
  });

  it('is not taken for one’s own confirmation when it answers another’s report', () => {
    const s = new Street({ mode: 'ask' });
    s.says('anne', 'Homme louche rue du Moulin', uninformed());
    s.says('bram', 'Voiture louche place Verte', uninformed({ signature: ['verte', 'voiture'] }));
    s.answers('bram', 'm1', '101 appelé', called());
    expect([...s.holds.values()].map((h) => h.member)).toEqual(['bram']);
  });
});
