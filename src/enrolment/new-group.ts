/**
 * A chat that the bot was put into and that nobody has bound: it says once how that is done, judges nothing, and leaves
 * after a day. On a network that doesn't provide for bots it says nothing and does nothing (A4-3a).
 */
import type { ChannelName } from '../domain/vocabulary.js';
import type { Interpretation } from '../engine/interpreter.js';
import { type HereOf, interpretation } from './here.js';
import { closeButton, openPoints } from './what-is-missing.js';

/** Whoever added the bot in the evening finds the code in the morning. */
const PATIENCE_MS = 24 * 3_600_000;
/** Where the bot may speak in a group of which it knows nothing, and can leave it by itself. */
const SPEAKS: ReadonlySet<ChannelName> = new Set(['telegram']);
const TOLD = 'enrolment-told-open';

/** What the network tells of a group. Null: nothing that concerns enrolment. */
export function groupChanged(here: HereOf<'group'>): Interpretation | null {
  const { store, event } = here;
  const group = store.groups.byChat(event.channel, event.chat);
  if (!group) return null;
  const belonging = store.partnerships.belonging(group.id);
  switch (event.change.what) {
    case 'bot-added': {
      // Entered by hand before the bot came, or bound: it is where it should be. Without a partnership nobody could bind it.
      const isNew = here.situation.group === null;
      if (belonging?.state === 'bound' || (belonging === null && !isNew)) return null;
      return store.partnerships.all().length === 0 ? null : waitForBinding(here, group.id);
    }
    case 'bot-rights':
    case 'closedness':
      return belonging?.state === 'bound' ? tellWhatIsOpen(here, group.id) : null;
    default:
      return null;
  }
}

function waitForBinding({ store, event, now }: HereOf<'group'>, group: number): Interpretation {
  store.partnerships.wait(group, now);
  const speaks = SPEAKS.has(event.channel);
  if (speaks) store.timers.set('declaration', `leave:${group}`, group, now + PATIENCE_MS);
  return interpretation(
    store.groups.byId(group),
    speaks
      ? [{ type: 'say', sentences: [{ key: 'enrol.unbound' }], lang: store.partnerships.all()[0]!.lang }]
      : [],
    [],
    'unbound-group',
  );
}

/** The day is over. */
export function leaveUnbound({ store, now }: HereOf<'timer'>, group: number): Interpretation {
  const row = store.groups.byId(group);
  if (!row || store.partnerships.belonging(group)?.state !== 'waiting')
    return interpretation(row, [], [], 'nothing-to-leave');
  store.groups.setFact(group, 'left-unbound', true, now);
  return interpretation(row, [{ type: 'leave-group' }], [], 'leave-unbound');
}

/** The coordinator hears of an open door or a missing right once, and again only when there are others. */
function tellWhatIsOpen({ store, now }: HereOf<'group'>, group: number): Interpretation | null {
  const points = openPoints(store, group);
  const told = JSON.stringify(points);
  const before = store.groups.facts(group).find((f) => f.what === TOLD)?.value ?? '[]';
  if (told === before) return null;
  store.groups.setFact(group, TOLD, told, now);
  if (points.length === 0) return null;
  const row = store.groups.byId(group)!;
  const offer = closeButton(store, row);
  return interpretation(
    row,
    [
      {
        type: 'notify',
        role: 'coordinator',
        sentences: [{ key: 'enrol.about-group', params: { group: row.title } }, ...points],
        ...(offer.length > 0 ? { buttons: offer } : {}),
        lang: row.policy.lang,
      },
    ],
    [],
    'open-points',
  );
}
