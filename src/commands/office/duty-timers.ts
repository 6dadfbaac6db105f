/** Sets the daily look at a group's infractions, once a group and life of the process. */
import { nextAt } from '../../domain/belgian-calendar.js';
import type { GroupRow } from '../../store/groups.js';
import type { Store } from '../../store/store.js';

/** When people have time to read a proposal. */
export const DUTY_HOUR = 18;
export const dutyRef = (group: number): string => `ladder:${group}`;

export function dutyTimers(): (store: Store, group: GroupRow, now: number) => void {
  const seen = new Set<number>();
  return (store, group, now) => {
    if (seen.has(group.id)) return;
    seen.add(group.id);
    store.timers.set('housekeeping', dutyRef(group.id), group.id, nextAt(now, DUTY_HOUR));
  };
}
