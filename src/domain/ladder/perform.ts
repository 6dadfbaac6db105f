/**
 * One step of a case. `perform` says what an act leads to, or why it may not be done; it changes nothing itself. The same
 * act (by its id) done twice is done once, so that a case can be replayed from its acts at any time.
 */
import type { Act } from './act.js';
import { actRules } from './act-rules.js';
import type { Consequence } from './consequence.js';
import type { Refusal } from './refusal.js';
import type { Ladder } from './rungs.js';
import { type Actor, type CaseState, openCase } from './state.js';
import { DEFAULT_TERMS, type Terms } from './terms.js';

/** An act that was done, as the store keeps it. */
export interface ActRecord {
  readonly id: string;
  readonly act: Act;
  readonly actor: Actor;
  readonly at: number;
}

export type Performed =
  | { readonly ok: true; readonly state: CaseState; readonly consequences: readonly Consequence[] }
  | { readonly ok: false; readonly refused: Refusal };

/** What `record` leads to in `state` (art. 8 b, c), or the condition that it lacks. */
export function perform(state: CaseState, record: ActRecord, terms: Terms = DEFAULT_TERMS): Performed {
  const { id, act, actor, at } = record;
  if (state.acts.includes(id)) return { ok: true, state, consequences: [] };
  const rule = actRules[act.act];
  const refused = refusalOf(state, record, terms);
  if (refused) return { ok: false, refused };
  const after = rule.apply({ state, act: act as never, actor, at, terms });
  return {
    ok: true,
    state: { ...after.state, lastActAt: at, acts: [...state.acts, id] },
    consequences: after.consequences,
  };
}

/** Why an act may not be done now by this actor; null: it may. */
export function refusalOf(
  state: CaseState,
  { act, actor, at }: Omit<ActRecord, 'id'>,
  terms: Terms = DEFAULT_TERMS,
): Refusal | null {
  const rule = actRules[act.act];
  if (!rule.ladders.includes(state.ladder)) return 'wrong-ladder';
  if (!rule.by(state.ladder).includes(actor.role)) return 'no-right';
  if (actor.role !== 'clock' && actor.person === state.person) return 'own-case';
  if (at < state.lastActAt) return 'too-early';
  if (state.closed && !rule.afterClosing) return 'closed';
  return rule.lacks({ state, act: act as never, actor, at, terms });
}

/** A case from its acts, in order. Throws for a record that could never have been accepted: the file was tampered with. */
export function replay(
  ladder: Ladder,
  person: number,
  openedAt: number,
  records: readonly ActRecord[],
  terms: Terms = DEFAULT_TERMS,
): CaseState {
  let state = openCase(ladder, person, openedAt);
  for (const record of records) {
    // A limit that the partnership shortened since does not undo what was lawful then.
    const step = perform(state, record, { ...terms, exclusionMaxDays: Number.MAX_SAFE_INTEGER });
    if (!step.ok)
      throw new Error(`act ${record.id} (${record.act.act}) can't have been done: ${step.refused}`);
    state = step.state;
  }
  return state;
}
