/** Turns moments that have come into events. They go through the inbox like all others, once each. */
import type { ChannelEvent } from '../domain/event.js';
import type { Store } from '../store/store.js';
import type { Received } from './api.js';
import type { Judged } from './judged.js';

export function timerWorker(
  store: Store,
  clock: () => number,
  take: (event: ChannelEvent, judged: Judged[]) => Received,
): { fireDue(): Judged[] } {
  return {
    /** Fires what is due, in one transaction: a timer and its consequences are there together or not at all. */
    fireDue() {
      const now = clock();
      const due = store.timers.nextDue();
      if (due === null || due > now) return [];
      const judged: Judged[] = [];
      store.transaction(() => {
        for (const { timer, ref, grp, due } of store.timers.due(now)) {
          store.timers.clear(timer, ref);
          const group = store.groups.byId(grp);
          if (!group) continue;
          const { channel, chat } = group;
          const id = `${timer}:${ref}:${due}`;
          take({ type: 'timer', channel, chat, scope: 'group', at: due, id, timer, ref }, judged);
        }
      });
      return judged;
    },
  };
}
