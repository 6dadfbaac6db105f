import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type LedgerFact,
  ladderOf,
  ladderRulesSchema,
  propose,
  weightOf,
} from '../../../src/domain/ladder/index.js';
import { DAY, MONDAY, REASON, Told } from './people.js';

const rules = ladderRulesSchema.parse({
  weights: { leak: 3, vigilante: 5, 'off-topic': 1 },
  fades: { halfLifeDays: 90, forgetDays: 365 },
  propose: { talk: 5, reprimand: 5, removal: 8 },
  punishable: ['vigilante'],
});
let seq = 0;
const fact = (rule: string, daysAgo: number, now = MONDAY): LedgerFact => ({
  seq: ++seq,
  at: now - daysAgo * DAY,
  rule,
  clause: 'Annex 4 §5',
});
const of = (facts: readonly LedgerFact[], told: Told | null = null, now = MONDAY) =>
  propose(facts, 'member', told?.state ?? null, rules, now);

describe('a proposal', () => {
  it('comes when infractions add up, and names each of them as evidence', () => {
    const facts = [fact('leak', 3), fact('leak', 1)];
    expect(of([facts[0]!])).toBeNull();
    const proposal = of(facts);
    expect(proposal).toMatchObject({ rung: 'M-1', because: 'points' });
    expect(proposal?.evidence.map((e) => e.seq)).toEqual(facts.map((f) => f.seq));
  });

  it('weighs half after the half-life, and nothing once forgotten', () => {
    expect(weightOf(fact('leak', 90), rules, MONDAY)).toBeCloseTo(1.5);
    expect(weightOf(fact('leak', 365), rules, MONDAY)).toBe(0);
    expect(of([fact('leak', 100), fact('leak', 100), fact('leak', 100)])).toBeNull();
  });

  it('goes from the talk to the reprimand to the removal, and counts nothing twice', () => {
    const old = [fact('leak', 3), fact('leak', 2)];
    const told = new Told('member')
      .does('cora', { act: 'plan-talk', reason: REASON })
      .does('cora', { act: 'note-talk', attended: true, note: '' });
    expect(of(old, told)).toBeNull();
    const later = MONDAY + 20 * DAY;
    const fresh = [...old, fact('leak', 2, later), fact('leak', 1, later)];
    expect(of(fresh, told, later)).toMatchObject({ rung: 'M-2', evidence: [{}, {}] });
    told
      .after(21)
      .does('marc', { act: 'advise', reason: REASON })
      .does('chef', { act: 'reprimand', reason: REASON });
    const last = MONDAY + 60 * DAY;
    const three = [...fresh, ...[9, 5, 1].map((d) => fact('leak', d, last))];
    expect(of(three, told, last)).toMatchObject({ rung: 'M-4' });
  });

  it('waits while something is under way', () => {
    const told = new Told('member').does('cora', { act: 'plan-talk', reason: REASON });
    expect(of([fact('leak', -1), fact('leak', -1)], told, MONDAY + 2 * DAY)).toBeNull();
  });

  it('asks the police to look at what can be punishable, whatever the points', () => {
    expect(of([fact('vigilante', 1)])).toMatchObject({ rung: 'M-3', because: 'punishable' });
  });

  it('is for members and coordinators; police and authorities have a ladder of their own', () => {
    expect(
      ['member', 'steering-committee', 'temporary-coordinator'].map((r) => ladderOf(r as never)),
    ).toEqual(['member', 'member', 'coordinator']);
    expect(ladderOf('mandatary')).toBeNull();
    expect(ladderOf('authority-delegate')).toBeNull();
    expect(propose([fact('leak', 1), fact('leak', 1)], 'coordinator', null, rules, MONDAY)?.rung).toBe('C-1');
  });

  it('never comes from time alone: waiting only makes infractions weigh less', () => {
    const facts = fc.array(
      fc.record({
        seq: fc.nat(),
        at: fc.integer({ min: MONDAY - 400 * DAY, max: MONDAY }),
        rule: fc.constantFrom('leak', 'off-topic', 'own-rule'),
        clause: fc.constant('x'),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(facts, fc.integer({ min: 0, max: 500 }), (list, days) => {
        const now = of(list)?.points ?? 0;
        const later = of(list, null, MONDAY + days * DAY);
        if (later) expect(later.points).toBeLessThanOrEqual(now + 1e-9);
      }),
    );
  });
});
