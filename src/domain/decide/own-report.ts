/** The poster of a report that waits goes on writing: confirms, takes back, or adds to it (Annex 4 §5, SAA). */
import type { Decision } from '../decision.js';
import type { EventOf } from '../event.js';
import { effectiveMode } from '../group.js';
import { mergeDescription } from '../report-thread.js';
import { confirmReport } from './confirm.js';
import type { Draft } from './draft.js';
import { actionable, BURST_MS, ownWaitingReport, protectsPrivacy, toBeMasked } from './predicates.js';
import { safeText } from './safe-text.js';

/** Null when the poster has no waiting report or this message has nothing to do with it. */
export function continueOwnReport(draft: Draft, event: EventOf<'message'>): Decision | null {
  const { input } = draft;
  const hold = ownWaitingReport(input);
  if (!hold || !input.analysis || event.media.length > 0) return null;
  const text = input.analysis.text;
  const isEditOfIt = event.revision > 0 && hold.messages.includes(event.message);
  const inBurst = input.now - hold.createdAt <= BURST_MS;

  if (text.withdraws && !text.confirmsInformed) {
    draft.because('withdrawn-by-poster');
    draft.effect({ type: 'close-hold', hold: hold.id, outcome: 'withdrawn' });
    if (hold.stillInGroup) for (const message of hold.messages) draft.act({ type: 'delete', message });
    return draft.done('passed');
  }

  const saysInformed = text.confirmsInformed || text.police === 'informed';
  // A second report of the same person, itself in order, is a report of its own when it comes much later.
  if (saysInformed && (isEditOfIt || inBurst || text.confirmsInformed || text.kind !== 'signalement')) {
    const exposes = actionable(input, text.findings).some((f) => protectsPrivacy(f.rule));
    // A bare “101 called” has done its work once the report itself stands in the group again.
    if (!hold.stillInGroup && (text.confirmsInformed || exposes))
      draft.act({ type: 'delete', message: event.message });
    confirmReport(draft, isEditOfIt ? { ...hold, description: text.description } : hold);
    return draft.done('passed');
  }

  const belongs = inBurst && (text.kind === 'followup' || text.kind === 'signalement') && !isEditOfIt;
  if (!belongs)
    return isEditOfIt && hold.stillInGroup ? draft.because('edited-still-waiting').done('asked') : null;
  const addition = safeText(event.text, toBeMasked(input, text.findings));
  if (addition === null) return null;
  draft.because('continues-own-report');
  draft.effect({
    type: 'extend-hold',
    hold: {
      ...hold,
      text: hold.text === '' ? addition : `${hold.text}\n${addition}`,
      messages: [...hold.messages, event.message],
      signature: [...new Set([...hold.signature, ...text.signature])],
      description: mergeDescription(hold.description, text.description),
    },
  });
  if (!hold.stillInGroup) draft.act({ type: 'delete', message: event.message });
  return draft.done(
    effectiveMode(input.group) === 'observe' ? 'observed' : hold.stillInGroup ? 'asked' : 'held',
  );
}
