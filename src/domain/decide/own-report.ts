/** The poster of a report that waits goes on writing: confirms, takes back, or adds to it (Annex 4 §5, SAA). */
import type { EventOf } from '../event.js';
import type { Finding, TextAnalysis } from '../finding.js';
import { allMessages, type Hold } from '../hold.js';
import { mergeDescription, tellsTheSame } from '../report-thread.js';
import { confirmReport } from './confirm.js';
import type { Draft } from './draft.js';
import {
  answersAnotherReport,
  BURST_MS,
  describesNothing,
  isBareInforming,
  isReport,
  ownWaitingReport,
  takenOutFor,
  toBeMasked,
} from './predicates.js';
import { record } from './record.js';
import { safeText } from './safe-text.js';
import { informedButtons, tellPoster } from './take-out.js';

/**
 * What the message does to the poster's own waiting report, drafted. `passed`: that was all it is for, but what it
 * says must still be judged. `held`, `asked`: it has become part of the report. Null: it is a message of its own.
 */
export function continueOwnReport(
  draft: Draft,
  event: EventOf<'message'>,
  content: readonly Finding[],
): 'passed' | 'held' | 'asked' | null {
  const { input } = draft;
  const hold = ownWaitingReport(input);
  const text = input.analysis?.text;
  if (!hold || !text || answersAnotherReport(input, event)) return null;
  const isEditOfIt = event.revision > 0 && hold.messages.includes(event.message);
  // Another message of theirs that is only changed: not said now, and not about this report.
  if (event.revision > 0 && !isEditOfIt && !isBareInforming(text)) return null;
  if (text.withdraws && !text.confirmsInformed) {
    takeBack(draft, hold);
    return 'passed';
  }

  const inBurst = input.now - hold.createdAt <= BURST_MS;
  const sameAgain = isReport(text) && tellsTheSame(text.signature, hold.signature);
  if (text.confirmsInformed || text.police === 'informed') {
    if (isEditOfIt || inBurst || text.confirmsInformed || !isReport(text) || describesNothing(text))
      return confirmedBy(
        draft,
        event,
        text,
        isEditOfIt ? edited(draft, hold, event, text, content) : hold,
        content,
      );
    // Written anew, and now in order: it takes the place of the one that waits. Else it is another report.
    if (sameAgain)
      draft.because('sent-again').effect({ type: 'close-hold', hold: hold.id, outcome: 'confirmed' });
    return null;
  }

  if (isEditOfIt) return editedStillWaiting(draft, event, text, hold, content);
  const follows = text.kind === 'followup' && (inBurst || input.context.threads.length === 0);
  const belongs = follows || (isReport(text) && (inBurst || sameAgain));
  return belongs ? addTo(draft, event, text, hold, content) : null;
}

/** The poster takes the report back; what still stands of it goes. */
export function takeBack(draft: Draft, hold: Hold): void {
  draft.because('withdrawn-by-poster').effect({ type: 'close-hold', hold: hold.id, outcome: 'withdrawn' });
  if (hold.stillInGroup) for (const message of allMessages(hold)) draft.act({ type: 'delete', message });
}

function confirmedBy(
  draft: Draft,
  event: EventOf<'message'>,
  text: TextAnalysis,
  hold: Hold,
  content: readonly Finding[],
): 'passed' {
  const staysOut = takenOutFor(draft.input, content).length > 0;
  // A bare “101 called” has done its work once the report itself stands in the group again.
  if (!hold.stillInGroup && isBareInforming(text) && event.media.length === 0 && !staysOut)
    draft.act({ type: 'delete', message: event.message });
  // What it tells besides need not be asked for.
  confirmReport(draft, { ...hold, description: mergeDescription(hold.description, text.description) }, true);
  return 'passed';
}

/** The waiting report as its new version tells it. One that comes late, for a message already taken out, adds nothing that stays out. */
function edited(
  draft: Draft,
  hold: Hold,
  event: EventOf<'message'>,
  text: TextAnalysis,
  content: readonly Finding[],
): Hold {
  const words = hold.stillInGroup
    ? event.text
    : takenOutFor(draft.input, content).length > 0
      ? null
      : safeText(event.text, toBeMasked(draft.input, text.findings));
  if (words === null) return hold;
  const alone = hold.messages.length === 1;
  return {
    ...hold,
    text: alone ? words : hold.text,
    signature: alone ? text.signature : [...new Set([...hold.signature, ...text.signature])],
    description: mergeDescription(hold.description, text.description),
  };
}

/** The report that the bot asked about was changed where it stands, and still does not say that the police know. */
function editedStillWaiting(
  draft: Draft,
  event: EventOf<'message'>,
  text: TextAnalysis,
  hold: Hold,
  content: readonly Finding[],
): 'asked' | null {
  const noLongerReport = hold.messages.length === 1 && !isReport(text);
  if (noLongerReport || takenOutFor(draft.input, content).length > 0) {
    // What the message says now is judged as if it were new.
    draft.effect({ type: 'close-hold', hold: hold.id, outcome: 'withdrawn' });
    return null;
  }
  draft
    .because('edited-still-waiting')
    .effect({ type: 'extend-hold', hold: edited(draft, hold, event, text, content) });
  return 'asked';
}

/** One more of the short messages that make the report; null when it can't be joined and is judged on its own. */
function addTo(
  draft: Draft,
  event: EventOf<'message'>,
  text: TextAnalysis,
  hold: Hold,
  content: readonly Finding[],
): 'held' | 'asked' | null {
  const { input } = draft;
  if (event.media.length > 0 || event.revision > 0) return null;
  // In the group it would stay as it is: only what may stay can be added. Out of it, plates and the like are masked.
  const out = takenOutFor(input, content);
  const addition = safeText(event.text, toBeMasked(input, text.findings));
  const canBeMasked = addition !== null && out.every((f) => f.span !== undefined && isMasked(f));
  if (hold.stillInGroup ? out.length > 0 : !canBeMasked) return null;
  const words = hold.stillInGroup ? event.text : (addition ?? '');
  draft.because('continues-own-report');
  draft.effect({
    type: 'extend-hold',
    hold: {
      ...hold,
      text: hold.text.includes(words) ? hold.text : hold.text === '' ? words : `${hold.text}\n${words}`,
      messages: [...hold.messages, event.message],
      signature: [...new Set([...hold.signature, ...text.signature])],
      description: mergeDescription(hold.description, text.description),
    },
  });
  if (hold.stillInGroup) return 'asked';
  const rules = [...new Set(out.map((f) => f.rule))];
  draft.because(...rules);
  record(draft, out, event.text, 'removed');
  const reasons = rules.slice(0, 2).map((rule) => ({ key: `rule.${rule}` }));
  draft.act({ type: 'delete', message: event.message });
  tellPoster(
    draft,
    event,
    [{ key: 'call-101' }, ...reasons, { key: 'hold.confirm' }],
    informedButtons(hold.id),
    event.text,
  );
  return 'held';
}

const isMasked = (f: Finding): boolean => f.rule === 'plate-in-text' || f.rule === 'identity-disclosed';
