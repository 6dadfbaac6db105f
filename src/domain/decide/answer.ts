/** Buttons, reactions and orders: a poster or an official answers what waits. */
import type { Decision } from '../decision.js';
import type { EventOf } from '../event.js';
import { allMessages, type Hold } from '../hold.js';
import { isCoordinator, isPolice } from '../vocabulary.js';
import { confirmReport, putBack, threadFor } from './confirm.js';
import { Draft } from './draft.js';
import type { DecideInput } from './input.js';
import { takeBack } from './own-report.js';
import { isObserved, ownWaitingReport } from './predicates.js';
import { decisionButtons } from './take-out.js';

/** A contested message is kept for those who must look at it, longer than one that only waits. */
const CONTEST_MS = 72 * 3_600_000;

/** Where nothing is sent without the police, only they let something through (art. 8 d). */
const policeDecide = ({ group }: DecideInput, hold: Hold): boolean =>
  group.policy.sending === 'prior-authorisation' || hold.condition === 'authorisation';

/** Who may let a held message go back: the police, and where the decision isn't theirs the coordinator, but not their own. */
export const mayRelease = (i: DecideInput, hold: Hold): boolean =>
  isPolice(i.sender.role) ||
  (isCoordinator(i.sender.role) && !policeDecide(i, hold) && hold.member !== i.sender.id);

export function decidePress(input: DecideInput, event: EventOf<'press'>): Decision {
  const draft = new Draft(input);
  const [verb, id = ''] = event.action.split(':');
  const hold = input.context.holds.find((h) => h.id === id);
  const answer = (key: string): void => {
    draft.act({ type: 'answer-press', press: event.id, sentence: { key }, lang: input.sender.lang });
  };
  if (!hold) {
    answer('press.too-late');
    return draft.because('no-such-hold').done('ignored');
  }
  const own = hold.member === input.sender.id;
  switch (verb) {
    case 'informed':
    case 'withdraw':
    case 'blur':
    case 'contest':
      if (!own) {
        answer('press.not-yours');
        return draft.because('not-the-poster').done('ignored');
      }
      return pressByPoster(draft, verb, hold, answer);
    case 'release':
    case 'refuse':
      if (!mayRelease(input, hold)) {
        answer('press.no-right');
        return draft.because('no-right').done('ignored');
      }
      if (verb === 'release' && isObserved(input)) {
        answer('press.too-late');
        return draft.because('button-does-not-fit').done('ignored');
      }
      answer(verb === 'release' ? 'press.released' : 'press.refused');
      return verb === 'release' ? release(draft, hold) : refuse(draft, hold, '');
    default:
      answer('press.too-late');
      return draft.because('unknown-button').done('ignored');
  }
}

function pressByPoster(
  draft: Draft,
  verb: 'informed' | 'withdraw' | 'blur' | 'contest',
  hold: Hold,
  answer: (key: string) => void,
): Decision {
  if (verb === 'contest') {
    answer('press.contested');
    contest(draft, hold);
    return draft.done('passed');
  }
  if (verb === 'withdraw') {
    answer('press.withdrawn');
    takeBack(draft, hold);
    return draft.done('passed');
  }
  // A group that is only observed since: the bot can't put anything back, and doesn't say that it did.
  const possible = !isObserved(draft.input);
  if (possible && verb === 'informed' && hold.condition === 'police-informed') {
    answer('press.thanks');
    confirmReport(draft, hold, false);
    return draft.done('passed');
  }
  if (possible && verb === 'blur' && hold.condition === 'blur') {
    answer('press.blurring');
    draft.because('masked-repost').effect({ type: 'close-hold', hold: hold.id, outcome: 'released' });
    goBack(draft, hold);
    return draft.done('passed');
  }
  answer('press.too-late');
  return draft.because('button-does-not-fit').done('ignored');
}

/** A finding can always be checked: whoever may decide sees the words, and puts them back with one tap. */
function contest(draft: Draft, hold: Hold): void {
  const { now, sender, group } = draft.input;
  draft.because('contested').effect({ type: 'contest', hold: hold.id });
  // What can only come back through a person waits for that person.
  if (!hold.stillInGroup && hold.condition !== 'police-informed') {
    const expiresAt = Math.max(hold.expiresAt, now + CONTEST_MS);
    draft.effect({ type: 'extend-hold', hold: { ...hold, expiresAt } });
    draft.effect({ type: 'set-timer', timer: 'hold-expiry', ref: hold.id, due: expiresAt });
  }
  draft.act({
    type: 'notify',
    role: isCoordinator(sender.role) || policeDecide(draft.input, hold) ? 'mandatary' : 'coordinator',
    sentences: [{ key: 'notify.contested', params: { name: hold.memberName } }],
    buttons: decisionButtons(hold.id),
    lang: group.policy.lang,
    ...(hold.text === '' ? {} : { quote: hold.text }),
    ...(hold.media.length === 0 ? {} : { show: hold.media }),
  });
}

