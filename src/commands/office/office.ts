/** What a moment of the office has at hand. */
import type { Log } from '../../engine/log.js';
import type { GroupRow } from '../../store/groups.js';
import type { Store } from '../../store/store.js';
import type { CommandRules } from '../command.js';

export interface Office {
  readonly store: Store;
  readonly rules: CommandRules;
  readonly group: GroupRow;
  readonly inbox: number;
  readonly now: number;
  readonly log: Log;
}

/** The clock as somebody who acts. */
export const CLOCK = { person: 0, role: 'clock' } as const;
