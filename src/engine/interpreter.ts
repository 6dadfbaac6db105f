/**
 * Whoever answers an event before Annex 4 is asked: a command, an enrolment code, a deadline of the ladder. It runs in the
 * event's transaction: what it writes to the store and the actions that it answers are there together or not at all.
 */
import type { Action } from '../domain/action.js';
import type { Decision } from '../domain/decision.js';
import type { ChannelEvent } from '../domain/event.js';
import type { ChannelName } from '../domain/vocabulary.js';
import type { GroupRow } from '../store/groups.js';
import type { Store } from '../store/store.js';
import type { Log } from './log.js';
import type { Situation } from './situation.js';

/** Actions in another chat than the event's: an exclusion ordered privately, a broadcast to forty groups. */
export interface Elsewhere {
  readonly channel: ChannelName;
  readonly chat: string;
  readonly group: number | null;
  readonly actions: readonly Action[];
  /** Not before this moment, ms since 1970. */
  readonly due?: number;
}

export interface Interpretation {
  /** Its actions concern the event's chat (or `group`, when given); `outcome: 'ignored'` counts nothing. */
  readonly decision: Decision;
  readonly elsewhere?: readonly Elsewhere[];
  /** The group that the event is about, where the situation did not tell. */
  readonly group?: GroupRow | null;
}

/** Null: not for me. Must not do I/O other than through `store`; throws nothing but what is a fault of the program. */
export type Interpreter = (asked: {
  readonly store: Store;
  readonly event: ChannelEvent;
  readonly situation: Situation;
  readonly inbox: number;
  readonly at: number;
  readonly log: Log;
}) => Interpretation | null;

/** A decision that only carries actions. */
export const answerWith = (actions: readonly Action[], ...why: readonly string[]): Decision => ({
  outcome: 'ignored',
  actions,
  effects: [],
  infractions: [],
  why,
});
