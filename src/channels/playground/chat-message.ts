/** One bubble of the playground, in the group or in a person's private chat with the bot. */

/** What the chat itself tells, without words: the page says it in its own language. */
export interface SystemNote {
  readonly code: 'muted' | 'unmuted' | 'removed' | 'readmitted';
  readonly name: string;
  /** ms since 1970; null: without an end. */
  readonly until: number | null;
}

export interface ChatButton {
  readonly label: string;
  readonly action: string;
}

/** A picture, film or file in a bubble; its bytes are on the picture shelf, in memory. */
export interface ChatPicture {
  readonly ref: string;
  readonly mime: string;
  readonly name: string;
}

export interface ChatMessage {
  readonly id: string;
  readonly room: string;
  /** `group`, or the id of the person whose private chat with the bot it stands in. */
  readonly thread: string;
  /** A person's id, or `bot`. */
  readonly from: string;
  readonly name: string;
  readonly kind: 'member' | 'bot' | 'repost' | 'system';
  readonly text: string;
  readonly at: number;
  /** Position in the room; never changes. */
  readonly seq: number;
  /** 0, then one more for each edit. */
  readonly revision: number;
  /** Who took it out: its author, the bot, or an administrator. The text is gone then. */
  readonly deleted: 'self' | 'bot' | 'admin' | null;
  readonly replyTo: string | null;
  /** A person's own words, given back to them in private. */
  readonly quote: string | null;
  /** Who reacted, by emoji. */
  readonly reactions: Readonly<Record<string, readonly string[]>>;
  readonly buttons: readonly ChatButton[];
  /** The button that was pressed. */
  readonly pressed: string | null;
  readonly system: SystemNote | null;
  readonly pictures?: readonly ChatPicture[];
  /** The parts of one album share this. */
  readonly album?: string;
}

/** Who takes part in a room, as the chat app knows it: who is muted, who is out. */
export interface Seat {
  readonly person: string;
  readonly name: string;
  readonly state: 'in' | 'muted' | 'out';
  readonly until: number | null;
}
