/** Taking a message out of the group, and what its poster is told. */

import { type Button, inTopic, type Sentence } from '../action.js';
import { claimsOffice } from '../claims-office.js';
import type { EventOf, Media } from '../event.js';
import type { Analysis, PictureAnalysis } from '../finding.js';
import { allMessages, type Hold, type HoldCondition } from '../hold.js';
import { isCoordinator, type RuleId } from '../vocabulary.js';
import type { Draft } from './draft.js';
import { actionable, isOfPicture, isReport, toBeMasked } from './predicates.js';
import { safeText } from './safe-text.js';

/** How long the parts of an album are waited for before somebody is asked to decide about it. */
const ALBUM_MS = 3000;

/**
 * The hold that a message becomes. Its text is already safe to go back; see `safeText`. `whole`: what came before of its
 * album goes with it; else it goes alone.
 */
export function holdOf(
  draft: Draft,
  event: EventOf<'message'>,
  analysis: Analysis,
  condition: HoldCondition,
  rule: RuleId,
  whole = true,
): Hold {
  const { tag, now, sender, group, context } = draft.input;
  const { text, pictures } = analysis;
  const shown = returnableMedia(draft, event, pictures);
  const before = whole ? context.album : [];
  return {
    id: `h${tag}`,
    member: sender.id,
    memberName: sender.name,
    ...(claimsOffice(sender.name, sender.role) ? { claimsOffice: true } : {}),
    condition,
    rule,
    text: safeText(event.text, toBeMasked(draft.input, text.findings)) ?? '',
    media: condition === 'never' ? [] : [...before.flatMap((p) => p.media), ...shown.returnable],
    messages: [event.message],
    ...(event.album === undefined ? {} : { album: { id: event.album, whole } }),
    ...(before.length === 0 ? {} : { parts: before.map((p) => p.message) }),
    ...inTopic(event.topic),
    createdAt: now,
    expiresAt: now + group.policy.holdMinutes * 60_000,
    stillInGroup: false,
    settling: false,
    signature: text.signature,
    description: text.description,
    ...(isReport(text) ? { report: { policeInformedAt: text.police === 'informed' ? now : null } } : {}),
    ...(shown.exposes ? { blur: true } : {}),
  };
}

/**
 * What of the message's media may ever come back: of an album only the pictures that expose somebody stay out, and
 * those too come back where the group offers it and a safe copy can be made. `exposes`: some of it must be covered.
 */
export function returnableMedia(
  draft: Draft,
  event: EventOf<'message'>,
  pictures: readonly PictureAnalysis[],
): { readonly returnable: readonly Media[]; readonly exposes: boolean } {
  const { input } = draft;
  const exposing = pictures.map((p) => actionable(input, p.findings).some((f) => isOfPicture(f.rule)));
  if (!exposing.includes(true)) return { returnable: event.media, exposes: false };
  const returns = (i: number): boolean =>
    exposing[i] !== true || (input.group.policy.offerBlurred && pictures[i]?.redactable !== false);
  return { returnable: event.media.filter((_, i) => returns(i)), exposes: true };
}

/** Removes the message, keeps the hold and gives its poster their words back with the reason, privately. */
export function takeOut(
  draft: Draft,
  event: EventOf<'message'>,
  hold: Hold,
  sentences: readonly Sentence[],
  buttons: readonly Button[],
): void {
  for (const message of allMessages(hold)) draft.act({ type: 'delete', message });
  draft.effect({ type: 'open-hold', hold });
  draft.effect({ type: 'set-timer', timer: 'hold-expiry', ref: hold.id, due: hold.expiresAt });
  tellPoster(draft, event, sentences, buttons, event.text);
}

/** What may be said to somebody in front of the others: it helps, and tells of no infraction (art. 8 b: secrecy). */
const HARMLESS: ReadonlySet<string> = new Set([
  'call-101',
  'hold.confirm',
  'ask.confirm',
  'authorisation.wait',
  'picture.unsure',
  'picture.notice',
  'content.unknown',
  'content.voice',
]);

/**
 * Tells the poster of a message. Where the channel can't reach them privately the group hears the harmless part
 * only; “call 101 first” is among it, and then goes ahead of everything else in a word of its own (art. 9 a).
 */
export function tellPoster(
  draft: Draft,
  event: EventOf<'message'>,
  sentences: readonly Sentence[],
  buttons: readonly Button[] = [],
  quote = '',
): void {
  const { sender } = draft.input;
  const harmless = sentences.every((s) => HARMLESS.has(s.key));
  const tell = {
    type: 'tell',
    person: sender.id,
    lang: sender.lang,
    about: event.message,
    ...inTopic(event.topic),
  } as const;
  const [first, ...rest] = sentences;
  const urgent = !harmless && first?.key === 'call-101';
  if (urgent) draft.act({ ...tell, sentences: [first], groupFallback: true });
  draft.act({
    ...tell,
    sentences: urgent ? rest : sentences,
    ...(buttons.length > 0 ? { buttons } : {}),
    groupFallback: harmless,
    ...(quote === '' ? {} : { quote }),
  });
}

/** Whoever reports without saying that the police know hears of 101 first, whatever else is wrong (art. 9 a). */
export function emergencyFirst(analysis: Analysis, sentences: readonly Sentence[]): Sentence[] {
  const uninformed = isReport(analysis.text) && analysis.text.police !== 'informed';
  return uninformed ? [{ key: 'call-101' }, ...sentences] : [...sentences];
}

/** Asks whoever may decide to look at a held message. Nobody decides about their own: a coordinator's goes to the police. */
export function notifyReview(draft: Draft, hold: Hold): void {
  // Whoever decides about an album must see all of it: they are asked once its last part has come.
  if (!hold.album) askToDecide(draft, hold);
  else
    draft.effect({
      type: 'set-timer',
      timer: 'album-settle',
      ref: hold.id,
      due: draft.input.now + ALBUM_MS,
    });
}

export function askToDecide(draft: Draft, hold: Hold): void {
  const { sender, group } = draft.input;
  draft.act({
    type: 'notify',
    role: hold.condition === 'authorisation' || isCoordinator(sender.role) ? 'mandatary' : 'coordinator',
    sentences: [{ key: 'notify.review', params: { name: hold.memberName } }],
    buttons: decisionButtons(hold.id),
    lang: group.policy.lang,
    ...(hold.text === '' ? {} : { quote: hold.text }),
    ...(hold.media.length === 0 ? {} : { show: hold.media }),
  });
}

export const informedButtons = (hold: string): Button[] => [
  { label: 'button.informed', action: `informed:${hold}` },
  withdrawButton(hold),
];

export const withdrawButton = (hold: string): Button => ({
  label: 'button.withdraw',
  action: `withdraw:${hold}`,
});

export const contestButton = (hold: string): Button => ({
  label: 'button.contest',
  action: `contest:${hold}`,
});

export const decisionButtons = (hold: string): Button[] => [
  { label: 'button.release', action: `release:${hold}` },
  { label: 'button.refuse', action: `refuse:${hold}` },
];
