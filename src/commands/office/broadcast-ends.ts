/** Some minutes after a broadcast: where it did not arrive, its sender hears so. */
import { type Action, told } from '../../domain/action.js';
import { BROADCAST_CHECK_MS } from './broadcast-check.js';
import type { Office } from './office.js';

/** Later checks than this are of no use to anybody. */
const LAST_CHECK_MS = 24 * 3_600_000;

export function broadcastEnds({ store, group, now }: Office, id: number): Action[] {
  store.broadcasts.settle(id);
  const row = store.broadcasts.byId(id);
  const sender = row ? store.persons.byId(row.sender) : null;
  if (!row || !sender) return [];
  const waiting = row.groups.filter((g) => g.status === 'waiting');
  const failed = row.groups.filter((g) => g.status === 'impossible');
  if (waiting.length > 0 && now - row.at < LAST_CHECK_MS)
    store.timers.set('broadcast', String(id), group.id, now + BROADCAST_CHECK_MS * 6);
  const missed = now - row.at < LAST_CHECK_MS ? failed : [...failed, ...waiting];
  const lang = store.members.get(group.id, sender.id)?.lang ?? group.policy.lang;
  return [
    told(sender.identity, lang, [
      {
        key: 'broadcast.arrived',
        params: { number: row.groups.length - waiting.length - failed.length, total: row.groups.length },
      },
      ...(missed.length > 0
        ? [{ key: 'broadcast.missed', params: { groups: missed.map((g) => g.title) } }]
        : []),
    ]),
  ];
}
