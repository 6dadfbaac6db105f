/** Everything decide may look at. Nothing else: no clock, no store, no channel. */
import type { ChannelEvent, Media } from '../event.js';
import type { Analysis } from '../finding.js';
import type { GroupState } from '../group.js';
import type { Hold } from '../hold.js';
import type { ReportThread } from '../report-thread.js';
import type { RuleTable } from '../rule.js';
import type { Lang, Role } from '../vocabulary.js';

/** The author of the event, as the register knows them in this group. */
export interface MemberState {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly lang: Lang;
  /** Off-topic infractions of the last 30 days. */
  readonly offTopicCount: number;
}

/** A message of the last minutes that passed, by the same author: short messages in a row are read together. */
export interface RecentMessage {
  readonly message: string;
  readonly text: string;
  readonly at: number;
  /** True when the bot let it pass as part of a report. */
  readonly report: boolean;
}

/** A part of the event's album that came before it and stands in the group. */
export interface AlbumPart {
  readonly message: string;
  readonly media: readonly Media[];
}

export interface DecideContext {
  /** Open report threads of the group, newest first. */
  readonly threads: readonly ReportThread[];
  /**
   * Holds of the group that still wait and that the event can concern, oldest first: the author's own for a message or
   * reaction, the one that a button, order or timer names, all of them when a message was removed or says that the
   * police know.
   */
  readonly holds: readonly Hold[];
  /** The author's messages of the last two minutes, oldest first, without this one. */
  readonly recent: readonly RecentMessage[];
  /** Of the event's album, by the same author, oldest first; empty for everything else. */
  readonly album: readonly AlbumPart[];
  /** When the bot spoke last in the group. */
  readonly lastSpokeAt: number | null;
  /** The thread in which the message that this one answers stands (for an edit: it itself), if any. */
  readonly repliedThread: string | null;
  /** Crisis messages of the authorities that were relayed here lately, to the letter, newest first (art. 9 d). */
  readonly relays: readonly string[];
}

/** Where nothing came before: no report, nothing that waits, nothing said. */
export const NO_CONTEXT: DecideContext = {
  threads: [],
  holds: [],
  recent: [],
  album: [],
  lastSpokeAt: null,
  repliedThread: null,
  relays: [],
};

export interface DecideInput {
  readonly event: ChannelEvent;
  /** A short word that is unique to the event (the inbox number): new holds and threads are named after it. */
  readonly tag: string;
  /** Null for events without text or pictures. For a burst, the analysis of the texts read together. */
  readonly analysis: Analysis | null;
  /** The analysis of the recent messages and this one joined, when that differs from this one alone. */
  readonly joined: Analysis | null;
  readonly group: GroupState;
  readonly sender: MemberState;
  readonly context: DecideContext;
  readonly rules: RuleTable;
  readonly now: number;
}
