/** Finds out from the register whose event it is and which group it concerns. */

import type { MemberState } from '../domain/decide/index.js';
import type { ChannelEvent, EventOf, Person } from '../domain/event.js';
import { policy } from '../domain/group.js';
import { LANGS, type Lang } from '../domain/vocabulary.js';
import type { GroupRow } from '../store/groups.js';
import type { Store } from '../store/store.js';

export interface Situation {
  readonly group: GroupRow | null;
  /** The register's number of the author; null where nobody is behind the event. */
  readonly person: number | null;
  readonly sender: MemberState;
}

const OFF_TOPIC_WINDOW = 30 * 86_400_000;

/** A private conversation with somebody who belongs to no group of ours still deserves the answer of art. 9 a. */
export const NO_GROUP = { id: '0', policy: policy(), recognised: true, policeApproved: true } as const;

const langOf = (tag: string | undefined, otherwise: Lang): Lang =>
  LANGS.find((l) => tag?.toLowerCase().startsWith(l)) ?? otherwise;

export function situationOf(store: Store, event: ChannelEvent, now: number): Situation {
  const sender = 'sender' in event ? event.sender : null;
  const person = sender ? store.persons.know(event.channel, sender, now) : null;
  const group = groupOf(store, event, person);
  if (person && sender && group) {
    const inGroup = event.scope === 'group' && event.type !== 'order';
    return { group, person: person.id, sender: memberOf(store, group, person, sender, inGroup, event, now) };
  }
  if (event.type === 'timer' && group) {
    const hold = store.holds.about(event.ref);
    const member = hold ? store.persons.find(event.channel, hold.member) : null;
    if (member)
      return {
        group,
        person: member.id,
        sender: memberOf(store, group, member, { id: member.identity, name: member.name }, false, event, now),
      };
  }
  return {
    group,
    person: person?.id ?? null,
    sender: {
      id: person?.identity ?? '',
      name: person?.name ?? '',
      role: 'member',
      lang: langOf(sender?.lang, group?.policy.lang ?? NO_GROUP.policy.lang),
      offTopicCount: 0,
    },
  };
}

function groupOf(
  store: Store,
  event: ChannelEvent,
  person: { id: number; identity: string } | null,
): GroupRow | null {
  if (event.scope === 'group') return store.groups.byChat(event.channel, event.chat);
  const number =
    event.type === 'press'
      ? store.holds.groupOf(event.action.split(':')[1] ?? '')
      : event.type === 'order'
        ? groupOfOrder(store, event.order)
        : person
          ? (store.holds.waitingGroup(event.channel, person.identity) ??
            store.members.groupsOf(person.id)[0] ??
            null)
          : null;
  const group = number === null ? null : store.groups.byId(number);
  // A button of another network's group is nobody's here: what it asks for can only have been guessed.
  return group?.channel === event.channel ? group : null;
}

function groupOfOrder(store: Store, order: EventOf<'order'>['order']): number | null {
  if (order.what === 'run') return null;
  return order.what === 'close-thread'
    ? store.threads.groupOf(order.thread)
    : store.holds.groupOf(order.hold);
}

function memberOf(
  store: Store,
  group: GroupRow,
  person: { id: number; identity: string; name: string },
  seen: Person,
  enters: boolean,
  event: ChannelEvent,
  now: number,
): MemberState {
  let member = store.members.get(group.id, person.id);
  if (enters && (!member || member.left_at !== null)) {
    store.members.enter(group.id, person.id, langOf(seen.lang, group.policy.lang), 'seen', now);
    member = store.members.get(group.id, person.id);
  }
  // Whoever left the group has no rights in it any more.
  const present = member !== null && member.left_at === null;
  return {
    id: person.identity,
    name: person.name,
    role: present ? member!.role : 'member',
    lang: member?.lang ?? langOf(seen.lang, group.policy.lang),
    offTopicCount:
      event.type === 'message'
        ? store.ledger.countSince(group.id, person.id, 'off-topic', now - OFF_TOPIC_WINDOW)
        : 0,
  };
}
