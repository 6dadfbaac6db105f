/** Tells the operator when pictures can't be looked at: once a day for each reason, however many pictures there are. */
import type { TellAction } from '../domain/action.js';
import type { Store } from '../store/store.js';
import { personsFor, tellTo } from './enqueue.js';
import type { Judged } from './judged.js';
import type { Log } from './log.js';

const DAY = 86_400_000;
/** The others are ordinary: a picture that a person must judge, a file that is no picture. */
const TROUBLES: ReadonlySet<string> = new Set([
  'no-ffmpeg',
  'too-large',
  'damaged',
  'timeout',
  'crashed',
  'unavailable',
  'unreachable',
  'error',
]);

export type TellTrouble = (store: Store, judged: Judged) => void;

/** Runs in the transaction of the event. */
export function pictureTrouble(log: Log): TellTrouble {
  const told = new Map<string, number>();
  return (store, judged) => {
    const { event, situation, analysis, at, inbox } = judged;
    if (!situation.group || !analysis) return;
    const reasons = new Set(analysis.pictures.flatMap((p) => p.reasons).filter((r) => TROUBLES.has(r)));
    for (const reason of reasons) {
      const key = `${event.channel}:${reason}`;
      if (at - (told.get(key) ?? Number.NEGATIVE_INFINITY) < DAY) continue;
      told.set(key, at);
      log.warn({ inbox, reason }, 'a picture could not be looked at and waits for a person');
      const sentence =
        reason === 'no-ffmpeg'
          ? { key: 'notify.no-ffmpeg' }
          : { key: 'notify.picture-trouble', params: { reason } };
      for (const to of personsFor(store, event.channel, situation.group.id, 'operator')) {
        const action: TellAction = tellTo(
          { type: 'notify', role: 'operator', sentences: [sentence], lang: to.lang },
          to,
        );
        store.outbox.add(
          {
            key: `a${inbox}.trouble.${reason}.${to.person}`,
            inbox,
            grp: situation.group.id,
            channel: event.channel,
            chat: situation.group.chat,
            action,
            due: at,
            thread: null,
          },
          at,
        );
      }
    }
  };
}
