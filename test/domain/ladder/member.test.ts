import { describe, expect, it } from 'vitest';
import { statusOf, viewOf } from '../../../src/domain/ladder/index.js';
import { ANNE, DAY, people, REASON, Told } from './people.js';

const talked = (): Told =>
  new Told('member')
    .does('cora', { act: 'plan-talk', reason: REASON })
    .after(5)
    .does('marc', { act: 'note-talk', attended: true, note: 'Compris.' });
const reprimanded = (): Told =>
  talked()
    .after(30)
    .does('marc', { act: 'advise', reason: REASON })
    .after(3)
    .does('chef', { act: 'reprimand', reason: REASON });

describe('a member on the ladder of art. 8 c', () => {
  it('is first invited to a talk with coordinator and mandatary', () => {
    const told = new Told('member').does('cora', { act: 'plan-talk', reason: REASON });
    expect(told.followed).toEqual(['letter talk-invitation', 'inform']);
    expect(viewOf(told.state, told.at).current).toBe('M-1');
    told.after(5).does('cora', { act: 'note-talk', attended: false, note: '' });
    expect(statusOf(told.state, 'M-1')).toBe('done');
  });

  it('is reprimanded by the chef de corps, on the mandatary’s advice and not before it', () => {
    const told = talked();
    expect(told.tries('chef', { act: 'reprimand', reason: REASON })).toBe('needs-advice');
    expect(told.tries('cora', { act: 'advise', reason: REASON })).toBe('no-right');
    told.does('marc', { act: 'advise', reason: REASON });
    expect(told.tries('marc', { act: 'reprimand', reason: REASON })).toBe('no-right');
    told.does('chef', { act: 'reprimand', reason: REASON });
    expect(told.followed).toEqual(['letter reprimand', 'inform']);
  });

  it('may be spared the reprimand, and the ladder can begin that rung again later', () => {
    const told = talked().does('marc', { act: 'advise', reason: REASON });
    told.does('chef', { act: 'no-reprimand', reason: 'Un premier écart, reconnu.' });
    expect(statusOf(told.state, 'M-2')).toBe('declined');
    expect(told.tries('chef', { act: 'reprimand', reason: REASON })).toBe('needs-advice');
    told.does('marc', { act: 'advise', reason: REASON }).does('chef', { act: 'reprimand', reason: REASON });
    expect(statusOf(told.state, 'M-2')).toBe('done');
  });

  it('is passed over a rung only with a reason that is written down', () => {
    const told = new Told('member');
    expect(told.tries('marc', { act: 'advise', reason: REASON })).toBe('explain-skipped');
    expect(told.tries('cora', { act: 'propose-removal', reason: REASON })).toBe('explain-skipped');
    told.does('marc', { act: 'advise', reason: REASON, passesOver: 'Le membre refuse tout entretien.' });
    expect(told.state.rungs['M-2']?.marks[0]?.passesOver).toBe('Le membre refuse tout entretien.');
  });

  it('is excluded for a time only after a police report, and comes back by itself', () => {
    const told = talked();
    const until = told.at + 14 * DAY;
    expect(told.tries('marc', { act: 'exclude', reason: REASON, until })).toBe('needs-referral');
    told.does('marc', { act: 'refer', reason: REASON, report: 'NA.12.L5.001234/2026' });
    expect(told.followed).toEqual(['letter referral']);
    expect(told.tries('marc', { act: 'exclude', reason: REASON, until: told.at })).toBe('until-past');
    expect(told.tries('marc', { act: 'exclude', reason: REASON, until: told.at + 400 * DAY })).toBe(
      'until-too-long',
    );
    told.does('marc', { act: 'exclude', reason: REASON, until });
    expect(told.consequences[0]).toEqual({ type: 'exclude', until });
    expect(told.after(13).tries('clock', { act: 'exclusion-ends' })).toBe('too-early');
    told.after(1).does('clock', { act: 'exclusion-ends' });
    expect(told.followed).toEqual(['readmit', 'inform']);
    expect(told.tries('clock', { act: 'exclusion-ends' })).toBe('no-exclusion');
  });

  it('is removed for good by two signatures and the visa, in this order', () => {
    const told = reprimanded().does('cora', { act: 'propose-removal', reason: REASON });
    expect(told.tries('chef', { act: 'visa' })).toBe('needs-signatures');
    told.does('cora', { act: 'sign' });
    expect(told.tries('cora', { act: 'sign' })).toBe('already-done');
    expect(told.tries('chef', { act: 'visa' })).toBe('needs-signatures');
    expect(viewOf(told.state, told.at).mustSign).toEqual(['mandatary']);
    told.does('marc', { act: 'sign' });
    expect(told.followed).toEqual([]);
    expect(viewOf(told.state, told.at).mustSign).toEqual(['chef-de-corps']);
    expect(told.tries('marc', { act: 'visa' })).toBe('no-right');
    told.does('chef', { act: 'visa' });
    expect(told.followed).toEqual(['remove', 'letter removal', 'inform']);
    expect(told.state.closed?.outcome).toBe('removed');
    expect(told.tries('marc', { act: 'plan-talk', reason: REASON })).toBe('closed');
  });

  it('needs two persons behind the two signatures', () => {
    const told = reprimanded()
      .does('marc', { act: 'propose-removal', reason: REASON })
      .does('marc', { act: 'sign' });
    expect(told.tries({ person: people.marc.person, role: 'coordinator' }, { act: 'sign' })).toBe(
      'same-person',
    );
  });

  it('takes a removal back only by the chef de corps, with a reason, and then the member returns', () => {
    const told = reprimanded()
      .does('cora', { act: 'propose-removal', reason: REASON })
      .does('cora', { act: 'sign' })
      .does('marc', { act: 'sign' })
      .does('chef', { act: 'visa' });
    const annul = { act: 'annul', rung: 'M-4', reason: 'Erreur sur la personne.' } as const;
    expect(told.tries('marc', annul)).toBe('no-right');
    told.does('chef', annul);
    expect(told.followed).toEqual(['readmit', 'inform']);
    expect(told.state.closed?.outcome).toBe('annulled');
  });

  it('keeps everybody out of their own case', () => {
    const told = new Told('coordinator', people.marc.person);
    expect(told.tries('marc', { act: 'plan-talk', reason: REASON })).toBe('own-case');
    expect(new Told('member').tries('anne', { act: 'plan-talk', reason: REASON })).toBe('no-right');
  });

  it('has no appeal', () => {
    const told = reprimanded();
    expect(told.tries('mayor', { act: 'appeal', receivedAt: told.at, by: 'e-mail' })).toBe('wrong-ladder');
  });

  it('draws where it stands: what is done, what comes next, who must do it until when', () => {
    const told = talked();
    const view = viewOf(told.state, told.at);
    expect(view.rungs.map((r) => `${r.rung} ${r.status}`)).toEqual([
      'M-1 done',
      'M-2 none',
      'M-3 none',
      'M-4 none',
    ]);
    expect(view.next.find((n) => n.act === 'advise')?.by).toEqual(['mandatary']);
    expect(view.next.map((n) => n.act)).not.toContain('reprimand');
    expect(view.deadlines.map((d) => d.what)).toEqual(['quiet']);
    expect(told.state.person).toBe(ANNE);
  });
});
