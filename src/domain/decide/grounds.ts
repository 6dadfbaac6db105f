/**
 * Why a message cannot stay in the group, all grounds together, so that its poster hears once what to do: it exposes
 * or attacks somebody, nobody could read it, it is urgent where that is not subscribed to, the police authorise first.
 */
import type { Button } from '../action.js';
import type { Decision } from '../decision.js';
import type { EventOf } from '../event.js';
import type { Analysis, Finding } from '../finding.js';
import type { Hold, HoldCondition } from '../hold.js';
import type { ReportThread } from '../report-thread.js';
import { isCoordinator, type RuleId } from '../vocabulary.js';
import { joinPictures, takeAlong } from './album.js';
import { threadFor } from './confirm.js';
import type { Draft } from './draft.js';
import type { DecideInput } from './input.js';
import {
  isAboutReporting,
  isObserved,
  isOfPicture,
  isReport,
  isSwitchedOn,
  protectsPrivacy,
  takenOutFor,
  takesOut,
} from './predicates.js';
import { record } from './record.js';
import {
  contestButton,
  emergencyFirst,
  holdOf,
  informedButtons,
  notifyReview,
  takeOut,
  withdrawButton,
} from './take-out.js';

export interface Grounds {
  /** Findings about what the message says or shows. */
  readonly content: readonly Finding[];
  /** Art. 9 d: nothing against it but the faces of an official notice, which a coordinator or mandatary may approve. */
  readonly notice: boolean;
  /** Catalogue key of what could not be read. */
  readonly unreadable: 'picture.unsure' | 'content.unknown' | 'content.voice' | null;
  /** Annex 4 §5: urgent, and the internal rules do not subscribe to SAA. */
  readonly urgent: boolean;
  /** Art. 8 d: nothing is sent without prior authorisation by the police. */
  readonly awaits: boolean;
}

const UNINFORMED = 'police-not-informed';

/** True for a report where urgent messages are forbidden (Annex 4 §5). */
export const isForbiddenUrgent = (i: DecideInput, analysis: Analysis): boolean =>
  isReport(analysis.text) &&
  i.group.policy.urgentMessages === 'forbidden' &&
  isSwitchedOn(i, 'urgent-forbidden');

/** Null when the message may stay. In a group that is only observed every message may. */
export function groundsToLeave(
  input: DecideInput,
  event: EventOf<'message'>,
  analysis: Analysis,
  content: readonly Finding[],
): Grounds | null {
  if (isObserved(input)) return null;
  const out = takenOutFor(input, content);
  const grounds: Grounds = {
    content: out,
    notice: analysis.text.publicNotice && out.length > 0 && out.every((f) => f.rule === 'face-photo'),
    unreadable: unreadable(input, event, analysis),
    urgent: isForbiddenUrgent(input, analysis) && takesOut(input, 'urgent-forbidden'),
    // The police may have given habilitation to the coordinator while members have none (art. 8 d).
    awaits: input.group.policy.sending === 'prior-authorisation' && !isCoordinator(input.sender.role),
  };
  return grounds.content.length > 0 || grounds.unreadable !== null || grounds.urgent || grounds.awaits
    ? grounds
    : null;
}

/** What the bot can't read waits for a person; it is never simply let through (voice: as the group chose). */
function unreadable(
  input: DecideInput,
  event: EventOf<'message'>,
  analysis: Analysis,
): Grounds['unreadable'] {
  if (isCoordinator(input.sender.role)) return null;
  if (analysis.pictures.some((p) => p.decision === 'review')) return 'picture.unsure';
  if (event.other?.startsWith('unknown:') === true) return 'content.unknown';
  const voice = event.media.some((m) => m.kind === 'voice' || m.kind === 'audio');
  return voice && input.group.policy.voice !== 'allow' ? 'content.voice' : null;
}

