/**
 * A message written to the bot privately. It stands in no group, so nothing is taken out and nobody is judged: the
 * poster answers the bot's question, or hears that an emergency goes to 101/112 and never through a bot (art. 9 a).
 */
import type { Decision } from '../decision.js';
import type { EventOf } from '../event.js';
import { confirmReport } from './confirm.js';
import { Draft } from './draft.js';
import type { DecideInput } from './input.js';
import { takeBack } from './own-report.js';
import { isReport, ownWaitingReport } from './predicates.js';

export function decidePrivateMessage(input: DecideInput, event: EventOf<'message'>): Decision {
  const draft = new Draft(input).because('private');
  const text = input.analysis?.text;
  if (event.history || !text) return draft.because('nothing-to-read').done('ignored');
  const hold = ownWaitingReport(input);
  const saysInformed = text.confirmsInformed || text.police === 'informed';
  if (hold && saysInformed) {
    confirmReport(draft, hold, false);
    return draft.done('passed');
  }
  if (hold && text.withdraws) {
    takeBack(draft, hold);
    return draft.done('passed');
  }
  const emergency = isReport(text) && text.police !== 'informed';
  // An answer that comes too late must not leave its author believing that the report stands in the group.
  if (!emergency && !saysInformed) return draft.because('nothing-to-do').done('ignored');
  draft.because(emergency ? 'emergency-first' : 'nothing-waits');
  const answer = {
    type: 'tell',
    person: input.sender.id,
    sentences: [{ key: emergency ? 'call-101' : 'hold.nothing-waits' }],
    lang: input.sender.lang,
    groupFallback: false,
  } as const;
  // Also where the group is only observed: nothing is said in the group, and a life may depend on it.
  return { ...draft.done('passed'), actions: [answer] };
}
