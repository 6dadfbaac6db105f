/** Which moments a room still waits for, told from its verdicts alone. Pure. */
import type { PendingTimer, Verdict } from './wire.js';

/** `verdicts` oldest first; the answer has the next moment first. */
export function pendingTimers(verdicts: readonly Verdict[]): PendingTimer[] {
  const timers = new Map<string, PendingTimer>();
  const owner = new Map<string, string>();
  for (const verdict of verdicts) {
    for (const effect of verdict.decision.effects) {
      switch (effect.type) {
        case 'open-hold':
        case 'extend-hold':
          owner.set(effect.hold.id, effect.hold.member);
          // Asked now: it no longer waits for the poster to finish typing.
          if (!effect.hold.settling) timers.delete(`ask-settle ${effect.hold.id}`);
          break;
        case 'open-thread':
          owner.set(effect.thread.id, effect.thread.openedBy);
          break;
        case 'set-timer':
          timers.set(`${effect.timer} ${effect.ref}`, {
            timer: effect.timer,
            ref: effect.ref,
            due: effect.due,
            person: owner.get(effect.ref) ?? null,
          });
          break;
        case 'close-hold':
          forget(timers, effect.hold);
          break;
        case 'close-thread':
          forget(timers, effect.thread);
          break;
      }
    }
  }
  return [...timers.values()]
    .map((t) => ({ ...t, person: t.person ?? owner.get(t.ref) ?? null }))
    .sort((a, b) => a.due - b.due);
}

function forget(timers: Map<string, PendingTimer>, ref: string): void {
  for (const [key, timer] of timers) if (timer.ref === ref) timers.delete(key);
}
