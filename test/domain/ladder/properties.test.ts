/** Whatever people try, in whatever order: no path leads past a condition of the circular. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ACTS,
  type Act,
  type ActName,
  type Actor,
  type ActRecord,
  APPEAL_DAYS,
  type Ladder,
  nextSteps,
  openCase,
  perform,
  RUNGS,
  replay,
} from '../../../src/domain/ladder/index.js';
import { ROLES } from '../../../src/domain/vocabulary.js';
import { DAY, MONDAY } from './people.js';

/** An act of that name with arguments drawn by a number: sound ones, late ones and impossible ones. */
function drawn(act: ActName, at: number, seed: number): Act {
  const reason = 'parce que';
  const yes = seed % 2 === 0;
  const person = (seed % 5) + 1;
  const day = (seed % 64) - 3;
  const passesOver = yes ? { passesOver: reason } : {};
  switch (act) {
    case 'note-talk':
      return { act, attended: yes, note: '' };
    case 'advise':
    case 'propose-removal':
      return { act, reason, ...passesOver };
    case 'note-interview':
      return { act, note: '', ...passesOver };
    case 'refer':
      return { act, reason, report: 'PV 1' };
    case 'exclude':
      return { act, reason, until: at + day * DAY };
    case 'appeal':
      return { act, receivedAt: at - day * DAY, by: yes ? 'e-mail' : 'registered-mail' };
    case 'name-temporary':
    case 'elect':
      return { act, person };
    case 'ruling':
      return { act, confirmed: yes, reason };
    case 'assembly':
      return { act, at };
    case 'annul':
      return { act, rung: RUNGS[seed % RUNGS.length]!, reason };
    case 'sign':
    case 'visa':
    case 'send-copy':
    case 'exclusion-ends':
    case 'appeal-lapses':
      return { act };
    default:
      return { act, reason };
  }
}

const actor: fc.Arbitrary<Actor> = fc.record({
  person: fc.integer({ min: 1, max: 5 }),
  role: fc.constantFrom(...ROLES, 'clock' as const),
});

/** Half the tries are drawn from what the case allows, so that runs get far. */
const tries = fc.array(
  fc.record({ seed: fc.nat(), wait: fc.integer({ min: 0, max: 30 }), led: fc.boolean(), actor }),
  { minLength: 5, maxLength: 60 },
);

interface Run {
  readonly ladder: Ladder;
  readonly accepted: readonly ActRecord[];
  readonly followed: readonly (readonly string[])[];
}

const SUBJECT = 1;

function run(
  ladder: Ladder,
  steps: readonly { seed: number; wait: number; led: boolean; actor: Actor }[],
): Run {
  let state = openCase(ladder, SUBJECT, MONDAY);
  let at = MONDAY;
  const accepted: ActRecord[] = [];
  const followed: string[][] = [];
  for (const [i, step] of steps.entries()) {
    at += step.wait * DAY;
    // Mostly forward: what ends a case or a rung comes up seldom.
    const ends = ['close', 'annul', 'refuse-removal', 'no-reprimand'];
    const next = step.led
      ? nextSteps(state, at).filter((n) => step.seed % 7 === 0 || !ends.includes(n.act))
      : [];
    const led = step.led && next.length > 0 ? next[step.seed % next.length] : undefined;
    const name = led?.act ?? ACTS[step.seed % ACTS.length]!;
    const act = drawn(name, at, step.seed >> 3);
    const who: Actor = led
      ? { person: step.actor.person, role: led.by[step.seed % led.by.length]! }
      : step.actor;
    const record = { id: `a${i}`, act, actor: who, at };
    const result = perform(state, record);
    if (!result.ok) continue;
    state = result.state;
    accepted.push(record);
    followed.push(result.consequences.map((c) => c.type));
  }
  return { ladder, accepted, followed };
}

const ladder = fc.constantFrom<Ladder>('member', 'coordinator');
/** One set of lives for all promises: drawing them is what takes time. */
const runs = fc
  .sample(fc.tuple(ladder, tries), { numRuns: 500, seed: 7 })
  .map(([which, steps]) => run(which, steps));
const holds = (check: (run: Run) => void): void => {
  for (const r of runs) check(r);
};
/** What came before the i-th act. */
const earlier = (r: Run, i: number): readonly ActRecord[] => r.accepted.slice(0, i);
/** The acts since the rung was last begun anew. */
const since = (list: readonly ActRecord[], begins: string): readonly ActRecord[] => {
  const from = list.findLastIndex((a) => a.act.act === begins);
  return from < 0 ? [] : list.slice(from);
};
const has = (list: readonly ActRecord[], name: string, role?: string): boolean =>
  list.some((a) => a.act.act === name && (role === undefined || a.actor.role === role));

