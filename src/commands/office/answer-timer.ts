/** Moments of the office: an exclusion that ends, a deadline of a case, the daily look, a broadcast's outcome. */
import type { EventOf } from '../../domain/event.js';
import { answerWith, type Interpretation } from '../../engine/interpreter.js';
import type { Log } from '../../engine/log.js';
import type { GroupRow } from '../../store/groups.js';
import type { Store } from '../../store/store.js';
import type { CommandRules } from '../command.js';
import { broadcastEnds } from './broadcast-ends.js';
import { caseDeadline } from './case-deadline.js';
import { dailyLook } from './daily-look.js';
import { dutyRef } from './duty-timers.js';
import { exclusionEnds } from './exclusion-ends.js';

export function answerTimer(
  store: Store,
  rules: CommandRules,
  event: EventOf<'timer'>,
  group: GroupRow | null,
  inbox: number,
  now: number,
  log: Log,
): Interpretation | null {
  if (!group) return null;
  const office = { store, rules, group, inbox, now, log };
  switch (event.timer) {
    case 'exclusion-end':
      return { decision: answerWith(exclusionEnds(office, Number(event.ref)), 'exclusion-end'), group };
    case 'case-deadline':
      return { decision: answerWith(caseDeadline(office, event.ref), 'case-deadline'), group };
    case 'broadcast':
      return { decision: answerWith(broadcastEnds(office, Number(event.ref)), 'broadcast'), group };
    case 'housekeeping':
      return event.ref === dutyRef(group.id)
        ? { decision: answerWith(dailyLook(office), 'daily-look'), group }
        : null;
    default:
      return null;
  }
}
