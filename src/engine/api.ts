/** The engine as the console, the CLI and the tests see it. */
import type { Decision } from '../domain/decision.js';
import type { ChannelEvent } from '../domain/event.js';
import type { Analysis } from '../domain/finding.js';
import type { GroupPolicy } from '../domain/group.js';
import type { ChannelName, Lang, Role } from '../domain/vocabulary.js';

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
  receive(event: ChannelEvent): { readonly inbox: number; readonly duplicate: boolean; readonly decision: Decision | null };
  ledger(group: number, limit?: number): readonly LedgerEntry[];
  /** Replays what has no verdict, resumes the outbox and the timers. */
  start(): Promise<void>;
  /** Finishes what is being sent and stops; what waits goes on at the next start. */
  stop(): Promise<void>;
  /** Resolves when every action due now was delivered or put off: for tests and stories. */
  settled(): Promise<void>;
  subscribe(listener: (notice: Notice) => void): () => void;
}
