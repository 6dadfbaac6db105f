/** Where a case stands: what was done on each rung and by whom. Told from its acts alone, never stored by itself. */
import type { Role } from '../vocabulary.js';
import type { ActName } from './act.js';
import type { Ladder, Rung } from './rungs.js';

/** `clock`: nobody; a moment has come. */
export type ActorRole = Role | 'clock';

/** Who acts. `person` is the register's number; 0 for the clock. */
export interface Actor {
  readonly person: number;
  readonly role: ActorRole;
}

/** One thing that was done: a signature, an advice, a talk. */
export interface Mark {
  readonly act: ActName;
  readonly by: number;
  readonly role: ActorRole;
  readonly at: number;
  /** Reason, advice or note; empty for a signature. */
  readonly words: string;
  /** Why an earlier rung was passed over, where one was. */
  readonly passesOver?: string;
}

/** `declined`: it was begun and those who had to agree did not. */
export type RungStatus = 'under-way' | 'done' | 'declined' | 'annulled';

export interface RungState {
  readonly status: RungStatus;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly marks: readonly Mark[];
}

/** A member out of the group, or a coordinator out of office, for a time. */
export interface Exclusion {
  readonly from: number;
  readonly until: number;
}

export interface Appeal {
  readonly receivedAt: number;
  readonly by: 'registered-mail' | 'e-mail';
  readonly ruling: { readonly confirmed: boolean; readonly at: number } | null;
}

export type CaseOutcome = 'closed' | 'removed' | 'dismissed' | 'restored' | 'annulled';

export interface CaseState {
  readonly ladder: Ladder;
  /** Whom it is about. */
  readonly person: number;
  readonly openedAt: number;
  readonly rungs: Readonly<Partial<Record<Rung, RungState>>>;
  /** When the talk is to be held, if a moment was set. */
  readonly talkAt: number | null;
  /** Number of the police report that went to the prosecutor. */
  readonly policeReport: string | null;
  readonly exclusion: Exclusion | null;
  /** Since when the coordinator is dismissed. */
  readonly dismissedAt: number | null;
  readonly copySentAt: number | null;
  readonly appeal: Appeal | null;
  readonly appealLapsed: boolean;
  readonly temporary: number | null;
  /** When the members were told of it at a general assembly. */
  readonly assemblyAt: number | null;
  readonly closed: { readonly at: number; readonly outcome: CaseOutcome } | null;
  readonly lastActAt: number;
  /** Ids of the acts that made it: the same act twice is one act. */
  readonly acts: readonly string[];
}

export const openCase = (ladder: Ladder, person: number, at: number): CaseState => ({
  ladder,
  person,
  openedAt: at,
  rungs: {},
  talkAt: null,
  policeReport: null,
  exclusion: null,
  dismissedAt: null,
  copySentAt: null,
  appeal: null,
  appealLapsed: false,
  temporary: null,
  assemblyAt: null,
  closed: null,
  lastActAt: at,
  acts: [],
});

export const statusOf = (state: CaseState, rung: Rung): RungStatus | 'none' =>
  state.rungs[rung]?.status ?? 'none';

/** The mark that an act left on a rung, by a role where one is named. */
export const markOf = (state: CaseState, rung: Rung, act: ActName, role?: ActorRole): Mark | null =>
  state.rungs[rung]?.marks.findLast((m) => m.act === act && (role === undefined || m.role === role)) ?? null;
