/**
 * From an event to its verdict. An event whose pictures must be looked at first waits in the journal, and behind it what
 * depends on its order (see waiting-events.ts); all others are judged within the transaction that journals them, so that
 * the journal on the disk never holds the text of a message that was judged.
 */
import Database from 'better-sqlite3';
import type { Decision, Outcome } from '../domain/decision.js';
import { type ChannelEvent, channelEventSchema, type EventOf, eventKey } from '../domain/event.js';
import type { PictureAnalysis } from '../domain/finding.js';
import { isPolice } from '../domain/vocabulary.js';
import type { Store } from '../store/store.js';
import type { EngineRules, Received } from './api.js';
import type { Interpreter } from './interpreter.js';
import { judge } from './judge.js';
import type { Judged } from './judged.js';
import type { Log } from './log.js';
import type { TellTrouble } from './picture-trouble.js';
import { situationOf } from './situation.js';
import { WaitingEvents } from './waiting-events.js';

/** Looks at a message's media: one answer for each, in their order. Resolves always: what it can't look at is `review`. */
export type LookAtPictures = (event: EventOf<'message'>) => Promise<readonly PictureAnalysis[]>;

export interface InboxWorker {
  /** Journals and judges within the caller's transaction; adds to `judged` what there is to tell afterwards. */
  take(event: ChannelEvent, judged: Judged[]): Received;
  /** Notes what waits since an earlier life, so that what depends on it queues behind it. */
  recall(): void;
  /** Goes through what waits in the journal, chats side by side. Resolves when nothing waits any more. */
  drain(): Promise<void>;
  /** Lets the message being looked at end, and leaves the rest in the journal. */
  stop(): Promise<void>;
  /** Judges again what failed; what has pictures waits for `drain`. False when there is no such event. */
  retryFailed(inbox: number, judged: Judged[]): boolean;
}

/** The database itself is in trouble: the event is not at fault, and its sender must hear of it. */
const isStorageError = (error: unknown): boolean =>
  error instanceof Database.SqliteError && !error.code.startsWith('SQLITE_CONSTRAINT');

