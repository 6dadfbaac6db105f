/** The engine as the console, the CLI and the tests see it. */
import type { Decision } from '../domain/decision.js';
import type { ChannelEvent } from '../domain/event.js';
import type { Analysis } from '../domain/finding.js';
import type { GroupPolicy } from '../domain/group.js';
import type { RuleTable } from '../domain/rule.js';
import type { ChannelName, Lang, Role } from '../domain/vocabulary.js';
import type { Analyser } from '../language/api.js';
import type { ReviewRow } from '../store/reviews.js';
import type { Translate } from './render.js';

/** What happened, as it happens: for the console's live view. Holds message texts, so it never leaves the process but to a signed-in viewer. */
export type Notice =
  | {
      readonly type: 'judged';
      readonly inbox: number;
      readonly event: ChannelEvent;
      readonly analysis: Analysis | null;
      readonly decision: Decision;
      readonly at: number;
    }
  | {
      readonly type: 'delivered';
      readonly outbox: number;
      readonly chat: string;
      /** The action's type, e.g. `delete`. */
      readonly action: string;
      readonly status: 'done' | 'retry' | 'impossible';
      readonly reason?: string;
      readonly at: number;
    };

export interface GroupSetup {
  readonly channel: ChannelName;
  readonly chat: string;
  readonly title: string;
  readonly policy: GroupPolicy;
  /** Reference of the recognition by SPF Intérieur; null: only observed (Annex 4 §1). */
  readonly recognition: { readonly reference: string; readonly date: string } | null;
  /** The police's approval of the use of social media; null: only observed (Annex 4 §2). */
  readonly policeApproval: { readonly reference: string; readonly by: string; readonly date: string } | null;
}

export interface MemberSetup {
  readonly person: string;
  readonly name: string;
  readonly role: Role;
  readonly lang: Lang;
}

/** One line of the infraction ledger (Annex 4 §4, X-3). */
export interface LedgerEntry {
  readonly seq: number;
  /** `approved`: let through by a person. `contest`: the member says it is wrong. `annulment`: it counts no more. */
  readonly kind: 'infraction' | 'approved' | 'contest' | 'annulment';
  readonly at: number;
  readonly group: number;
  readonly member: string;
  readonly memberName: string;
  readonly rule: string;
  readonly clause: string;
  readonly mode: string;
  readonly response: string;
  readonly confidence: number;
  /** Empty once it was erased (retention, GDPR). */
  readonly excerpt: string;
  /** Hex SHA-256 that chains it to the line before. */
  readonly hash: string;
}

/** An event that could not be judged: what it was is kept a week for the operator. */
export interface FailedEvent {
  readonly inbox: number;
  readonly at: number;
  readonly error: string;
  readonly event: ChannelEvent | null;
}

/** A doubt of the machine or a contest of a member that waits for a person. */
export type Review = ReviewRow;

/** What a reload of the rules may replace, all at once between two events. */
export interface EngineRules {
  readonly rules: RuleTable;
  readonly analyser: Analyser;
  readonly translate: Translate;
}

export interface Received {
  readonly inbox: number;
  readonly duplicate: boolean;
  /** Null while it waits (pictures are looked at first) and when judging failed. A duplicate answers outcome and
   * reasons of the first verdict; its actions are on their way already, so it lists none. */
  readonly decision: Decision | null;
}

export interface Engine {
  /** Creates or changes a group; answers its number. */
  setupGroup(setup: GroupSetup): number;
  setMember(group: number, member: MemberSetup): void;
  changePolicy(group: number, change: Partial<GroupPolicy>): GroupPolicy;
  groups(): readonly (GroupSetup & { readonly id: number })[];
  members(group: number): readonly MemberSetup[];
  /**
   * Journals an event and judges it. Idempotent by the event's key: a duplicate answers the first verdict.
   * Throws ZodError for an event that does not fit `channelEventSchema`.
   */
  receive(event: ChannelEvent): Received;
  /** The same for many events in one transaction: one fsync for all. Nothing is written when one does not fit. */
  receiveMany(events: readonly ChannelEvent[]): readonly Received[];
  /** Replaces rules, analyser or translator for every event from the next one on. */
  setRules(change: Partial<EngineRules>): void;
  /** Newest first. */
  ledger(group: number, limit?: number): readonly LedgerEntry[];
  /** An infraction counts no more; the ledger keeps both lines. False when there is no such infraction. */
  annul(seq: number, by: string, reason: string): boolean;
  reviews(group: number, limit?: number): readonly Review[];
  resolveReview(group: number, id: number, by: string, resolution: string): boolean;
  /** Messages by day, kind and outcome. */
  counts(
    group: number,
  ): readonly { readonly day: string; readonly kind: string; readonly outcome: string; readonly n: number }[];
  failed(limit?: number): readonly FailedEvent[];
  /** Judges a failed event again, after the cause was mended. False when it is not in the list any more. */
  retryFailed(inbox: number): boolean;
  /** Replays what has no verdict, resumes the outbox and the timers. */
  start(): Promise<void>;
  /** Finishes what is being sent and stops; what waits goes on at the next start. */
  stop(): Promise<void>;
  /** Resolves when every action due now was delivered or put off: for tests and stories. */
  settled(): Promise<void>;
  subscribe(listener: (notice: Notice) => void): () => void;
}
