/** Taking a message out of the group, and what its poster is told. */
import type { Button, Sentence } from '../action.js';
import type { EventOf } from '../event.js';
import type { Analysis, Description } from '../finding.js';
import type { Hold, HoldCondition } from '../hold.js';
import type { RuleId } from '../vocabulary.js';
import type { Draft } from './draft.js';
import { toBeMasked } from './predicates.js';
import { safeText } from './safe-text.js';

export const NO_DESCRIPTION: Description = {
  where: false,
  when: false,
  direction: false,
  person: false,
  clothes: false,
  vehicle: false,
};

/** The hold that a message becomes. Its text is already safe to go back; see `safeText`. */
export function holdOf(
  draft: Draft,
  event: EventOf<'message'>,
  analysis: Analysis | null,
  condition: HoldCondition,
  rule: RuleId,
): Hold {
  const { tag, now, sender, group } = draft.input;
  return {
    id: `h${tag}`,
    member: sender.id,
    memberName: sender.name,
    condition,
    rule,
    text: safeText(event.text, toBeMasked(draft.input, analysis?.text.findings ?? [])) ?? '',
    media: condition === 'blur' || condition === 'review' || condition === 'authorisation' ? event.media : [],
    messages: [event.message],
    createdAt: now,
    expiresAt: now + group.policy.holdMinutes * 60_000,
    stillInGroup: false,
    settling: false,
    signature: analysis?.text.signature ?? [],
    description: analysis?.text.description ?? NO_DESCRIPTION,
  };
}

/** Removes the message, keeps the hold and gives its poster their words back with the reason, privately. */
export function takeOut(
  draft: Draft,
  event: EventOf<'message'>,
  hold: Hold,
  sentences: readonly Sentence[],
  buttons: readonly Button[],
): void {
  draft.act({ type: 'delete', message: event.message });
  draft.effect({ type: 'open-hold', hold });
  draft.effect({ type: 'set-timer', timer: 'hold-expiry', ref: hold.id, due: hold.expiresAt });
  draft.act({
    type: 'tell',
    person: hold.member,
    sentences,
    buttons,
    lang: draft.input.sender.lang,
    groupFallback: true,
    about: event.message,
    ...(event.text === '' ? {} : { quote: event.text }),
  });
}

export const informedButtons = (hold: string): Button[] => [
  { label: 'button.informed', action: `informed:${hold}` },
  { label: 'button.withdraw', action: `withdraw:${hold}` },
];

export const contestButton = (hold: string): Button => ({
  label: 'button.contest',
  action: `contest:${hold}`,
});
