/**
 * Enrolment on every channel: one-time codes, groups that are bound, internal rules and declarations, requests to join
 * (Annex 4 §3, §5 b). Asked before the commands. All of it happens in the event's transaction: killed half-way, the code
 * is unused and the role not given.
 */
import type { Interpretation, Interpreter } from '../engine/interpreter.js';
import { codeInGroup } from './group-code.js';
import type { Here } from './here.js';
import { type InternalRules, openInternalRules } from './internal-rules.js';
import { link } from './link.js';
import { redeem } from './redeem.js';

export interface EnrolmentOptions {
  /** Default: the templates of rules/internal-rules. */
  readonly internalRules?: InternalRules;
}

export function enrolmentInterpreter(options: EnrolmentOptions = {}): Interpreter {
  const internalRules = options.internalRules ?? openInternalRules();
  return ({ store, event, situation, at }) => {
    const here: Here = { store, event, situation, now: at, internalRules };
    return enrolmentOf(here);
  };
}

function enrolmentOf(here: Here): Interpretation | null {
  const { event } = here;
  switch (event.type) {
    case 'message': {
      if (event.history) return null;
      const asked = { ...here, event };
      if (event.scope === 'group') return codeInGroup(asked);
      return redeem(asked) ?? link(asked);
    }
    default:
      return null;
  }
}
