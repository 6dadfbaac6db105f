/** A chat becomes a group of a partnership (Annex 4 §3), and whoever did it hears what is still missing. */
import type { Sentence } from '../domain/action.js';
import { told } from '../domain/action.js';
import { policy } from '../domain/group.js';
import type { Interpretation } from '../engine/interpreter.js';
import type { Partnership } from '../store/enrolment/partnerships.js';
import type { GroupRow } from '../store/groups.js';
import type { Store } from '../store/store.js';
import { askEverybody } from './ask-everybody.js';
import { bringOffices } from './give-office.js';
import { type HereOf, interpretation } from './here.js';
import { closeButton, whatIsMissing } from './what-is-missing.js';

/** Binds the chat of the event; the message that asked for it is taken away. */
export function bind(here: HereOf<'message'>, person: number, partnership: Partnership): Interpretation {
  const { store, event, situation, now } = here;
  const group = situation.group ?? enter(store, here, partnership);
  const before = store.partnerships.belonging(group.id);
  const actions = [{ type: 'delete', message: event.message } as const];
  const tell = (...sentences: Sentence[]): Interpretation =>
    interpretation(
      store.groups.byId(group.id),
      [...actions, told(event.sender.id, situation.sender.lang, sentences)],
      [],
      'bind',
    );
  if (before?.state === 'bound')
    return tell({ key: before.partnership === partnership.id ? 'enrol.bound-already' : 'enrol.bound-other' });
  store.partnerships.bind(group.id, partnership.id, person, now);
  store.timers.clear('declaration', `leave:${group.id}`);
  if (!group.active) store.groups.setActive(group.id, true);
  enterCharter(store, group.id, partnership, person, now);
  bringOffices(store, group, partnership.id, now);
  askEverybody(store, group.id, now);
  const bound = store.groups.byId(group.id)!;
  const sentences = [
    { key: 'enrol.bound', params: { group: bound.title, name: partnership.name } },
    ...whatIsMissing(store, bound),
  ];
  const tellAll = told(event.sender.id, situation.sender.lang, sentences, closeButton(store, bound));
  return interpretation(bound, [...actions, tellAll], [], 'bind');
}

/** A chat of which nothing was known but this message. */
function enter(
  store: Store,
  { event, situation, now }: HereOf<'message'>,
  partnership: Partnership,
): GroupRow {
  const { channel, chat } = event;
  const id = store.groups.save(
    {
      channel,
      chat,
      title: partnership.name,
      policy: policy({ lang: partnership.lang }),
      recognition: null,
      policeApproval: null,
    },
    now,
  );
  if (situation.person !== null)
    store.members.enter(id, situation.person, situation.sender.lang, 'seen', now);
  return store.groups.byId(id)!;
}

/** What the partnership is known by, where its charter does not say it yet. */
function enterCharter(store: Store, group: number, p: Partnership, by: number, now: number): void {
  const charter = store.registrations.charter(group);
  if (charter.name !== '') return;
  store.registrations.save(
    group,
    {
      ...charter,
      variant: p.variant,
      policeZone: p.zone,
      commune: p.commune,
      name: p.name,
      initiator: charter.initiator || p.initiator,
    },
    by,
    now,
  );
}
