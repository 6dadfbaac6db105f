/** What decide answers: what to do, what to remember, what to record. All of it data. */
import type { Action } from './action.js';
import type { Description, Finding } from './finding.js';
import type { Hold } from './hold.js';
import type { ReportThread } from './report-thread.js';
import type { DecideTimer, Mode, RuleId } from './vocabulary.js';

/** Changes of the engine's memory. Written in the same transaction as the verdict and the outbox. */
export type Effect =
  | { readonly type: 'open-hold'; readonly hold: Hold }
  | { readonly type: 'extend-hold'; readonly hold: Hold }
  | {
      readonly type: 'close-hold';
      readonly hold: string;
      readonly outcome: 'confirmed' | 'expired' | 'withdrawn' | 'released' | 'refused' | 'deleted' | 'joined';
    }
  | { readonly type: 'open-thread'; readonly thread: ReportThread }
  | {
      readonly type: 'touch-thread';
      readonly thread: string;
      readonly description: Description;
      readonly signature: readonly string[];
      readonly policeInformedAt: number | null;
    }
  | { readonly type: 'close-thread'; readonly thread: string; readonly by: string | null }
  | {
      readonly type: 'set-timer';
      readonly timer: DecideTimer;
      readonly ref: string;
      readonly due: number;
    }
  /** Ask a person to look at a finding that the machine isn't sure of. */
  | { readonly type: 'review'; readonly finding: Finding; readonly excerpt: string }
  /** The member says that a finding is wrong (art. 8 c gives no appeal against a measure; a finding can be checked). */
  | { readonly type: 'contest'; readonly hold: string }
  /** Somebody with the right to do so let a message through; the ledger says who. */
  | { readonly type: 'approved'; readonly rule: RuleId; readonly by: string; readonly reason: string };

/** A confirmed finding, ready for the ledger (Annex 4 §4: art. 8 b and c build on it). */
export interface InfractionDraft {
  readonly rule: RuleId;
  readonly clause: string;
  readonly member: string;
  readonly mode: Mode;
  readonly response: 'observed' | 'warned' | 'asked' | 'held' | 'removed';
  readonly confidence: number;
  readonly span?: readonly [number, number];
  /** The words that prove it; kept apart from the chain so that they can be erased. Empty for pictures. */
  readonly excerpt: string;
}

/** One word for what became of the message. */
export type Outcome = 'passed' | 'warned' | 'asked' | 'held' | 'removed' | 'observed' | 'review' | 'ignored';

export interface Decision {
  readonly outcome: Outcome;
  readonly actions: readonly Action[];
  readonly effects: readonly Effect[];
  readonly infractions: readonly InfractionDraft[];
  /** Machine words that tell how the decision was reached, in order; `rules explain` turns them into sentences. */
  readonly why: readonly string[];
}
