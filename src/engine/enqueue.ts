/** Puts a decision's actions into the outbox: one row a delivery, each under a key that never changes. */
import type { Action, NotifyAction, TellAction } from '../domain/action.js';
import type { Role } from '../domain/vocabulary.js';
import type { MemberRow } from '../store/members.js';
import type { NewOutboxRow } from '../store/outbox.js';
import type { Store } from '../store/store.js';
import type { Judged } from './judged.js';
import type { Log } from './log.js';

const ROLES: Record<NotifyAction['role'], readonly Role[]> = {
  coordinator: ['coordinator', 'temporary-coordinator'],
  mandatary: ['mandatary'],
  operator: ['operator'],
};

/** Persons who hold a role: operators anywhere on the channel; without a coordinator, the mandatary stands in. */
export function personsFor(
  store: Store,
  channel: string,
  group: number | null,
  role: NotifyAction['role'],
): MemberRow[] {
  if (role === 'operator') return store.members.anywhere(channel, 'operator');
  if (group === null) return [];
  const found = store.members.withRole(group, ROLES[role]);
  return found.length === 0 && role === 'coordinator'
    ? store.members.withRole(group, ROLES.mandatary)
    : found;
}

/** A notify as what is told to one person, in that person's language. */
export const tellTo = (action: NotifyAction, to: MemberRow): TellAction => ({
  type: 'tell',
  person: to.identity,
  sentences: action.sentences,
  ...(action.buttons ? { buttons: action.buttons } : {}),
  lang: to.lang,
  groupFallback: false,
  ...(action.quote ? { quote: action.quote } : {}),
  ...(action.show ? { show: action.show } : {}),
});

export function enqueue(store: Store, judged: Judged, log: Log): void {
  const { decision, event, inbox, at } = judged;
  if (decision.actions.length === 0 && judged.elsewhere.length === 0) return;
  const group = judged.situation.group;
  const thread = threadOf(judged);
  const add = (key: string, action: Action): void => {
    const row: NewOutboxRow = {
      key,
      inbox,
      grp: group?.id ?? null,
      channel: event.channel,
      // A pressed button is answered where it was pressed; all else concerns the group.
      chat: action.type === 'answer-press' || !group ? event.chat : group.chat,
      action,
      due: action.type === 'say' ? Math.max(at, action.notBefore ?? at) : at,
      thread: action.type === 'say' || action.type === 'repost' ? thread : null,
    };
    store.outbox.add(row, at);
  };
  for (const [i, action] of decision.actions.entries()) {
    const key = `a${inbox}.${i}`;
    if (action.type !== 'notify') {
      add(key, action);
      continue;
    }
    const persons = personsFor(store, event.channel, group?.id ?? null, action.role);
    if (persons.length === 0)
      log.warn({ group: group?.id, role: action.role, key }, 'nobody has the role that should be told');
    for (const to of persons) add(`${key}.${to.person}`, tellTo(action, to));
  }
  enqueueElsewhere(store, judged);
}

/** What an interpreter wants done in other chats; a `notify` reaches the officials of that group. */
function enqueueElsewhere(store: Store, { elsewhere, inbox, at }: Judged): void {
  for (const [e, { channel, chat, group, actions, due }] of elsewhere.entries())
    for (const [i, action] of actions.entries()) {
      const key = `a${inbox}.e${e}.${i}`;
      const row = { inbox, grp: group, channel, chat, due: Math.max(at, due ?? at), thread: null };
      if (action.type !== 'notify') store.outbox.add({ ...row, key, action }, at);
      else
        for (const to of personsFor(store, channel, group, action.role))
          store.outbox.add({ ...row, key: `${key}.${to.person}`, action: tellTo(action, to) }, at);
    }
}

/** The report thread that the bot's words and a repost belong to. */
function threadOf(judged: Judged): string | null {
  for (const effect of judged.decision.effects) {
    if (effect.type === 'open-thread') return effect.thread.id;
    if (effect.type === 'touch-thread') return effect.thread;
  }
  return null;
}