describe('whatever people try', () => {
  it('nobody is reprimanded without the mandatary’s advice, nor by anybody but the chef de corps', () => {
    holds((r) => {
      for (const [i, a] of r.accepted.entries())
        if (a.act.act === 'reprimand') {
          expect(a.actor.role).toBe('chef-de-corps');
          expect(has(earlier(r, i), 'advise', 'mandatary')).toBe(true);
        }
    });
  });

  it('no member leaves for good without both signatures of two persons and then the visa', () => {
    let removed = 0;
    holds((r) => {
      for (const [i] of r.accepted.entries())
        if (r.followed[i]!.includes('remove')) {
          removed++;
          const a = r.accepted[i]!;
          expect([a.act.act, a.actor.role]).toEqual(['visa', 'chef-de-corps']);
          const signed = since(earlier(r, i), 'propose-removal').filter((s) => s.act.act === 'sign');
          expect(signed.some((s) => s.actor.role === 'mandatary')).toBe(true);
          expect(signed.some((s) => s.actor.role.endsWith('coordinator'))).toBe(true);
          expect(new Set(signed.map((s) => s.actor.person)).size).toBe(2);
        }
    });
    expect(removed).toBeGreaterThan(0);
  });

  it('nobody is excluded or suspended for a time without a police report before it', () => {
    let excluded = 0;
    holds((r) => {
      for (const [i, a] of r.accepted.entries())
        if (a.act.act === 'exclude') {
          excluded++;
          expect(has(earlier(r, i), 'refer')).toBe(true);
          expect(['mandatary', 'chef-de-corps']).toContain(a.actor.role);
          expect(a.act.until).toBeGreaterThan(a.at);
        }
    });
    expect(excluded).toBeGreaterThan(0);
  });

  it('no coordinator is dismissed but by the authority, after interview and advice of the chef de corps', () => {
    let dismissed = 0;
    holds((r) => {
      for (const [i, a] of r.accepted.entries())
        if (a.act.act === 'dismiss') {
          dismissed++;
          expect(a.actor.role).toBe('authority-delegate');
          const heard = earlier(r, i).findLastIndex((b) => b.act.act === 'note-interview');
          const advised = earlier(r, i).findLastIndex((b) => b.act.act === 'advise-dismissal');
          expect(heard).toBeGreaterThanOrEqual(0);
          expect(advised).toBeGreaterThan(heard);
          expect(r.accepted[advised]!.actor.role).toBe('chef-de-corps');
        }
    });
    expect(dismissed).toBeGreaterThan(0);
  });

  it('an appeal is taken within the three weeks only, and one dismissal has one', () => {
    holds((r) => {
      for (const [i, a] of r.accepted.entries())
        if (a.act.act === 'appeal') {
          const decision = earlier(r, i).findLast((b) => b.act.act === 'dismiss')!;
          expect(a.act.receivedAt).toBeGreaterThanOrEqual(decision.at);
          expect(a.act.receivedAt - decision.at).toBeLessThan((APPEAL_DAYS + 1) * DAY);
        }
    });
  });

  it('nobody acts in their own case', () => {
    holds((r) => {
      for (const a of r.accepted) if (a.actor.role !== 'clock') expect(a.actor.person).not.toBe(SUBJECT);
    });
  });

  it('a rung is passed over only with a reason', () => {
    holds((r) => {
      for (const [i, a] of r.accepted.entries()) {
        if (a.act.act !== 'advise' && a.act.act !== 'propose-removal' && a.act.act !== 'note-interview')
          continue;
        const lower = a.act.act === 'advise' ? ['note-talk'] : ['reprimand', 'refer'];
        expect(lower.some((e) => has(earlier(r, i), e)) || a.act.passesOver !== undefined).toBe(true);
      }
    });
  });

  it('a replay gives the same case, and the same acts again change nothing and lead to nothing', () => {
    holds((r) => {
      const state = replay(r.ladder, SUBJECT, MONDAY, r.accepted);
      expect(replay(r.ladder, SUBJECT, MONDAY, [...r.accepted, ...r.accepted])).toEqual(state);
      for (const record of r.accepted) {
        const again = perform(state, record);
        expect(again).toEqual({ ok: true, state, consequences: [] });
      }
    });
  });

  it('every step that is offered is one that its roles can take', () => {
    holds((r) => {
      const state = replay(r.ladder, SUBJECT, MONDAY, r.accepted);
      const at = (r.accepted.at(-1)?.at ?? MONDAY) + 1;
      const offered = nextSteps(state, at);
      if (!state.closed) expect(offered.length).toBeGreaterThan(0);
      else expect(offered.every((o) => o.act === 'annul')).toBe(true);
    });
  });
});
