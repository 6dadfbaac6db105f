/** Gives everybody who is in a group the internal rules, one after the other and not all in one second. */
import type { Store } from '../store/store.js';
import { isSettled } from './declare.js';

const APART_MS = 20_000;

/** Answers how many will be asked. */
export function askEverybody(store: Store, group: number, now: number): number {
  const there = store.enrolments.standing(group).filter((m) => !isSettled(store, group, m.person));
  for (const [i, m] of there.entries())
    store.timers.set('declaration', `welcome:${group}:${m.person}`, group, now + i * APART_MS);
  return there.length;
}
