/** Time has passed: an unanswered question, a hold or a silent thread comes to its end. */
import type { Decision } from '../decision.js';
import type { EventOf } from '../event.js';
import { allMessages, type Hold } from '../hold.js';
import { threadOfSameEvent } from '../report-thread.js';
import { DECIDE_TIMERS, type TimerName } from '../vocabulary.js';
import { touchThread } from './confirm.js';
import { Draft } from './draft.js';
import type { DecideInput } from './input.js';
import { askPoster } from './report.js';
import { askToDecide } from './take-out.js';

const isDecideTimer = (timer: TimerName): boolean => (DECIDE_TIMERS as readonly string[]).includes(timer);

export function decideTimer(input: DecideInput, event: EventOf<'timer'>): Decision {
  const draft = new Draft(input);
  if (!isDecideTimer(event.timer)) return draft.because('hold-gone').done('ignored');
  if (event.timer === 'thread-idle') {
    const thread = input.context.threads.find((t) => t.id === event.ref);
    if (!thread) return draft.because('thread-gone').done('ignored');
    const due = thread.lastAt + input.group.policy.threadIdleMinutes * 60_000;
    // Somebody wrote in the meantime: look again when the silence would be long enough.
    if (due > input.now) draft.effect({ type: 'set-timer', timer: 'thread-idle', ref: thread.id, due });
    else draft.effect({ type: 'close-thread', thread: thread.id, by: null });
    return draft.because('thread-idle').done('passed');
  }
  const hold = input.context.holds.find((h) => h.id === event.ref);
  if (!hold) return draft.because('hold-gone').done('ignored');
  if (event.timer === 'album-settle') {
    askToDecide(draft.because('album-complete'), hold);
    return draft.done('passed');
  }
  if (event.timer !== 'hold-expiry' && policeKnowNow(draft, hold)) return draft.done('passed');
  if (event.timer === 'ask-settle') {
    if (!hold.settling) return draft.because('asked-already').done('ignored');
    draft.because('asks-now').effect({ type: 'extend-hold', hold: { ...hold, settling: false } });
    askPoster(draft, hold);
    return draft.done('asked');
  }
  draft.because('no-answer').effect({ type: 'close-hold', hold: hold.id, outcome: 'expired' });
  // Nothing was promised: the poster heard why when the message was taken out, and no second word is needed.
  if (hold.condition === 'never') return draft.done('passed');
  if (hold.stillInGroup) for (const message of allMessages(hold)) draft.act({ type: 'delete', message });
  draft.act({
    type: 'tell',
    person: hold.member,
    sentences: [{ key: hold.condition === 'police-informed' ? 'hold.expired' : 'hold.ended' }],
    lang: input.sender.lang,
    groupFallback: false,
    ...(hold.text === '' ? {} : { quote: hold.text }),
  });
  return draft.done(hold.stillInGroup ? 'removed' : 'passed');
}

/** Somebody else's report of the same event came with “101 informed” meanwhile: nobody need call again (Annex 4 §5). */
function policeKnowNow(draft: Draft, hold: Hold): boolean {
  const { context, now } = draft.input;
  const known = threadOfSameEvent(hold.signature, context.threads, now);
  const at = known?.policeInformedAt ?? null;
  if (!known || at === null) return false;
  draft.because('same-event', 'police-know');
  draft.effect({ type: 'close-hold', hold: hold.id, outcome: 'confirmed' });
  touchThread(draft, known.id, hold, null);
  draft.say([{ key: 'thread.police-know', params: { at } }], hold.messages[0], hold.topic);
  return true;
}
