/** Somebody was taken out of the group by hand: it is noted, and not repeated; those who decide about members hear of it. */
import type { EventOf } from '../../domain/event.js';
import { rolesWith } from '../../domain/roles.js';
import { answerWith, type Interpretation } from '../../engine/interpreter.js';
import type { GroupRow } from '../../store/groups.js';
import type { Store } from '../../store/store.js';
import { tellRoles } from '../ladder/act-in-case.js';

/** Null: they left by themselves, were out already, or the bot carried out a step of a case. */
export function takenOut(
  store: Store,
  event: EventOf<'joined' | 'left' | 'join-request'>,
  group: GroupRow | null,
  now: number,
): Interpretation | null {
  const who = group ? store.persons.find(event.channel, event.person.id) : null;
  if (!group || !who) return null;
  const place = store.members.get(group.id, who.id);
  // The register has just noted it, with this very event.
  if (place?.left_by == null || place.left_at !== now) return null;
  const by = store.persons.byId(place.left_by)?.name ?? '';
  const actions = tellRoles(
    store,
    group,
    rolesWith('propose-removal'),
    [who.id],
    [{ key: 'hand.taken-out', params: { name: who.name, by, group: group.title } }, { key: 'hand.art-8' }],
  );
  return { decision: answerWith(actions, 'taken-out-by-hand'), group };
}
