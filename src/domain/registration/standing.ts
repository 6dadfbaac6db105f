/** Where a group stands with its registration, and what follows from it for the bot (Annex 4 §1, §2). */
import { effectiveMode, type GroupState } from '../group.js';
import type { Mode } from '../vocabulary.js';
import type { Charter } from './charter.js';
import { type CharterItem, missingOf } from './checklist.js';

export interface Standing {
  readonly recognised: boolean;
  readonly approved: boolean;
  readonly missing: readonly CharterItem[];
  /** The mode that was chosen, and the one that really holds. */
  readonly chosen: Mode;
  readonly effective: Mode;
  /** Why the bot only observes; null: it does not, or it was chosen. */
  readonly because: 'not-recognised' | 'not-approved' | null;
}

export function standingOf(group: GroupState, charter: Charter): Standing {
  return {
    recognised: group.recognised,
    approved: group.policeApproved,
    missing: missingOf(charter, group.policy),
    chosen: group.policy.mode,
    effective: effectiveMode(group),
    because: !group.recognised ? 'not-recognised' : !group.policeApproved ? 'not-approved' : null,
  };
}
