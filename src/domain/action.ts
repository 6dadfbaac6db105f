/**
 * What the bot does, as data. decide returns actions; the outbox carries them out, once; a dry run prints them.
 * `text` is a key of the message catalogues with its parameters, so that no action holds a sentence.
 */
import type { Media } from './event.js';
import type { Lang } from './vocabulary.js';

/**
 * A sentence by its key in rules/messages/<lang>.yaml. Parameters are shown as they are, never parsed; one that is a
 * sentence itself (a role, a rung) is put into the reader's language.
 */
export interface Sentence {
  readonly key: string;
  readonly params?: Readonly<Record<string, string | number | Sentence | readonly (string | Sentence)[]>>;
}

export interface Button {
  /** Catalogue key of the button's text. */
  readonly label: string;
  /** Shown in its place: the name of a person or a group to choose from. */
  readonly name?: string;
  /** At most 64 bytes (Telegram's limit), e.g. `informed:h12`. */
  readonly action: string;
}

/** Take a message out of the group. Done twice is done once. */
export interface DeleteAction {
  readonly type: 'delete';
  readonly message: string;
}

/** Speak in the group: short, rare. Merged with what else waits to be said (see `speakEverySeconds`). */
export interface SayAction {
  readonly type: 'say';
  readonly sentences: readonly Sentence[];
  readonly lang: Lang;
  readonly replyTo?: string;
  /** Topic of the group, where it has such. */
  readonly topic?: string;
  /** Not before this moment. */
  readonly notBefore?: number;
  /** Somebody's own words, the police's (art. 9 b, d): sent at once, and never together with words of the bot. */
  readonly alone?: true;
}

/**
 * Tell one person privately. Where the channel can't reach them, the same words go to the group as an answer
 * to `about` and delete themselves — but only when `groupFallback` is true, never with anybody's infractions.
 */
export interface TellAction {
  readonly type: 'tell';
  readonly person: string;
  readonly sentences: readonly Sentence[];
  readonly buttons?: readonly Button[];
  readonly lang: Lang;
  readonly groupFallback: boolean;
  readonly about?: string;
  /** Topic in which the answer stands where it must go to the group. */
  readonly topic?: string;
  /** The poster's own words given back to them, so that nothing they wrote is lost. */
  readonly quote?: string;
  /** Pictures that wait for this person's decision: shown to them alone, never in the group. */
  readonly show?: readonly Media[];
}

/** Tell everyone who has a role in this group, privately. */
export interface NotifyAction {
  readonly type: 'notify';
  readonly role: 'coordinator' | 'mandatary' | 'operator';
  readonly sentences: readonly Sentence[];
  readonly buttons?: readonly Button[];
  readonly lang: Lang;
  /** The words that wait for a decision, as they would be posted: whoever decides must be able to read them. */
  readonly quote?: string;
  /** The pictures that wait for it: whoever decides must be able to see them. */
  readonly show?: readonly Media[];
}

/** Put a held message back under its poster's name. `head` carries the name and “police informed, 21:04”. */
export interface RepostAction {
  readonly type: 'repost';
  readonly hold: string;
  readonly head: Sentence;
  readonly text: string;
  readonly media: readonly Media[];
  /** Faces and plates are made unrecognisable, and checked again, before anything is sent. */
  readonly blur: boolean;
  readonly lang: Lang;
  /** Topic in which the message stood. */
  readonly topic?: string;
}

/** Answer a pressed button, so that the phone stops waiting. */
export interface AnswerPressAction {
  readonly type: 'answer-press';
  readonly press: string;
  readonly sentence?: Sentence;
  readonly lang: Lang;
}

/** Give one person a file privately: a letter, a digest, an evaluation. `file` is a reference, never the bytes. */
export interface SendFileAction {
  readonly type: 'send-file';
  readonly person: string;
  readonly file: string;
  readonly name: string;
  readonly mime: string;
  readonly sentences: readonly Sentence[];
  readonly lang: Lang;
}

/** Close the group further, as far as the network lets a bot (Annex 4 §3). Done twice is done once. */
export interface TightenAction {
  readonly type: 'tighten';
  readonly what: 'revoke-invite' | 'join-approval' | 'announce-only' | 'announce-off' | 'protect-content';
}

/** Go out of a group that nobody vouches for. */
export interface LeaveGroupAction {
  readonly type: 'leave-group';
}

export type RestrictAction =
  | { readonly type: 'restrict'; readonly person: string; readonly until: number | null }
  | { readonly type: 'unrestrict'; readonly person: string }
  | { readonly type: 'remove-member'; readonly person: string; readonly until: number | null }
  | { readonly type: 'readmit'; readonly person: string }
  | { readonly type: 'approve-join'; readonly person: string }
  | { readonly type: 'decline-join'; readonly person: string };

export type Action =
  | DeleteAction
  | SayAction
  | TellAction
  | NotifyAction
  | RepostAction
  | AnswerPressAction
  | SendFileAction
  | TightenAction
  | LeaveGroupAction
  | RestrictAction;

/** The topic of something, for an action that is to stand in the same. */
export const inTopic = (topic: string | undefined): { readonly topic?: string } =>
  topic === undefined ? {} : { topic };

/** Tells one person something; only in private, unless `groupFallback` says otherwise. */
export const told = (
  person: string,
  lang: Lang,
  sentences: readonly Sentence[],
  buttons: readonly Button[] = [],
  groupFallback = false,
): TellAction => ({
  type: 'tell',
  person,
  sentences,
  ...(buttons.length > 0 ? { buttons } : {}),
  lang,
  groupFallback,
});