/** The message goes back; a report with its time, into its thread, so that what follows finds it. */
function goBack(draft: Draft, hold: Hold): void {
  const informed = hold.report?.policeInformedAt ?? null;
  if (!hold.stillInGroup) putBack(draft, hold, informed);
  if (hold.report) threadFor(draft, hold, hold.messages[0] ?? hold.id, informed, hold.member);
}

/** `annulled`: whoever decides says that the finding was wrong, so nothing of it is covered. */
function release(draft: Draft, hold: Hold, annulled = false): Decision {
  draft.because('released').effect({ type: 'close-hold', hold: hold.id, outcome: 'released' });
  const reason = annulled ? 'annulled' : hold.notice === true ? 'public-notice' : 'released';
  draft.effect({ type: 'approved', rule: hold.rule, by: draft.input.sender.id, reason });
  // Art. 9 d: with the approval of a coordinator or mandatary an official notice is shown as it is.
  goBack(draft, annulled || hold.notice === true ? { ...hold, blur: false } : hold);
  return draft.done('passed');
}

function refuse(draft: Draft, hold: Hold, reason: string): Decision {
  draft.because('refused').effect({ type: 'close-hold', hold: hold.id, outcome: 'refused' });
  if (hold.stillInGroup) for (const message of allMessages(hold)) draft.act({ type: 'delete', message });
  draft.act({
    type: 'tell',
    person: hold.member,
    sentences: [
      reason === '' ? { key: 'hold.refused' } : { key: 'hold.refused-because', params: { reason } },
    ],
    lang: draft.input.group.policy.lang,
    groupFallback: false,
    ...(hold.text === '' ? {} : { quote: hold.text }),
  });
  return draft.done('passed');
}

export function decideOrder(input: DecideInput, event: EventOf<'order'>): Decision {
  const draft = new Draft(input);
  const { order } = event;
  const { role } = input.sender;
  if (order.what === 'close-thread') {
    if (!isPolice(role) && !isCoordinator(role)) return draft.because('no-right').done('ignored');
    const thread = input.context.threads.find((t) => t.id === order.thread);
    if (!thread) return draft.because('no-such-thread').done('ignored');
    draft
      .because('thread-closed')
      .effect({ type: 'close-thread', thread: order.thread, by: input.sender.id });
    draft.say([{ key: 'thread.closed' }], thread.message);
    return draft.done('passed');
  }
  if (order.what === 'run') return draft.because('no-such-hold').done('ignored');
  const hold = input.context.holds.find((h) => h.id === order.hold);
  if (!hold) return draft.because('no-such-hold').done('ignored');
  if (!mayRelease(input, hold)) return draft.because('no-right').done('ignored');
  if (order.what === 'refuse') return refuse(draft, hold, order.reason);
  return isObserved(input)
    ? draft.because('button-does-not-fit').done('ignored')
    : release(draft, withPolice(hold, order.policeInformedAt, input.now), order.annulled);
}

/** The report goes back with the time at which the police were told, and its thread knows it. */
const withPolice = (hold: Hold, at: number | undefined, now: number): Hold =>
  at === undefined || !hold.report
    ? hold
    : { ...hold, report: { ...hold.report, policeInformedAt: Math.min(at, now) } };

const YES: ReadonlySet<string> = new Set([
  '👍',
  '✅',
  '☎️',
  '☎',
  '📞',
  '👌',
  '🆗',
  '✔️',
  '✔',
  '🚓',
  '🚔',
  '👮',
]);

/**
 * WhatsApp has no buttons: a thumb under the bot's question, which a channel hands over as private, or under one's
 * own report is a yes. One under anything else in the group says nothing about the police.
 */
export function decideReaction(input: DecideInput, event: EventOf<'reaction'>): Decision {
  const draft = new Draft(input);
  const hold = ownWaitingReport(input);
  const plain = event.emoji.replace(/[\u{1F3FB}-\u{1F3FF}]/gu, '');
  if (!hold || !YES.has(plain)) return draft.because('reaction').done('ignored');
  if (event.scope === 'group' && !allMessages(hold).includes(event.message))
    return draft.because('reaction-elsewhere').done('ignored');
  confirmReport(draft, hold, false);
  return draft.done('passed');
}
