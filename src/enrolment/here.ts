/** What every part of enrolment is given, and the small things that they have in common. */
import { type Action, type Button, type Sentence, told } from '../domain/action.js';
import type { ChannelEvent, EventOf } from '../domain/event.js';
import type { Lang } from '../domain/vocabulary.js';
import { answerWith, type Elsewhere, type Interpretation } from '../engine/interpreter.js';
import type { Situation } from '../engine/situation.js';
import type { GroupRow } from '../store/groups.js';
import type { Store } from '../store/store.js';
import type { InternalRules } from './internal-rules.js';

export interface Here<E extends ChannelEvent = ChannelEvent> {
  readonly store: Store;
  readonly event: E;
  readonly situation: Situation;
  /** ms since 1970. */
  readonly now: number;
  readonly internalRules: InternalRules;
}
export type HereOf<T extends ChannelEvent['type']> = Here<EventOf<T>>;

/** The language that somebody is spoken to: as the register has it, else the partnership's. */
export function langOf(store: Store, person: number, otherwise: Lang): Lang {
  const group = store.members.groupsOf(person)[0];
  return (group === undefined ? null : store.members.get(group, person)?.lang) ?? otherwise;
}

/**
 * Something told to somebody in private, wherever they are. It belongs to no group in the outbox, so that nobody is
 * troubled when they can't be reached; `chat` is the group in which they are answered when `groupFallback` says so.
 */
export function tellPerson(
  store: Store,
  person: number,
  otherwise: Lang,
  sentences: readonly Sentence[],
  more: {
    readonly buttons?: readonly Button[];
    readonly in?: GroupRow;
    readonly groupFallback?: boolean;
  } = {},
): Elsewhere[] {
  const who = store.offices.identity(person);
  if (!who) return [];
  const home = more.in ?? homeOf(store, person);
  const lang = langOf(store, person, otherwise);
  const action = told(who.identity, lang, sentences, more.buttons, more.groupFallback === true);
  return [{ channel: who.channel, chat: home?.chat ?? who.identity, group: null, actions: [action] }];
}

const homeOf = (store: Store, person: number): GroupRow | null => {
  const group = store.members.groupsOf(person)[0];
  return group === undefined ? null : store.groups.byId(group);
};

export const interpretation = (
  group: GroupRow | null | undefined,
  actions: readonly Action[],
  elsewhere: readonly Elsewhere[],
  ...why: string[]
): Interpretation => ({
  decision: answerWith(actions, 'enrolment', ...why),
  ...(group === undefined ? {} : { group }),
  ...(elsewhere.length > 0 ? { elsewhere } : {}),
});

/** The answer to somebody who wrote to the bot in private. */
export const answer = (
  { event, situation }: HereOf<'message'>,
  sentences: readonly Sentence[],
  elsewhere: readonly Elsewhere[] = [],
  ...why: string[]
): Interpretation =>
  interpretation(
    situation.group,
    sentences.length === 0 ? [] : [told(event.sender.id, situation.sender.lang, sentences)],
    elsewhere,
    ...why,
  );
