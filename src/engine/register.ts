/** Events about members and groups keep the register true (Annex 4 §3). */

import type { ChannelEvent, EventOf } from '../domain/event.js';
import { policy } from '../domain/group.js';
import { LANGS } from '../domain/vocabulary.js';
import type { GroupRow } from '../store/groups.js';
import type { Store } from '../store/store.js';
import type { Log } from './log.js';

export function updateRegister(
  store: Store,
  event: ChannelEvent,
  group: GroupRow | null,
  now: number,
  log: Log,
): void {
  if (event.type === 'group') groupChanged(store, event, group, now, log);
  else if (!group) return;
  else if (event.type === 'joined') {
    const person = store.persons.know(event.channel, event.person, now);
    const lang = LANGS.find((l) => event.person.lang?.toLowerCase().startsWith(l)) ?? group.policy.lang;
    store.members.enter(group.id, person.id, lang, 'joined', now);
  } else if (event.type === 'left') {
    const person = store.persons.find(event.channel, event.person.id);
    if (person) leave(store, event, group, person.id, now);
  } else if (event.type === 'removed') {
    store.recent.drop(group.id, event.message);
    store.pictureMessages.drop(group.id, event.message);
  }
}

/** With whoever took them out by hand, where it was somebody else. */
function leave(
  store: Store,
  { channel, by, person: seen }: EventOf<'joined' | 'left' | 'join-request'>,
  group: GroupRow,
  person: number,
  now: number,
): void {
  // Out already: the bot has carried out a step of a case.
  if (store.members.get(group.id, person)?.left_at !== null) return;
  const other = by && by.id !== seen.id ? store.persons.know(channel, by, now).id : null;
  store.members.leave(group.id, person, now, other === person ? null : other);
}

function groupChanged(
  store: Store,
  event: EventOf<'group'>,
  group: GroupRow | null,
  now: number,
  log: Log,
): void {
  const { change, channel, chat } = event;
  if (change.what === 'bot-added') {
    if (group) {
      store.groups.setActive(group.id, true);
      return;
    }
    // Known from now on, and only observed until recognition and approval are entered (Annex 4 §1, §2).
    const entry = { channel, chat, title: chat, policy: policy(), recognition: null, policeApproval: null };
    const id = store.groups.save(entry, now);
    log.warn({ group: id, channel }, 'the bot was added to a group that is not registered; it only observes');
    return;
  }
  if (!group) return;
  switch (change.what) {
    case 'title':
      store.groups.setTitle(group.id, change.title);
      return;
    case 'migrated':
      makeRoom(store, channel, change.to, group.id);
      store.groups.move(group.id, change.to);
      store.outbox.moveChat(channel, chat, change.to);
      return;
    case 'bot-removed':
      store.groups.setActive(group.id, false);
      store.outbox.dropChat(channel, chat, 'bot-removed', now);
      log.warn({ group: group.id }, 'the bot was removed from the group');
      return;
    case 'bot-rights':
      store.groups.setFact(group.id, 'missing-rights', change.missing, now);
      if (change.missing.length > 0)
        log.warn({ group: group.id, missing: change.missing }, 'the bot lacks rights in the group');
      return;
    case 'closedness':
      store.groups.setFact(group.id, 'closedness', change.problems, now);
      if (change.problems.length > 0)
        log.warn({ group: group.id, problems: change.problems }, 'the group is not closed (Annex 4 §3)');
  }
}

/** The bot may have met the new chat before it heard that an old one became it: the registered group takes the place. */
function makeRoom(store: Store, channel: string, chat: string, forGroup: number): void {
  const there = store.groups.byChat(channel, chat);
  if (!there || there.id === forGroup) return;
  store.groups.move(there.id, `${chat} (before ${forGroup})`);
  store.groups.setActive(there.id, false);
}
