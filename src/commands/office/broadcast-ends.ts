/** Some minutes after a broadcast: where it did not arrive, its sender hears so. */
import { type Action, type Sentence, told } from '../../domain/action.js';
import type { BroadcastRow } from '../../store/people/broadcasts.js';
import { networkWord, titlesOf } from '../people-of.js';
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
  const last = now - row.at >= LAST_CHECK_MS;
  const missed = last ? [...failed, ...waiting] : failed;
  const onWay = last ? [] : waiting;
  if (onWay.length > 0) store.timers.set('broadcast', String(id), group.id, now + BROADCAST_CHECK_MS * 6);
  const lang = store.members.get(group.id, sender.id)?.lang ?? group.policy.lang;
  return [
    told(sender.identity, lang, [
      {
        key: 'broadcast.arrived',
        params: { number: row.groups.length - waiting.length - failed.length, total: row.groups.length },
      },
      ...byNetwork(row.groups),
      ...(missed.length > 0 ? [{ key: 'broadcast.missed', params: { groups: titlesOf(missed) } }] : []),
      ...(onWay.length > 0 ? [{ key: 'broadcast.on-way', params: { groups: titlesOf(onWay) } }] : []),
    ]),
  ];
}

/** How far it came on each network, where it went over several. */
function byNetwork(groups: BroadcastRow['groups']): Sentence[] {
  const networks = [...new Set(groups.map((g) => g.channel))];
  if (networks.length < 2) return [];
  return networks.map((channel) => {
    const there = groups.filter((g) => g.channel === channel);
    const number = there.filter((g) => g.status === 'done').length;
    return {
      key: 'broadcast.by-network',
      params: { network: networkWord(channel), number, total: there.length },
    };
  });
}
