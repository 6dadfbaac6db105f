/** Report threads (Annex 4 §5: attention to descriptions, no repeated calls). */
import { describe, expect, it } from 'vitest';
import { called, followup, informed, MINUTE, plain, Street, seen, uninformed } from './street.js';

const reported = (policy: ConstructorParameters<typeof Street>[0] = {}) => {
  const s = new Street(policy);
  s.says('anne', 'Homme louche rue du Moulin, 101 prévenu', informed());
  return s;
};
const at = (s: Street) => s.thread?.policeInformedAt;

describe('the same event reported twice', () => {
  it('is answered with the time since which the police know', () => {
    const s = reported();
    const since = s.now;
    s.passes(4 * MINUTE);
    expect(s.says('bram', 'Il y a un homme louche rue du Moulin !', uninformed()).outcome).toBe('passed');
    expect(s.actions.at(-1)).toMatchObject({
      type: 'say',
      sentences: [{ key: 'thread.police-know', params: { at: since } }],
      replyTo: 'm2',
    });
    expect([s.threads.size, s.holds.size, s.rules]).toEqual([1, 0, []]);
  });

  it('needs no answer when the second called too, or is the first again', () => {
    const s = reported();
    s.says('bram', 'Homme louche rue du Moulin, 101 appelé', informed());
    s.says('anne', 'Il est toujours là, rue du Moulin', uninformed());
    expect(s.done()).toEqual(['say thread.ask-details']);
    expect(s.threads.size).toBe(1);
  });

  it('in an answer to the first belongs to it, whatever words it uses', () => {
    const s = reported();
    expect(s.answers('bram', 'm1', 'Ils sont deux', uninformed({ signature: ['deux'] })).outcome).toBe(
      'passed',
    );
    expect(s.done().at(-1)).toBe('say thread.police-know');
  });

  it('gives the first its time when nobody had said so yet', () => {
    const s = reported();
    const first = [...s.threads.values()][0]!;
    s.threads.set(first.id, { ...first, policeInformedAt: null });
    s.says('bram', 'Homme louche rue du Moulin, 101 appelé', informed());
    expect([s.threads.size, at(s)]).toEqual([1, s.now]);
  });

  it('is still held when nobody is known to have called', () => {
    const s = reported();
    const first = [...s.threads.values()][0]!;
    s.threads.set(first.id, { ...first, policeInformedAt: null });
    expect(s.says('bram', 'Homme louche rue du Moulin', uninformed()).outcome).toBe('held');
  });

  it('by two at once in mode ask: the second is told instead of being asked, and stays', () => {
    const s = new Street({ mode: 'ask' });
    s.says('anne', 'Homme louche rue du Moulin', uninformed());
    s.says('bram', 'Homme louche rue du Moulin', uninformed());
    s.reacts('anne', 'm1');
    s.passes(60 * MINUTE);
    expect(s.done()).toContain('say thread.police-know');
    expect(s.done().filter((d) => d.startsWith('delete') || d.startsWith('tell'))).toEqual([]);
  });

  it('confirmed by two makes one thread', () => {
    const s = new Street();
    s.says('anne', 'Homme louche rue du Moulin', uninformed());
    s.says('bram', 'Homme louche rue du Moulin', uninformed());
    s.presses('anne', 'informed', 'h1');
    s.presses('bram', 'informed', 'h2');
    expect(s.threads.size).toBe(1);
  });
});

describe('a follow-up', () => {
  it('joins the report that it answers, and adds what was missing', () => {
    const s = reported();
    s.says('bram', 'Voiture louche place Verte, 101 prévenu', informed({ signature: ['verte', 'voiture'] }));
    s.answers('cora', 'm1', 'veste noire', followup());
    expect(s.threads.get('t1')?.description.clothes).toBe(true);
    expect(s.threads.get('t2')?.description.clothes).toBe(false);
  });

  it('does not say for an uncertain report that the police know', () => {
    const s = reported();
    s.says('bram', 'Voiture louche place Verte, 101 prévenu', informed({ signature: ['verte', 'voiture'] }));
    for (const t of s.threads.values()) s.threads.set(t.id, { ...t, policeInformedAt: null });
    s.says('cora', 'la police arrive', followup({ police: 'informed', signature: [] }));
    expect([...s.threads.values()].map((t) => t.policeInformedAt)).toEqual([null, null]);
  });

  it('passes quietly when no report is open', () => {
    const s = new Street();
    expect(s.says('bram', 'Il est parti', followup())).toMatchObject({ outcome: 'passed', actions: [] });
  });

  it('of the poster whose report waits is kept with it, also later', () => {
    const s = new Street();
    s.says('anne', 'Homme louche rue du Moulin', uninformed());
    s.passes(10 * MINUTE);
    expect(s.says('anne', 'il part vers la gare', followup()).outcome).toBe('held');
  });
});

