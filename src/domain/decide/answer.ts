/** Buttons, reactions and orders: a poster or an official answers what waits. */
import type { Decision } from '../decision.js';
import type { EventOf } from '../event.js';
import type { Hold } from '../hold.js';
import { isCoordinator, isPolice, type Role } from '../vocabulary.js';
import { confirmReport, openThread } from './confirm.js';
import { Draft } from './draft.js';
import type { DecideInput } from './input.js';
import { ownWaitingReport } from './predicates.js';

/** Who may let a held message go back: the police where authorisation is theirs, else also the coordinator. */
export const mayRelease = (role: Role, hold: Hold): boolean =>
  isPolice(role) || (isCoordinator(role) && hold.condition !== 'authorisation');

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
      if (!mayRelease(input.sender.role, hold)) {
        answer('press.no-right');
        return draft.because('no-right').done('ignored');
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
    draft.effect({ type: 'contest', hold: hold.id }).because('contested');
    draft.act({
      type: 'notify',
      role: 'coordinator',
      sentences: [{ key: 'notify.contested', params: { name: hold.memberName } }],
      lang: draft.input.group.policy.lang,
    });
    return draft.done('passed');
  }
  if (verb === 'withdraw') {
    answer('press.withdrawn');
    draft.because('withdrawn-by-poster').effect({ type: 'close-hold', hold: hold.id, outcome: 'withdrawn' });
    if (hold.stillInGroup) for (const message of hold.messages) draft.act({ type: 'delete', message });
    return draft.done('passed');
  }
  if (verb === 'informed' && hold.condition === 'police-informed') {
    answer('press.thanks');
    confirmReport(draft, hold);
    return draft.done('passed');
  }
  if (verb === 'blur' && hold.condition === 'blur') {
    answer('press.blurring');
    draft.because('masked-repost').effect({ type: 'close-hold', hold: hold.id, outcome: 'released' });
    repost(draft, hold, hold.media.length > 0);
    return draft.done('passed');
  }
  answer('press.too-late');
  return draft.because('button-does-not-fit').done('ignored');
}

function repost(draft: Draft, hold: Hold, blur: boolean): void {
  draft.act({
    type: 'repost',
    hold: hold.id,
    head: { key: 'repost.plain', params: { name: hold.memberName } },
    text: hold.text,
    media: hold.media,
    blur,
    lang: draft.input.group.policy.lang,
  });
}

function release(draft: Draft, hold: Hold): Decision {
  draft.because('released').effect({ type: 'close-hold', hold: hold.id, outcome: 'released' });
  draft.effect({ type: 'approved', rule: hold.rule, by: draft.input.sender.id, reason: 'released' });
  repost(draft, hold, false);
  if (hold.rule === 'no-suspect-seen' || hold.rule === 'urgent-forbidden')
    openThread(draft, hold, hold.messages[0] ?? hold.id, null, hold.member);
  return draft.done('passed');
}

function refuse(draft: Draft, hold: Hold, reason: string): Decision {
  draft.because('refused').effect({ type: 'close-hold', hold: hold.id, outcome: 'refused' });
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
  const role = input.sender.role;
  if (order.what === 'close-thread') {
    if (!isPolice(role) && !isCoordinator(role)) return draft.because('no-right').done('ignored');
    if (!input.context.threads.some((t) => t.id === order.thread))
      return draft.because('no-such-thread').done('ignored');
    draft
      .because('thread-closed')
      .effect({ type: 'close-thread', thread: order.thread, by: input.sender.id });
    draft.say([{ key: 'thread.closed' }]);
    return draft.done('passed');
  }
  const hold = input.context.holds.find((h) => h.id === order.hold);
  if (!hold) return draft.because('no-such-hold').done('ignored');
  if (!mayRelease(role, hold)) return draft.because('no-right').done('ignored');
  return order.what === 'release' ? release(draft, hold) : refuse(draft, hold, order.reason);
}

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

/** WhatsApp has no buttons: a thumb under the bot's question, or under one's own report, is a yes. */
export function decideReaction(input: DecideInput, event: EventOf<'reaction'>): Decision {
  const draft = new Draft(input);
  const hold = ownWaitingReport(input);
  const plain = event.emoji.replace(/[\u{1F3FB}-\u{1F3FF}]/gu, '');
  if (!hold || !YES.has(plain)) return draft.because('reaction').done('ignored');
  if (
    event.scope === 'group' &&
    !hold.messages.includes(event.message) &&
    !hold.settling &&
    hold.stillInGroup
  )
    return draft.because('reaction-elsewhere').done('ignored');
  confirmReport(draft, hold);
  return draft.done('passed');
}
