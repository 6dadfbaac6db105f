/** What travels between the console's server and its page. Types only: nothing here reaches the bundle. */
import type { ChatMessage, Seat } from '../channels/playground/chat-message.js';
import type { Decision, Effect } from '../domain/decision.js';
import type { Finding, PictureAnalysis, TextAnalysis } from '../domain/finding.js';
import type { GroupPolicy } from '../domain/group.js';
import type { Lang, Role } from '../domain/vocabulary.js';
import type { LedgerEntry } from '../engine/api.js';
import type { Story } from './stories.js';

export const SLOTS = ['m1', 'm2', 'm3', 'coordinator', 'mandatary'] as const;
/** One of the five people of a playground group. */
export type Slot = (typeof SLOTS)[number];

export interface Persona extends Seat {
  readonly slot: Slot;
  readonly role: Role;
}

/** What the engine saw in one event and what it decided. */
export interface Verdict {
  readonly inbox: number;
  readonly at: number;
  /** The event's type, e.g. `message` or `press`. */
  readonly event: string;
  /** Which message it is about; null for timers and the like. */
  readonly message: string | null;
  readonly revision: number;
  readonly scope: 'group' | 'private';
  /** Who did it, by id; null for a timer. */
  readonly sender: string | null;
  /** The text that was read. */
  readonly text: string;
  /** Button, emoji or timer: the machine word of what was done. */
  readonly detail: string | null;
  readonly analysis: TextAnalysis | null;
  readonly pictures?: readonly PictureVerdict[];
  readonly decision: Decision;
}

/** What was seen in one of a message's pictures. */
export interface PictureVerdict {
  readonly ref: string;
  readonly mime: string;
  readonly decision: PictureAnalysis['decision'];
  /** Machine words, e.g. `no-ffmpeg`. */
  readonly reasons: readonly string[];
  readonly findings: readonly Finding[];
  /** Width and height in which the boxes stand; null when nothing could be decoded. */
  readonly size: readonly [number, number] | null;
  readonly redactable: boolean;
}

export interface PendingTimer {
  readonly timer: Extract<Effect, { type: 'set-timer' }>['timer'];
  readonly ref: string;
  readonly due: number;
  /** Whose report or hold it is; null when it belongs to nobody in particular. */
  readonly person: string | null;
}

/** Whether the ledger's hash chain holds; null: this build can't check it here. */
export type ChainState = { readonly intact: boolean; readonly entries: number } | null;

/** Everything a page shows of one room. */
export interface RoomState {
  readonly room: {
    readonly id: string;
    readonly title: string;
    readonly story: string | null;
    readonly lang: Lang;
  };
  readonly personas: readonly Persona[];
  readonly policy: GroupPolicy;
  readonly messages: readonly ChatMessage[];
  readonly verdicts: readonly Verdict[];
  readonly timers: readonly PendingTimer[];
  readonly ledger: readonly LedgerEntry[];
  readonly chain: ChainState;
  readonly clock: ClockState;
  /** A rule file has a mistake: the last good rules stay in use. */
  readonly rulesBroken: boolean;
}

export interface ClockState {
  /** ms since 1970, as the playground counts. */
  readonly now: number;
  /** How far it was moved ahead of the real time, in ms. */
  readonly ahead: number;
}

/** A change of a room: messages and verdicts are added or replaced by their id, the rest is replaced whole. */
export interface RoomPatch {
  readonly messages?: readonly ChatMessage[];
  readonly verdicts?: readonly Verdict[];
  readonly personas?: readonly Persona[];
  readonly policy?: GroupPolicy;
  readonly timers?: readonly PendingTimer[];
  readonly ledger?: readonly LedgerEntry[];
  readonly chain?: ChainState;
  readonly clock?: ClockState;
  readonly rulesBroken?: boolean;
  readonly toast?: { readonly person: string; readonly text: string };
}

export interface RuleInfo {
  readonly id: string;
  readonly clause: string;
  readonly title: Readonly<Record<Lang, string>>;
  readonly explanation: Readonly<Record<Lang, string>>;
  /** From this confidence on the bot acts, or below it asks a person to look. */
  readonly actFrom: number;
  readonly reviewFrom: number;
}

/** What the page needs once, when it opens. */
export interface Boot {
  readonly lang: Lang;
  readonly texts: Readonly<Record<string, string>>;
  readonly rules: readonly RuleInfo[];
  readonly stories: readonly Story[];
  readonly room: string;
}

export interface ApiProblem {
  /** Machine word; the page has a sentence for it under `error.<code>`. */
  readonly error: string;
  /** English, for whoever calls the API by hand. */
  readonly detail: string;
}
