/**
 * Which step the infractions speak for. A proposal only: people decide, and the bot never takes a step by itself. What
 * was answered by a step before does not count again, and what is old weighs less, then nothing.
 */
import { isCoordinator, isPolice, type Role } from '../vocabulary.js';
import type { LadderRules } from './ladder-rules.js';
import { type Ladder, type Rung, rungOf, rungsOf } from './rungs.js';
import { type CaseState, statusOf } from './state.js';

const DAY = 86_400_000;

/** An infraction of the ledger that stands: not annulled. */
export interface LedgerFact {
  readonly seq: number;
  readonly at: number;
  readonly rule: string;
  readonly clause: string;
}

export interface Evidence extends LedgerFact {
  /** What it weighs now. */
  readonly points: number;
}

export interface Proposal {
  readonly ladder: Ladder;
  readonly rung: Rung;
  /** `points`: it adds up; `punishable`: one of them can be a punishable fact. */
  readonly because: 'points' | 'punishable';
  readonly points: number;
  /** Oldest first. */
  readonly evidence: readonly Evidence[];
}

/** The ladder on which somebody of that role stands; null for the police and the authorities, who have their own. */
export const ladderOf = (role: Role): Ladder | null =>
  isCoordinator(role) ? 'coordinator' : isPolice(role) || role === 'authority-delegate' ? null : 'member';

/** What an infraction weighs at a moment: the whole at first, half after each half-life, nothing once forgotten. */
export function weightOf(fact: LedgerFact, rules: LadderRules, now: number): number {
  const age = Math.max(0, now - fact.at);
  if (age >= rules.fades.forgetDays * DAY) return 0;
  const whole = rules.weights[fact.rule] ?? rules.otherwise;
  return whole * 0.5 ** (age / (rules.fades.halfLifeDays * DAY));
}

/**
 * @param facts the person's infractions in this group that stand, in any order
 * @param open their open case, if there is one
 * @returns the next step that they speak for, with the evidence; null when they speak for none
 */
export function propose(
  facts: readonly LedgerFact[],
  ladder: Ladder,
  open: CaseState | null,
  rules: LadderRules,
  now: number,
): Proposal | null {
  // Something is under way: it has to be ended first.
  if (open && rungsOf(ladder).some((rung) => statusOf(open, rung) === 'under-way')) return null;
  const since = open ? answeredUntil(open) : Number.NEGATIVE_INFINITY;
  const evidence = facts
    .filter((fact) => fact.at > since && fact.at <= now)
    .map((fact) => ({ ...fact, points: weightOf(fact, rules, now) }))
    .filter((e) => e.points > 0)
    .sort((a, b) => a.seq - b.seq);
  if (evidence.length === 0) return null;
  const points = evidence.reduce((sum, e) => sum + e.points, 0);
  const punishable = evidence.filter((e) => rules.punishable.includes(e.rule));
  const third = rungOf(ladder, 3);
  if (punishable.length > 0 && (!open || statusOf(open, third) !== 'done'))
    return { ladder, rung: third, because: 'punishable', points, evidence };
  const next = nextRung(open);
  if (next === null) return null;
  const from = { 1: rules.propose.talk, 2: rules.propose.reprimand, 4: rules.propose.removal }[next];
  return points < from ? null : { ladder, rung: rungOf(ladder, next), because: 'points', points, evidence };
}

/** Until when infractions were answered by a step that was taken. */
function answeredUntil(state: CaseState): number {
  const ends = rungsOf(state.ladder)
    .map((rung) => state.rungs[rung])
    .filter((rung) => rung?.status === 'done')
    .map((rung) => rung!.endedAt ?? rung!.startedAt);
  return Math.max(Number.NEGATIVE_INFINITY, ...ends);
}

/** Points lead from the talk over the reprimand to the end; the third step is for punishable facts alone. */
function nextRung(open: CaseState | null): 1 | 2 | 4 | null {
  if (!open) return 1;
  const taken = (n: 1 | 2 | 3 | 4): boolean => statusOf(open, rungOf(open.ladder, n)) === 'done';
  if (taken(4) || open.closed) return null;
  if (taken(2)) return 4;
  return taken(1) ? 2 : 1;
}
