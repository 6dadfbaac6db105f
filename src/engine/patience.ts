/** How long the outbox keeps trying, and how long it waits in between. Deterministic: a replay waits the same. */
import type { Action } from '../domain/action.js';

const MINUTE = 60_000;
const MAX_WAIT = 5 * MINUTE;

/** ms to wait after the `attempts`-th failed attempt: 1 s, 2 s, 4 s … 5 min, and never less than the network asks. */
export const backOff = (attempts: number, afterMs: number): number =>
  Math.max(afterMs, Math.min(MAX_WAIT, 1000 * 2 ** Math.min(20, attempts - 1)));

/**
 * After this age (ms) an action that still fails is given up. A phone stops waiting for its button at once; words in
 * the group that come half an hour late confuse; taking an exposed plate out of the group is worth a day of trying.
 */
export function maxAge(type: Action['type']): number {
  switch (type) {
    case 'answer-press':
      return MINUTE;
    case 'say':
      return 30 * MINUTE;
    case 'tell':
      return 6 * 60 * MINUTE;
    default:
      return 24 * 60 * MINUTE;
  }
}

/** After this many failed attempts a row no longer holds up what stands behind it in its chat. */
export const BLOCKING_ATTEMPTS = 3;
