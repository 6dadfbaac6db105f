/** A report (signalement): is it allowed here, do the police know, is it the first of its event? (Annex 4 §5) */
import { inTopic } from '../action.js';
import type { Decision } from '../decision.js';
import type { EventOf } from '../event.js';
import type { Analysis, Finding } from '../finding.js';
import { effectiveMode } from '../group.js';
import type { Hold } from '../hold.js';
import { threadOfSameEvent } from '../report-thread.js';
import { takeAlong } from './album.js';
import { askForDetails, openThread, touchThread } from './confirm.js';
import type { Draft } from './draft.js';
import { isForbiddenUrgent } from './grounds.js';
import { responseTo, takesOut } from './predicates.js';
import { record } from './record.js';
import {
  contestButton,
  emergencyFirst,
  holdOf,
  informedButtons,
  notifyReview,
  takeOut,
  tellPoster,
} from './take-out.js';

export function receiveReport(
  draft: Draft,
  event: EventOf<'message'>,
  analysis: Analysis,
  findings: readonly Finding[],
): Decision {
  const { input } = draft;
  const { text } = analysis;
  const observed = effectiveMode(input.group) === 'observe';
  const informed = text.police === 'informed';

  // Where it is taken out for that, it never comes here.
  if (isForbiddenUrgent(input, analysis)) {
    const answer = responseTo(input, 'urgent-forbidden');
    const finding = { rule: 'urgent-forbidden', confidence: text.kindConfidence };
    draft.because('urgent-forbidden');
    record(draft, [finding], event.text, answer === 'log' ? 'observed' : 'warned');
    if (answer !== 'log')
      tellPoster(draft, event, emergencyFirst(analysis, [{ key: 'rule.urgent-forbidden' }]));
    return draft.done(observed ? 'observed' : answer === 'log' ? 'passed' : 'warned');
  }

  // Edited where it stands: the report stays one report, is not asked about again, and only becomes more complete.
  const own = event.revision > 0 && input.context.threads.find((t) => t.id === input.context.repliedThread);
  if (own && own.openedBy === input.sender.id) {
    draft.because('edits-own-report');
    touchThread(draft, own.id, text, informed ? input.now : null);
    return draft.done('passed');
  }

  const answered = input.context.threads.find((t) => t.id === input.context.repliedThread);
  const known = answered ?? threadOfSameEvent(text.signature, input.context.threads, input.now);
  if (known && (known.policeInformedAt !== null || informed)) {
    draft.because('same-event', known.policeInformedAt === null ? 'police-informed' : 'police-know');
    touchThread(draft, known.id, text, informed ? input.now : null);
    // Who told it first knows; who says that they called need not hear it.
    if (known.policeInformedAt !== null && !informed && known.openedBy !== input.sender.id)
      draft.say([{ key: 'thread.police-know', params: { at: known.policeInformedAt } }], event.message);
    return draft.done('passed');
  }

  const unseen = findings.find((f) => f.rule === 'no-suspect-seen');
  const uninformed = findings.find((f) => f.rule === 'police-not-informed');
  const unseenResponse = unseen ? responseTo(input, unseen.rule) : 'log';
  if (unseen && takesOut(input, unseen.rule)) {
    draft.because('no-suspect-seen');
    record(draft, uninformed ? [unseen, uninformed] : [unseen], event.text, 'held');
    const hold = takeAlong(draft, holdOf(draft, event, analysis, 'review', 'no-suspect-seen'));
    const why = [{ key: 'rule.no-suspect-seen' }];
    takeOut(draft, event, hold, uninformed ? [{ key: 'call-101' }, ...why] : why, [contestButton(hold.id)]);
    notifyReview(draft, hold);
    return draft.done('held');
  }
  if (unseen) {
    draft.because('no-suspect-seen');
    record(draft, [unseen], event.text, unseenResponse === 'log' ? 'observed' : 'warned');
  }

  if (uninformed) return notInformed(draft, event, analysis, uninformed);
  if (unseen && unseenResponse !== 'log') tellPoster(draft, event, [{ key: 'rule.no-suspect-seen' }]);

  draft.because(informed ? 'police-informed' : 'police-unclear');
  if (!unseen) {
    openThread(draft, text, event.message, informed ? input.now : null, input.sender.id);
    askForDetails(draft, { ...text, ...inTopic(event.topic) }, event.message);
  }
  return draft.done(unseen ? (observed ? 'observed' : 'warned') : 'passed');
}

/** SAA: first the report to the police by the emergency number, then the app. */
function notInformed(
  draft: Draft,
  event: EventOf<'message'>,
  analysis: Analysis,
  finding: Finding,
): Decision {
  const { input } = draft;
  const response = responseTo(input, 'police-not-informed');
  draft.because('police-not-informed', ...(finding.detail ? [finding.detail] : []));
  const hold = holdOf(draft, event, analysis, 'police-informed', 'police-not-informed');

  if (response === 'log' || response === 'warn') {
    record(draft, [finding], event.text, response === 'log' ? 'observed' : 'warned');
    openThread(draft, analysis.text, event.message, null, input.sender.id);
    if (response === 'warn') tellToCall(draft, hold, false);
    return draft.done(response === 'log' ? 'observed' : 'warned');
  }

  if (response === 'ask') {
    record(draft, [finding], event.text, 'asked');
    const settle = input.group.policy.settleSeconds * 1000;
    draft.effect({
      type: 'open-hold',
      hold: { ...hold, text: event.text, stillInGroup: true, settling: settle > 0 },
    });
    if (settle > 0)
      draft.effect({ type: 'set-timer', timer: 'ask-settle', ref: hold.id, due: input.now + settle });
    else askPoster(draft, hold);
    return draft.done('asked');
  }

  record(draft, [finding], event.text, 'held');
  takeOut(
    draft,
    event,
    takeAlong(draft, hold),
    [{ key: 'call-101' }, { key: 'hold.confirm' }],
    informedButtons(hold.id),
  );
  return draft.done('held');
}

/** Puts the question of mode ask, and sets the moment at which an unanswered report leaves the group. */
export function askPoster(draft: Draft, hold: Hold): void {
  const { input } = draft;
  tellToCall(draft, hold, true);
  draft.effect({
    type: 'set-timer',
    timer: 'ask-expiry',
    ref: hold.id,
    due: input.now + input.group.policy.askMinutes * 60_000,
  });
}

function tellToCall(draft: Draft, hold: Hold, willLeave: boolean): void {
  const { input } = draft;
  draft.act({
    type: 'tell',
    person: input.sender.id,
    sentences: [
      { key: 'call-101' },
      willLeave
        ? { key: 'ask.confirm', params: { minutes: input.group.policy.askMinutes } }
        : { key: 'ask.next-time' },
    ],
    buttons: willLeave ? informedButtons(hold.id) : [],
    lang: input.sender.lang,
    groupFallback: true,
    about: hold.messages[0] ?? '',
    ...inTopic(hold.topic),
  });
}