/** Takes the message out on these grounds. `all`: every finding that counts, for the ledger. */
export function leaveGroup(
  draft: Draft,
  event: EventOf<'message'>,
  analysis: Analysis,
  grounds: Grounds,
  all: readonly Finding[],
): Decision {
  const { input } = draft;
  const rule = ruleOfGrounds(grounds);
  // Changed where it stands in its thread: what was said of the police before still holds.
  const before = event.revision > 0 ? ownThread(input) : undefined;
  const uninformed =
    (before?.policeInformedAt ?? null) === null &&
    analysis.text.police !== 'informed' &&
    all.some((f) => f.rule === UNINFORMED);
  // What its words wait for, all of the album waits for.
  const alone = isOfPicturesOnly(grounds) && !(uninformed && takesOut(input, UNINFORMED));
  const probe = holdOf(draft, event, analysis, 'review', rule, !alone);
  const policeInformedAt = before?.policeInformedAt ?? probe.report?.policeInformedAt ?? null;
  const condition = conditionOf(input, event, grounds, probe, uninformed);
  const waits: Hold = {
    ...probe,
    condition,
    // An official notice is of no use with its face covered: it comes back as it is, or not at all.
    ...(grounds.notice && condition !== 'never'
      ? { notice: true, media: [...input.context.album.flatMap((p) => p.media), ...event.media] }
      : {}),
    ...(condition === 'never' ? { media: [] } : {}),
  };
  // The police know of it already, whether the words come back or not: the thread goes on, or begins, at once.
  const begins = policeInformedAt !== null && !grounds.urgent && condition !== 'never' && probe.report;
  const thread =
    before?.id ??
    (begins ? threadFor(draft, waits, event.message, policeInformedAt, waits.member).id : undefined);
  const hold = takeAlong(
    draft,
    thread === undefined ? waits : { ...waits, report: { policeInformedAt, thread } },
  );

  const rules = [...new Set(grounds.content.map((f) => f.rule))];
  draft.because(...(grounds.notice ? ['public-notice-waits'] : rules), ...whyOf(grounds));
  const counted = grounds.urgent
    ? [
        ...all.filter((f) => !isAboutReporting(f.rule)),
        { rule: 'urgent-forbidden', confidence: analysis.text.kindConfidence },
      ]
    : all;
  const removed = grounds.content.length > 0 && !grounds.notice;
  record(
    draft,
    // Whoever passes on an official notice did nothing wrong; only its approval is missing.
    removed || grounds.notice
      ? counted.filter((f) => f.rule !== 'off-topic' && !(grounds.notice && f.rule === 'face-photo'))
      : counted,
    event.text,
    removed ? 'removed' : 'held',
  );

  // One more picture of an album that exposes somebody: its poster was told, and answers for all of them at once.
  if (alone && event.text === '' && joinPictures(draft, event, hold))
    return draft.done(removed ? 'removed' : 'held');
  takeOut(
    draft,
    event,
    hold,
    emergencyFirst(analysis, [
      ...(grounds.notice
        ? [{ key: 'picture.notice' }]
        : rules.slice(0, 2).map((id) => ({ key: `rule.${id}` }))),
      ...(grounds.urgent ? [{ key: 'rule.urgent-forbidden' }] : []),
      ...(grounds.unreadable ? [{ key: grounds.unreadable }] : []),
      ...(condition === 'authorisation' ? [{ key: 'authorisation.wait' }] : []),
      ...(condition === 'police-informed' ? [{ key: 'hold.confirm' }] : []),
    ]),
    [...answersTo(hold), ...(removed || grounds.urgent ? [contestButton(hold.id)] : [])],
  );
  if (condition === 'authorisation' || condition === 'review') notifyReview(draft, hold);
  return draft.done(removed ? 'removed' : 'held');
}

/** Nothing is wrong with the album but this picture of it: the others stay (Annex 4 §5). */
const isOfPicturesOnly = ({ content, notice, unreadable: why, urgent, awaits }: Grounds): boolean =>
  !notice &&
  !urgent &&
  !awaits &&
  (why === null || why === 'picture.unsure') &&
  content.every((f) => isOfPicture(f.rule));

const ruleOfGrounds = ({ content, urgent, awaits }: Grounds): RuleId =>
  content[0]?.rule ?? (urgent ? 'urgent-forbidden' : awaits ? 'not-authorised' : 'face-photo');

const whyOf = ({ unreadable: key, urgent, awaits }: Grounds): string[] => [
  ...(key === 'picture.unsure' ? ['picture-unsure'] : []),
  ...(key === 'content.unknown' ? ['unknown-content'] : []),
  ...(key === 'content.voice' ? ['voice'] : []),
  ...(urgent ? ['urgent-forbidden'] : []),
  ...(awaits ? ['prior-authorisation'] : []),
];

/** What must happen before it goes back. Only what exposes somebody can be mended; what attacks somebody never returns. */
function conditionOf(
  input: DecideInput,
  event: EventOf<'message'>,
  grounds: Grounds,
  hold: Hold,
  uninformed: boolean,
): HoldCondition {
  const { content } = grounds;
  const mendable = content.every((f) => protectsPrivacy(f.rule));
  const textStaysOut = event.text !== '' && hold.text === '';
  const nothingIsLeft = hold.text === '' && hold.media.length === 0 && content.length > 0 && !grounds.notice;
  if (!mendable || textStaysOut || nothingIsLeft) return 'never';
  if (grounds.unreadable === 'content.voice' && input.group.policy.voice === 'remove') return 'never';
  if (grounds.awaits) return 'authorisation';
  if (grounds.unreadable !== null || grounds.urgent || grounds.notice) return 'review';
  return uninformed ? 'police-informed' : 'blur';
}

/** The thread that the poster's own report opened, when it is this report that is changed. */
const ownThread = ({ context, sender }: DecideInput): ReportThread | undefined =>
  context.threads.find((t) => t.id === context.repliedThread && t.openedBy === sender.id);

/** What its poster can answer to it. */
function answersTo(hold: Hold): Button[] {
  switch (hold.condition) {
    case 'police-informed':
      return informedButtons(hold.id);
    case 'authorisation':
      return [withdrawButton(hold.id)];
    case 'blur':
      return [{ label: hold.blur ? 'button.blur' : 'button.mask', action: `blur:${hold.id}` }];
    default:
      return [];
  }
}
