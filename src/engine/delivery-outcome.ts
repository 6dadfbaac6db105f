/** What follows from a delivery's result. Runs in a transaction, after the attempt. */
import type { DeliveryResult } from '../channels/channel.js';
import type { NotifyAction, TightenAction } from '../domain/action.js';
import type { OutboxRow } from '../store/outbox.js';
import type { Store } from '../store/store.js';
import { personsFor, tellTo } from './enqueue.js';
import type { Log } from './log.js';
import { backOff, maxAge } from './patience.js';

const HOUR = 3_600_000;
const NOTICE = '.impossible.';
const NO_SAFE_COPY = 'no-safe-copy';

/** Answers the status that the row has now. */
export function recordOutcome(
  store: Store,
  row: OutboxRow,
  result: DeliveryResult,
  now: number,
  log: Log,
  /** Pictures that could not be made safe and were left out. */
  leftOut = 0,
): { readonly status: 'done' | 'retry' | 'impossible'; readonly reason?: string } {
  if (leftOut > 0 || (result.status === 'impossible' && result.reason === NO_SAFE_COPY))
    tellPoster(store, row, now);
  if (result.status === 'done') {
    store.outbox.end(row.id, 'done', null, result.message ?? null, now);
    if (row.type === 'say' && row.grp !== null) store.groups.spoke(row.grp, now);
    if (row.action.type === 'tighten' && row.grp !== null)
      noteAnnouncements(store, row.grp, row.action.what, now);
    if (row.thread !== null && row.grp !== null && result.message !== undefined) {
      store.threads.link(row.grp, result.message, row.thread);
      if (row.type === 'repost') store.threads.setMessage(row.thread, result.message);
    }
    return { status: 'done' };
  }
  const attempts = row.attempts + 1;
  if (result.status === 'retry' && now - row.created_at < maxAge(row.action.type)) {
    store.outbox.putOff(row.id, now + backOff(attempts, result.afterMs), result.reason);
    return { status: 'retry', reason: result.reason };
  }
  const reason = result.status === 'retry' ? `gave-up:${result.reason}` : result.reason;
  store.outbox.end(row.id, 'impossible', reason, null, now);
  log.error({ outbox: row.id, type: row.type, group: row.grp, reason }, 'an action could not be carried out');
  // Nothing is wrong with the group or the bot's rights in it.
  if (reason !== NO_SAFE_COPY) tellOfficials(store, row, reason, now);
  return { status: 'impossible', reason };
}

/** Whether only administrators can write: known once the network has done it. */
function noteAnnouncements(store: Store, group: number, what: TightenAction['what'], now: number): void {
  if (what === 'announce-only' || what === 'announce-off')
    store.groups.setFact(group, 'announcements', what === 'announce-only', now);
}

/** Whoever was promised that a picture comes back unrecognisable hears that it does not. */
function tellPoster(store: Store, row: OutboxRow, now: number): void {
  if (row.action.type !== 'repost' || row.grp === null) return;
  const member = store.holds.about(row.action.hold)?.member;
  const person = member === undefined ? null : store.persons.find(row.channel, member);
  if (!person) return;
  const group = store.groups.byId(row.grp);
  store.outbox.add(
    {
      key: `${row.key}.left-out`,
      inbox: row.inbox,
      grp: row.grp,
      channel: row.channel,
      chat: row.chat,
      action: {
        type: 'tell',
        person: person.identity,
        sentences: [{ key: 'picture.left-out' }],
        lang: store.members.get(row.grp, person.id)?.lang ?? group?.policy.lang ?? 'fr',
        groupFallback: false,
      },
      due: now,
      thread: null,
    },
    now,
  );
}

/** The operator and the coordinator hear of it once an hour for each kind and reason, not for every message. */
function tellOfficials(store: Store, row: OutboxRow, reason: string, now: number): void {
  if (row.grp === null || row.type === 'answer-press' || row.key.includes(NOTICE)) return;
  const group = store.groups.byId(row.grp);
  if (!group) return;
  const what = `impossible:${row.type}:${reason}`.slice(0, 200);
  const before = store.groups.facts(row.grp).find((f) => f.what === what);
  if (before && now - before.at < HOUR) return;
  store.groups.setFact(row.grp, what, row.key, now);
  const told = new Set<number>();
  for (const role of ['operator', 'coordinator'] as const) {
    const notify: NotifyAction = {
      type: 'notify',
      role,
      sentences: [{ key: 'notify.impossible', params: { action: row.type, cause: reason } }],
      lang: group.policy.lang,
    };
    for (const to of personsFor(store, row.channel, row.grp, role)) {
      if (told.has(to.person)) continue;
      told.add(to.person);
      store.outbox.add(
        {
          key: `${row.key}${NOTICE}${to.person}`,
          inbox: row.inbox,
          grp: row.grp,
          channel: row.channel,
          chat: row.chat,
          action: tellTo(notify, to),
          due: now,
          thread: null,
        },
        now,
      );
    }
  }
}
