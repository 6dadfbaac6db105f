/**
 * The port behind which the playground, Telegram and WhatsApp look alike. An adapter turns its network's events
 * into `ChannelEvent`s for the inbox, and carries out what the outbox hands it. What a channel can't do is
 * declared, and degrades as `docs/ARCHITECTURE.md` says.
 */
import type { Action, Button } from '../domain/action.js';
import type { ChannelEvent, Media } from '../domain/event.js';
import type { ChannelName, Lang } from '../domain/vocabulary.js';

export interface Capabilities {
  readonly buttons: boolean;
  readonly deleteOthers: boolean;
  readonly restrict: boolean;
  readonly remove: boolean;
  readonly joinRequests: boolean;
  readonly reactions: boolean;
  /** The bot may write to a person first. */
  readonly privateFirst: boolean;
}

/** A network on which nothing is missing: what tests and measurements play. */
export const EVERYTHING: Capabilities = {
  buttons: true,
  deleteOthers: true,
  restrict: true,
  remove: true,
  joinRequests: true,
  reactions: true,
  privateFirst: true,
};

/** A file whose bytes are at hand. */
export interface OutgoingFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

/** One thing to be done on the network, already in words: the engine has rendered every sentence. */
export type Delivery =
  | { readonly type: 'delete'; readonly message: string }
  | {
      readonly type: 'say';
      readonly text: string;
      readonly replyTo?: string;
      /** Topic of the group, on a network that has such. */
      readonly topic?: string;
    }
  | {
      readonly type: 'tell';
      readonly person: string;
      readonly text: string;
      readonly buttons: readonly { readonly label: string; readonly action: string }[];
      readonly groupFallback: boolean;
      readonly about?: string;
      /** Topic in which an answer in the group stands. */
      readonly topic?: string;
      /** The person's own words given back to them. Added in private only: never in the group, whence they came. */
      readonly quote?: string;
      /** Pictures that wait for this person's decision. Sent in private only: never in the group. */
      readonly files?: readonly OutgoingFile[];
    }
  | {
      readonly type: 'repost';
      readonly text: string;
      readonly media: readonly Media[];
      readonly blur: boolean;
      /** Pictures made safe: sent in the place of `media`, which is then not to be sent. */
      readonly files?: readonly OutgoingFile[];
      readonly topic?: string;
    }
  | {
      readonly type: 'send-file';
      readonly person: string;
      readonly name: string;
      readonly mime: string;
      readonly caption: string;
      /** Makes the bytes at the moment of sending; throws when what it was made from is gone. */
      readonly read: () => Promise<Uint8Array>;
    }
  | { readonly type: 'answer-press'; readonly press: string; readonly text?: string }
  | Extract<
      Action,
      {
        type:
          | 'tighten'
          | 'leave-group'
          | 'restrict'
          | 'unrestrict'
          | 'remove-member'
          | 'readmit'
          | 'approve-join'
          | 'decline-join';
      }
    >;

/**
 * How a delivery ended. `retry`: not now (rate limit, no network); the outbox comes back after `afterMs`.
 * `impossible`: never will (no right, gone, blocked); `reason` is a machine word for the operator.
 */
export type DeliveryResult =
  | { readonly status: 'done'; readonly message?: string }
  | { readonly status: 'retry'; readonly afterMs: number; readonly reason: string }
  | { readonly status: 'impossible'; readonly reason: string };

/** Journals events, in one transaction: when it returns all of them are safe, when it throws none of them is. */
export type DeliverTo = (...events: readonly ChannelEvent[]) => void;

export interface Channel {
  readonly name: ChannelName;
  readonly capabilities: Capabilities;
  /** Starts to receive. What comes together is best handed over together: it then waits for the disk once. */
  start(deliverTo: DeliverTo): Promise<void>;
  stop(): Promise<void>;
  /**
   * Carries out one delivery in a chat. `key` is the same at every attempt of one action: a channel that can
   * use it (or can look up what it did under it) makes a repeated attempt harmless.
   */
  deliver(chat: string, delivery: Delivery, key: string): Promise<DeliveryResult>;
  /**
   * The bytes of a picture or file that came in. Rejects when it is gone, larger than `maxBytes`, or can't be reached;
   * the message of the error is a machine word for the operator. Absent: the network carries no files.
   */
  fetch?(media: Media, maxBytes: number): Promise<Uint8Array>;
}

export type { Button, Lang };