describe('a thread', () => {
  it('is asked about once, for what is missing', () => {
    const s = reported();
    s.says('bram', 'veste noire', followup());
    expect(s.done()).toEqual(['say thread.ask-details']);
  });

  it('ends by silence, counted from the last word', () => {
    const s = reported({ threadIdleMinutes: 60 });
    s.passes(50 * MINUTE);
    s.says('bram', 'veste noire', followup());
    s.passes(50 * MINUTE);
    expect(s.threads.size).toBe(1);
    s.passes(20 * MINUTE);
    expect(s.threads.size).toBe(0);
  });

  it.each(['cora', 'marc'])('is closed by %s with a word to all, not by a member', (who) => {
    const s = reported();
    expect(s.orders('bram', { what: 'close-thread', thread: 't1' }).why).toEqual(['no-right']);
    s.orders(who, { what: 'close-thread', thread: 't1' });
    expect(s.threads.size).toBe(0);
    expect(s.done().at(-1)).toBe('say thread.closed');
  });

  it('begins with a hot message of the police, who know by themselves (art. 9 b)', () => {
    const s = new Street();
    s.says('marc', 'Suspect en fuite rue du Moulin', uninformed());
    expect(at(s)).toBe(s.now);
    s.says('bram', 'Je le vois rue du Moulin', uninformed());
    expect(s.done()).toEqual(['say thread.police-know']);
  });

  it('keeps its time when the report comes back masked, and answers others meanwhile', () => {
    const s = new Street();
    const since = s.now;
    s.says(
      'anne',
      '101 prévenu, plaque 1-ABC-234',
      informed({ findings: [seen('plate-in-text', { span: [20, 29] })] }),
    );
    s.passes(2 * MINUTE);
    s.says('bram', 'Homme louche rue du Moulin', uninformed());
    expect(s.done().at(-1)).toBe('say thread.police-know');
    s.passes(3 * MINUTE);
    s.presses('anne', 'blur');
    expect(s.actions.find((a) => a.type === 'repost')).toMatchObject({
      head: { key: 'repost.informed', params: { at: since } },
      text: '101 prévenu, plaque ▇▇▇',
    });
    expect(s.threads.size).toBe(1);
  });

  it('keeps its time when its report is edited with a plate', () => {
    const s = reported();
    const since = s.now;
    s.passes(5 * MINUTE);
    const words = 'Homme louche, plaque 1-ABC-234';
    s.edits('anne', 'm1', words, uninformed({ findings: [seen('plate-in-text', { span: [21, 30] })] }));
    s.presses('anne', 'blur');
    expect(s.actions.find((a) => a.type === 'repost')).toMatchObject({ head: { params: { at: since } } });
    expect(s.threads.size).toBe(1);
  });
});

describe('the bot in a flood', () => {
  it('speaks no sooner than its pause allows', () => {
    const s = reported();
    s.passes(10_000);
    s.says('bram', 'Homme louche rue du Moulin', uninformed());
    const [first, second] = s.actions.filter((a) => a.type === 'say');
    expect(first).not.toHaveProperty('notBefore');
    expect(second).toMatchObject({ notBefore: s.now + 50_000 });
  });

  it('does not open a thread for thanks, or for “101 called” said after it is known', () => {
    const s = reported();
    s.says('bram', 'merci', plain());
    s.says('bram', '101 prévenu', called());
    expect(s.done()).toEqual(['say thread.ask-details']);
    expect(s.threads.size).toBe(1);
  });
});
