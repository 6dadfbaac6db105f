/**
 * A message written to the bot privately. It stands in no group, so nothing is taken out and nobody is judged: the
 * poster answers the bot's question, or hears that an emergency goes to 101/112 and never through a bot (art. 9 a).
 */
import type { Decision } from '../decision.js';
import type { EventOf } from '../event.js';
import { confirmReport } from './confirm.js';
import { Draft } from './draft.js';
import type { DecideInput } from './input.js';
import { ownWaitingReport } from './predicates.js';

export function decidePrivateMessage(input: DecideInput, event: EventOf<'message'>): Decision {
  const draft = new Draft(input).because('private');
  const text = input.analysis?.text;
  if (event.history || !text) return draft.because('nothing-to-read').done('ignored');
  const hold = ownWaitingReport(input);
  if (hold && (text.confirmsInformed || text.police === 'informed')) {
    confirmReport(draft, hold);
    return draft.done('passed');
  }
  if (hold && text.withdraws) {
    draft.because('withdrawn-by-poster').effect({ type: 'close-hold', hold: hold.id, outcome: 'withdrawn' });
    if (hold.stillInGroup) for (const message of hold.messages) draft.act({ type: 'delete', message });
    return draft.done('passed');
  }
  if (text.kind !== 'signalement') return draft.because('nothing-to-do').done('ignored');
  draft.because('emergency-first');
  const answer = {
    type: 'tell',
    person: input.sender.id,
    sentences: [{ key: 'call-101' }],
    lang: input.sender.lang,
    groupFallback: false,
  } as const;
  // Also where the group is only observed: nothing is said in the group, and a life may depend on it.
  return { ...draft.done('passed'), actions: [answer] };
}