export function inboxWorker(deps: {
  readonly store: Store;
  readonly rules: () => EngineRules;
  readonly clock: () => number;
  readonly log: Log;
  readonly lookAtPictures: LookAtPictures | undefined;
  readonly interpreters: readonly Interpreter[];
  readonly tellTrouble?: TellTrouble;
  /** Called, after the commit, with what `drain` judged. */
  readonly onJudged: (judged: readonly Judged[]) => void;
}): InboxWorker {
  const { store, clock, log, lookAtPictures } = deps;
  const waiting = new WaitingEvents();
  const working = new Map<string, Promise<void>>();
  let stopping = false;
  const looks = (e: ChannelEvent): e is EventOf<'message'> =>
    lookAtPictures !== undefined &&
    e.type === 'message' &&
    // What is shown to the bot alone is shown to nobody.
    e.scope === 'group' &&
    e.media.length > 0 &&
    e.history !== true;

  /** Words that may answer a report which nobody has read yet: the police's own, and whoever says that they know. */
  function mayInform(event: ChannelEvent, at: number): boolean {
    if (event.type !== 'message' || event.scope !== 'group' || event.text === '' || event.history)
      return false;
    const { group, sender } = situationOf(store, event, at);
    if (isPolice(sender.role)) return true;
    try {
      const { analyser } = deps.rules();
      const read = analyser.analyse(event.text, group ? { preferred: group.policy.lang } : {});
      return read.police === 'informed';
    } catch {
      // It is told where it is judged.
      return false;
    }
  }

  /** Verdict or failure of one event; either way it is written, and the process goes on. */
  function settle(
    event: ChannelEvent,
    inbox: number,
    at: number,
    pictures: readonly PictureAnalysis[],
    out: Judged[],
  ): Decision | null {
    try {
      const judged = store.transaction(() =>
        judge(store, deps.rules(), deps.interpreters, event, inbox, at, pictures, log),
      );
      deps.tellTrouble?.(store, judged);
      store.inbox.judged(inbox, judged.decision.outcome, judged.decision.why.join(' '));
      out.push(judged);
      return judged.decision;
    } catch (error) {
      if (isStorageError(error)) throw error;
      const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      store.inbox.failed(inbox, JSON.stringify(event), words.slice(0, 500));
      log.error({ inbox, type: event.type, error: words.slice(0, 500) }, 'an event could not be judged');
      return null;
    }
  }

  /** One chat, in order. A slow picture in one chat holds up no other. */
  async function drainChat(channel: string, chat: string): Promise<void> {
    while (!stopping) {
      const row = store.inbox.nextOf(channel, chat);
      if (!row) {
        waiting.clear({ channel, chat });
        return;
      }
      const parsed = channelEventSchema.safeParse(fromJson(row.event));
      if (!parsed.success) {
        store.inbox.failed(row.id, row.event, 'the journalled event does not fit this version');
        waiting.done({ channel, chat }, row.id);
        log.error({ inbox: row.id }, 'a journalled event does not fit this version');
        continue;
      }
      const event = parsed.data;
      const pictures = looks(event) ? await lookAtPictures!(event).catch(unseen) : [];
      const judged: Judged[] = [];
      store.transaction(() => {
        // Its writer may have been erased while the pictures were looked at.
        if (store.inbox.byId(row.id)?.status === 'waiting')
          settle(event, row.id, row.received_at, pictures, judged);
      });
      waiting.done({ channel, chat }, row.id);
      deps.onJudged(judged);
    }
  }

  const unseen = (error: unknown): readonly PictureAnalysis[] => {
    log.error({ error: String(error) }, 'pictures could not be looked at; a person must');
    return [{ decision: 'review', findings: [], reasons: ['error'], fingerprint: '' }];
  };

  return {
    take(event, judged) {
      const at = clock();
      const key = eventKey(event);
      const first = store.inbox.byKey(key);
      if (first) return { inbox: first.id, duplicate: true, decision: firstVerdict(first) };
      const waits = looks(event) || waiting.mustWait(event, () => mayInform(event, at));
      const inbox = store.inbox.insert(
        key,
        at,
        event.channel,
        event.chat,
        waits ? JSON.stringify(event) : null,
      );
      if (waits) {
        waiting.add(event, inbox, event);
        return { inbox, duplicate: false, decision: null };
      }
      return { inbox, duplicate: false, decision: settle(event, inbox, at, [], judged) };
    },
    recall() {
      stopping = false;
      for (const row of store.inbox.waiting()) {
        const parsed = channelEventSchema.safeParse(fromJson(row.event));
        waiting.add(row, row.id, parsed.success ? parsed.data : null);
      }
    },
    async drain() {
      for (const { channel, chat } of waiting.chats()) {
        const key = `${channel}:${chat}`;
        if (stopping || working.has(key)) continue;
        working.set(
          key,
          drainChat(channel, chat).finally(() => working.delete(key)),
        );
      }
      await Promise.all(working.values());
    },
    async stop() {
      stopping = true;
      await Promise.allSettled(working.values());
    },
    retryFailed(inbox, judged) {
      const row = store.inbox.byId(inbox);
      if (row?.status !== 'failed' || row.event === null) return false;
      const parsed = channelEventSchema.safeParse(fromJson(row.event));
      if (!parsed.success) return false;
      const event = parsed.data;
      if (!looks(event)) return settle(event, inbox, row.received_at, [], judged) !== null;
      // Never without its pictures: back into the queue with it.
      store.inbox.waitAgain(inbox);
      waiting.add(event, inbox, event);
      return true;
    },
  };
}

/** Null for a damaged row: its text must not get into an error message, nor stop its chat. */
function fromJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}

function firstVerdict(row: { outcome: string | null; why: string | null }): Decision | null {
  if (row.outcome === null) return null;
  const why = row.why ? row.why.split(' ') : [];
  return { outcome: row.outcome as Outcome, actions: [], effects: [], infractions: [], why };
}
