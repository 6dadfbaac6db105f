/**
 * The product: `(event, findings, group policy, member, open threads, now) → decision`, without any side effect.
 * The same input always gives the same decision, so that a replay after a crash, a dry run over last month and
 * `rules explain` all tell the truth.
 */
import type { Decision } from '../decision.js';
import type { EventOf } from '../event.js';
import { allMessages } from '../hold.js';
import { decideOrder, decidePress, decideReaction } from './answer.js';
import { Draft } from './draft.js';
import type { DecideInput } from './input.js';
import { decideMessage } from './message.js';
import { decidePrivateMessage } from './private.js';
import { decideTimer } from './timer.js';

export type { AlbumPart, DecideContext, DecideInput, MemberState, RecentMessage } from './input.js';
export { NO_CONTEXT } from './input.js';

/** Decides under Annex 4. Total: every event has a decision, `ignored` at the least. */
export function decide(input: DecideInput): Decision {
  const { event } = input;
  switch (event.type) {
    case 'message':
      return event.scope === 'private' ? decidePrivateMessage(input, event) : decideMessage(input, event);
    case 'press':
      return decidePress(input, event);
    case 'order':
      return decideOrder(input, event);
    case 'reaction':
      return decideReaction(input, event);
    case 'timer':
      return decideTimer(input, event);
    case 'removed':
      return decideRemoved(input, event);
    case 'joined':
    case 'left':
    case 'join-request':
    case 'group':
      return new Draft(input).because('register').done('ignored');
  }
}

/** The poster (or another administrator, X-8) took a message out by hand: what waited for it is over. */
function decideRemoved(input: DecideInput, event: EventOf<'removed'>): Decision {
  const draft = new Draft(input).because('removed-by-hand');
  const hold = input.context.holds.find((h) => h.stillInGroup && allMessages(h).includes(event.message));
  const others = (messages: readonly string[]): string[] => messages.filter((m) => m !== event.message);
  // Without its first message the report is gone; one of the short ones that followed it leaves the question standing.
  if (hold && hold.messages[0] === event.message)
    draft.effect({ type: 'close-hold', hold: hold.id, outcome: 'deleted' });
  else if (hold)
    draft.effect({
      type: 'extend-hold',
      hold: {
        ...hold,
        messages: others(hold.messages),
        ...(hold.parts ? { parts: others(hold.parts) } : {}),
      },
    });
  const thread = input.context.threads.find(
    (t) => t.message === event.message && t.policeInformedAt === null,
  );
  if (thread) draft.effect({ type: 'close-thread', thread: thread.id, by: event.by ?? null });
  return draft.done('ignored');
}
