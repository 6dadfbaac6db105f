/** What may be done next in a case, and by whom: the same table as `perform`, asked the other way round. */
import { ROLES, type Role } from '../vocabulary.js';
import type { Act, ActName } from './act.js';
import { actRules } from './act-rules.js';
import { type Deadline, deadlinesOf } from './deadlines.js';
import { refusalOf } from './perform.js';
import { type Rung, rungsOf } from './rungs.js';
import { type Actor, type CaseState, type Mark, type RungStatus, statusOf } from './state.js';
import { DEFAULT_TERMS, type Terms } from './terms.js';

/** Acts that can be asked for, with arguments under which only the case decides. */
const PROBES = (state: CaseState, at: number): readonly Act[] => [
  { act: 'plan-talk', reason: 'probe' },
  { act: 'note-talk', attended: true, note: '' },
  { act: 'advise', reason: 'probe', passesOver: 'probe' },
  { act: 'reprimand', reason: 'probe' },
  { act: 'no-reprimand', reason: 'probe' },
  { act: 'refer', reason: 'probe', report: 'probe' },
  { act: 'exclude', reason: 'probe', until: at + 60_000 },
  { act: 'end-exclusion', reason: 'probe' },
  { act: 'propose-removal', reason: 'probe', passesOver: 'probe' },
  { act: 'sign' },
  { act: 'visa' },
  { act: 'refuse-removal', reason: 'probe' },
  { act: 'note-interview', note: '', passesOver: 'probe' },
  { act: 'advise-dismissal', reason: 'probe' },
  { act: 'dismiss', reason: 'probe' },
  { act: 'send-copy' },
  { act: 'appeal', receivedAt: state.dismissedAt ?? at, by: 'e-mail' },
  { act: 'name-temporary', person: state.person + 1 },
  { act: 'ruling', confirmed: true, reason: 'probe' },
  { act: 'assembly', at },
  { act: 'elect', person: state.person + 1 },
  ...rungsOf(state.ladder).map((rung): Act => ({ act: 'annul', rung, reason: 'probe' })),
  { act: 'close', reason: 'probe' },
];

export interface NextStep {
  readonly act: ActName;
  readonly by: readonly Role[];
}

/** Every act that the case allows now, with the roles that may do it. */
export function nextSteps(state: CaseState, at: number, terms: Terms = DEFAULT_TERMS): readonly NextStep[] {
  const now = Math.max(at, state.lastActAt);
  const steps = new Map<ActName, Set<Role>>();
  for (const act of PROBES(state, now))
    for (const role of ROLES) {
      if (!actRules[act.act].by(state.ladder).includes(role)) continue;
      // Somebody who has done nothing in this case yet, so that only the role counts.
      if (refusalOf(state, { act, actor: { person: -1, role }, at: now }, terms)) continue;
      const by = steps.get(act.act) ?? new Set<Role>();
      steps.set(act.act, by.add(role));
    }
  return [...steps].map(([act, by]) => ({ act, by: [...by] }));
}

/** The acts that one person may do now. */
export const actsOf = (
  state: CaseState,
  actor: Actor,
  at: number,
  terms: Terms = DEFAULT_TERMS,
): readonly ActName[] => {
  const now = Math.max(at, state.lastActAt);
  const found = PROBES(state, now).filter((act) => !refusalOf(state, { act, actor, at: now }, terms));
  return [...new Set(found.map((act) => act.act))];
};

/** A case as it is drawn: the rungs from below, the next steps, who must sign, and until when. */
export interface LadderView {
  readonly rungs: readonly {
    readonly rung: Rung;
    readonly status: RungStatus | 'none';
    readonly marks: readonly Mark[];
  }[];
  /** The rung on which something is under way, else the highest that was taken; null: none yet. */
  readonly current: Rung | null;
  readonly next: readonly NextStep[];
  /** Whose signature or visa is waited for. */
  readonly mustSign: readonly Role[];
  readonly deadlines: readonly Deadline[];
}

export function viewOf(state: CaseState, at: number, terms: Terms = DEFAULT_TERMS): LadderView {
  const rungs = rungsOf(state.ladder).map((rung) => ({
    rung,
    status: statusOf(state, rung),
    marks: state.rungs[rung]?.marks ?? [],
  }));
  const next = nextSteps(state, at, terms);
  const current =
    rungs.findLast((r) => r.status === 'under-way') ?? rungs.findLast((r) => r.status === 'done') ?? null;
  const signers = next.filter((s) => s.act === 'sign' || s.act === 'visa').flatMap((s) => s.by);
  return {
    rungs,
    current: current?.rung ?? null,
    next,
    mustSign: [...new Set(signers)],
    deadlines: deadlinesOf(state, terms),
  };
}
