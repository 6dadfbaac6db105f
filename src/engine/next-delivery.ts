/** Chooses what is sent next in a chat. Runs in a transaction, before the attempt. */
import { inTopic, type SayAction, type Sentence } from '../domain/action.js';
import type { GroupRow } from '../store/groups.js';
import type { OutboxRow } from '../store/outbox.js';
import type { Store } from '../store/store.js';
import { BLOCKING_ATTEMPTS } from './patience.js';

/**
 * The oldest row that is due and not held up by an earlier one that failed a moment ago; its attempt is marked as
 * begun. Waiting words of the bot don't hold anything up, and become one message when their time has come; what the police send
 * through it waits for nothing and stands alone. Null: nothing now.
 */
export function nextDelivery(store: Store, channel: string, chat: string, now: number): OutboxRow | null {
  // Nearly always the first row is it; only the bot's own words ask to look at what else waits.
  const [head] = store.outbox.waiting(channel, chat, 1);
  if (!head) return null;
  if (head.due <= now && head.type !== 'say') {
    store.outbox.begin(head.id, head.action);
    return head;
  }
  const rows = store.outbox.waiting(channel, chat, LOOK_AHEAD);
  let heldUp = false;
  for (const row of rows) {
    if (row.due > now) {
      heldUp ||= row.attempts > 0 && row.attempts <= BLOCKING_ATTEMPTS;
      continue;
    }
    if (heldUp && !AHEAD.has(row.type)) continue;
    if (row.action.type !== 'say') {
      store.outbox.begin(row.id, row.action);
      return row;
    }
    const group = row.grp === null ? null : store.groups.byId(row.grp);
    const pause = group && row.attempts === 0 && !row.action.alone ? pausedUntil(store, group) : null;
    if (pause !== null && pause > now) {
      store.outbox.putOff(row.id, pause, null);
      continue;
    }
    const action = row.attempts === 0 && !row.action.alone ? merge(store, row, rows, now) : row.action;
    store.outbox.begin(row.id, action);
    return { ...row, action };
  }
  return null;
}

function pausedUntil(store: Store, group: GroupRow): number | null {
  const last = store.groups.lastSpokeAt(group.id);
  return last === null ? null : last + group.policy.speakEverySeconds * 1000;
}

/**
 * What need not come after anything else: a plate must not stay in the group, nor a phone wait for its button, because the
 * network wants the bot to speak more slowly.
 */
const AHEAD: ReadonlySet<string> = new Set(['delete', 'answer-press']);

const MOST_SENTENCES = 8;
/** Rows of a chat looked at in one go: far more than ever wait behind the bot's pause. */
const LOOK_AHEAD = 64;

/**
 * Everything the bot still wants to say in this group, in one message under the first row's key. It is written down
 * before it is sent, so that an attempt after a crash says exactly the same, and nothing twice.
 */
function merge(store: Store, lead: OutboxRow, rows: readonly OutboxRow[], now: number): SayAction {
  const first = lead.action as SayAction;
  const sentences: Sentence[] = [];
  const seen = new Set<string>();
  let replyTo = first.replyTo;
  for (const row of rows) {
    if (row.action.type !== 'say' || row.grp !== lead.grp || row.action.topic !== first.topic) continue;
    if (row.id !== lead.id && (row.attempts > 0 || row.action.alone)) continue;
    const fresh = row.action.sentences.filter((s) => !seen.has(JSON.stringify(s)));
    if (row.id !== lead.id && sentences.length + fresh.length > MOST_SENTENCES) break;
    for (const s of fresh) {
      seen.add(JSON.stringify(s));
      sentences.push(s);
    }
    if (row.id === lead.id) continue;
    if (row.action.replyTo !== replyTo) replyTo = undefined;
    store.outbox.end(row.id, 'merged', lead.key, null, now);
  }
  return {
    type: 'say',
    sentences,
    lang: first.lang,
    ...(replyTo === undefined ? {} : { replyTo }),
    ...inTopic(first.topic),
  };
}
