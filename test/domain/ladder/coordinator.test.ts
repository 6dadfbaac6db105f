import { describe, expect, it } from 'vitest';
import { deadlinesOf, viewOf } from '../../../src/domain/ladder/index.js';
import { DAY, people, REASON, Told } from './people.js';

const CORA = people.cora.person;
const heard = (): Told =>
  new Told('coordinator', CORA)
    .does('marc', { act: 'plan-talk', reason: REASON })
    .does('marc', { act: 'note-talk', attended: true, note: '' })
    .does('marc', { act: 'advise', reason: REASON })
    .does('chef', { act: 'reprimand', reason: REASON })
    .after(40)
    .does('chef', { act: 'note-interview', note: '' })
    .does('chef', { act: 'advise-dismissal', reason: REASON });
const dismissed = (): Told => heard().after(1).does('mayor', { act: 'dismiss', reason: REASON });
const appealed = (): Told => {
  const told = dismissed().after(10);
  return told.does('chef', { act: 'appeal', receivedAt: told.at, by: 'registered-mail' });
};

describe('a coordinator on the ladder of art. 8 b', () => {
  it('talks with the mandatary alone', () => {
    const told = new Told('coordinator', CORA);
    expect(told.tries({ person: 99, role: 'coordinator' }, { act: 'plan-talk', reason: REASON })).toBe(
      'no-right',
    );
    expect(told.tries('marc', { act: 'plan-talk', reason: REASON })).toBeNull();
  });

  it('is suspended only after a police report, and only from office', () => {
    const told = new Told('coordinator', CORA).does('chef', { act: 'refer', reason: REASON, report: 'PV 1' });
    told.does('chef', { act: 'exclude', reason: REASON, until: told.at + 30 * DAY });
    expect(told.followed).toEqual(['suspend-office', 'letter exclusion', 'inform']);
    told.after(30).does('clock', { act: 'exclusion-ends' });
    expect(told.followed).toEqual(['restore-office', 'inform']);
  });

  it('is dismissed by the administrative authority after interview and advice of the chef de corps', () => {
    const told = new Told('coordinator', CORA);
    expect(told.tries('mayor', { act: 'dismiss', reason: REASON })).toBe('needs-interview');
    expect(told.tries('chef', { act: 'advise-dismissal', reason: REASON })).toBe('needs-interview');
    expect(told.tries('chef', { act: 'note-interview', note: '' })).toBe('explain-skipped');
    told.does('chef', { act: 'note-interview', note: '', passesOver: 'Faits d’une gravité exceptionnelle.' });
    expect(told.tries('mayor', { act: 'dismiss', reason: REASON })).toBe('needs-advice-on-dismissal');
    told.does('chef', { act: 'advise-dismissal', reason: REASON });
    expect(told.tries('chef', { act: 'dismiss', reason: REASON })).toBe('no-right');
    told.does('mayor', { act: 'dismiss', reason: REASON });
    expect(told.followed).toEqual(['suspend-office', 'letter dismissal', 'letter interior-copy', 'inform']);
  });

  it('can appeal until the end of the 21st day, over the change of the clocks', () => {
    // Dismissed on 12 April at noon: the three weeks end on 3 May at midnight in Brussels.
    const told = dismissed();
    const [copy, appeal] = deadlinesOf(told.state);
    expect(copy?.what).toBe('copy');
    expect(appeal).toMatchObject({ what: 'appeal', legal: true });
    expect(new Date(appeal!.due).toISOString()).toBe('2026-05-03T21:59:59.999Z');
    told.at = appeal!.due + 1;
    expect(told.tries('chef', { act: 'appeal', receivedAt: told.at, by: 'e-mail' })).toBe('appeal-too-late');
    // Noted late, but it had arrived in time.
    expect(told.tries('chef', { act: 'appeal', receivedAt: appeal!.due, by: 'e-mail' })).toBeNull();
  });

  it('stays out of office while the commission has its 30 days, with a temporary coordinator', () => {
    const told = appealed();
    expect(told.followed).toEqual(['letter appeal-acknowledgement', 'inform']);
    const ruling = deadlinesOf(told.state).find((d) => d.what === 'ruling');
    expect(ruling).toMatchObject({ legal: true });
    expect(Math.round((ruling!.due - told.at) / DAY)).toBe(30);
    expect(told.tries('marc', { act: 'name-temporary', person: 9 })).toBe('no-right');
    expect(told.tries('board', { act: 'name-temporary', person: CORA })).toBe('same-person');
    told.does('board', { act: 'name-temporary', person: 9 });
    expect(told.consequences).toContainEqual({
      type: 'give-office',
      person: 9,
      role: 'temporary-coordinator',
    });
  });

  it('returns to office when the commission says so', () => {
    const told = appealed().does('board', { act: 'name-temporary', person: 9 });
    told.does('chef', { act: 'ruling', confirmed: false, reason: 'La commission annule.' });
    expect(told.followed).toEqual(['end-temporary', 'restore-office', 'letter ruling', 'inform']);
    expect(told.state.closed?.outcome).toBe('restored');
  });

  it('is followed, once confirmed, by an assembly that hears of it and a new coordinator', () => {
    const told = appealed().does('board', { act: 'name-temporary', person: 9 });
    expect(told.tries('board', { act: 'assembly', at: told.at })).toBe('needs-outcome');
    told.does('chef', { act: 'ruling', confirmed: true, reason: 'La commission confirme.' });
    expect(told.tries('board', { act: 'elect', person: 7 })).toBe('needs-assembly');
    expect(deadlinesOf(told.state).map((d) => d.what)).toContain('assembly');
    told.after(20).does('board', { act: 'assembly', at: told.at }).does('board', { act: 'elect', person: 7 });
    expect(told.consequences).toEqual([
      { type: 'end-temporary', person: 9 },
      { type: 'give-office', person: 7, role: 'coordinator' },
    ]);
    expect(told.state.closed?.outcome).toBe('dismissed');
  });

  it('is final without an appeal once the three weeks are over, and not before', () => {
    const told = dismissed();
    expect(told.after(20).tries('clock', { act: 'appeal-lapses' })).toBe('too-early');
    told.after(2).does('clock', { act: 'appeal-lapses' });
    expect(told.tries('chef', { act: 'ruling', confirmed: true, reason: REASON })).toBe('needs-appeal');
    expect(viewOf(told.state, told.at).next.map((n) => n.act)).toContain('assembly');
  });

  it('is taken back by the authority alone', () => {
    const told = dismissed();
    const annul = { act: 'annul', rung: 'C-4', reason: 'Vice de forme.' } as const;
    expect(told.tries('chef', annul)).toBe('no-right');
    told.does('mayor', annul);
    expect(told.followed).toEqual(['restore-office', 'inform']);
  });
});
