/**
 * A message in the group, read against Annex 4. The order of the steps is the order of the questions a careful
 * coordinator would ask: whose is it, does it belong to a report that waits, does it expose somebody, is it a
 * report and were the police informed, does it belong here.
 */
import { alteredRelay } from '../authorisation.js';
import type { Decision } from '../decision.js';
import type { EventOf } from '../event.js';
import type { Analysis, Finding } from '../finding.js';
import { allMessages, type Hold } from '../hold.js';
import { threadOfSameEvent } from '../report-thread.js';
import { ruleOf } from '../rule.js';
import { isCoordinator } from '../vocabulary.js';
import { joinAlbum } from './album.js';
import { confirmReport, threadFor, touchThread } from './confirm.js';
import { Draft } from './draft.js';
import { groundsToLeave, leaveGroup } from './grounds.js';
import type { DecideInput } from './input.js';
import { continueOwnReport } from './own-report.js';
import {
  actionable,
  describesNothing,
  doubtful,
  isAboutReporting,
  isBareInforming,
  isObserved,
  isOfPicture,
  isReport,
  isSwitchedOn,
  protectsPrivacy,
  responseTo,
  speaksForPolice,
  takenOutFor,
  takesOut,
} from './predicates.js';
import { record } from './record.js';
import { receiveReport } from './report.js';
import { contestButton, emergencyFirst, holdOf, takeOut, tellPoster } from './take-out.js';

export function decideMessage(input: DecideInput, event: EventOf<'message'>): Decision {
  const draft = new Draft(input);
  if (event.history) return draft.because('history').done('ignored');
  const analysis = input.joined ?? input.analysis;
  if (analysis === null) return draft.because('nothing-to-read').done('ignored');
  if (speaksForPolice(input)) return policeSpeaks(draft, event, analysis);

  const all = [
    ...analysis.text.findings,
    ...pictureFindings(draft, event, analysis),
    ...circumstances(input, event),
    ...relayOf(draft, event),
  ];
  // What only reports can lack is not asked of “101 called”.
  const isHere = (f: Finding): boolean => isReport(analysis.text) || !isAboutReporting(f.rule);
  const doubts = doubtful(input, all).filter(isHere);
  for (const finding of doubts)
    draft
      .effect({
        type: 'review',
        finding,
        excerpt: isOfPicture(finding.rule) ? (finding.fingerprint ?? '') : event.text,
      })
      .because(`doubt:${finding.rule}`);
  const findings = actionable(input, all).filter(isHere);
  const content = findings.filter((f) => !isAboutReporting(f.rule) && f.rule !== 'off-topic');

  const answer = continueOwnReport(draft, event, content) ?? informForAnother(draft, event, false);
  if (answer === 'held' || answer === 'asked') {
    const out = takenOutFor(input, content);
    answerContent(
      draft,
      event,
      analysis,
      content.filter((f) => !out.includes(f)),
    );
    return draft.done(answer);
  }

  const grounds = groundsToLeave(input, event, analysis, content);
  const withAlbum = joinAlbum(draft, event, analysis, grounds);
  if (withAlbum) return withAlbum;
  if (grounds) return leaveGroup(draft, event, analysis, grounds, findings);
  answerContent(draft, event, analysis, content);
  if (answer === 'passed') return draft.done(content.length > 0 ? 'warned' : 'passed');

  if (isReport(analysis.text)) return receiveReport(draft, event, analysis, findings);
  joinThread(draft, analysis);
  const offTopic = findings.find((f) => f.rule === 'off-topic');
  if (offTopic) return answerOffTopic(draft, event, analysis, offTopic);
  if (content.length > 0) return draft.done(isObserved(input) ? 'observed' : 'warned');
  return draft.done(doubts.length > 0 ? 'review' : 'passed');
}

/** Police messages pass; what would expose somebody is mentioned to the officer, privately (art. 8 d). */
function policeSpeaks(draft: Draft, event: EventOf<'message'>, analysis: Analysis): Decision {
  const { input } = draft;
  draft.because('police-speaks');
  const exposed = actionable(input, [
    ...analysis.text.findings,
    ...analysis.pictures.flatMap((p) => p.findings),
  ]).filter((f) => protectsPrivacy(f.rule));
  if (exposed.length > 0) {
    draft.effect({ type: 'approved', rule: exposed[0]!.rule, by: input.sender.id, reason: 'police-message' });
    if (!analysis.text.publicNotice)
      draft.act({
        type: 'tell',
        person: input.sender.id,
        sentences: [{ key: 'police.exposes', params: { rules: [...new Set(exposed.map((f) => f.rule))] } }],
        lang: input.sender.lang,
        groupFallback: false,
        about: event.message,
      });
  }
  if (informForAnother(draft, event, true) === null) {
    joinThread(draft, analysis);
    // A hot message (art. 9 b): the police know of it, and what neighbours see joins it.
    if (isReport(analysis.text)) threadFor(draft, analysis.text, event.message, input.now, input.sender.id);
  }
  return draft.done('passed');
}

/**
 * What no text tells: content that was forwarded many times (art. 9 b: one level, no chains), and a contact card, which
 * may be a locksmith's or a suspect's. Which of the two only a person can say: it goes to the review list.
 */
function circumstances(input: DecideInput, event: EventOf<'message'>): Finding[] {
  if (isCoordinator(input.sender.role)) return [];
  const findings: Finding[] = [];
  if ((event.forward?.times ?? 0) >= 5)
    findings.push({ rule: 'forwarded-chain', confidence: 1, detail: 'forwarded-many-times' });
  if (event.other === 'contact') {
    const { reviewFrom, actFrom } = ruleOf(input.rules, 'identity-disclosed');
    findings.push({
      rule: 'identity-disclosed',
      confidence: (reviewFrom + actFrom) / 2,
      detail: 'contact-card',
    });
  }
  return findings;
}

/**
 * A crisis message that is passed on by hand in other words (art. 9 d). Its poster gets the official words at once; whether
 * it was another message after all, a person sees on the review list.
 */
function relayOf(draft: Draft, event: EventOf<'message'>): Finding[] {
  const { input } = draft;
  const official = alteredRelay(input.context.relays, event.text);
  if (official === null || !isSwitchedOn(input, 'altered-relay')) return [];
  if (!isObserved(input))
    tellPoster(draft, event, [{ key: 'rule.altered-relay' }, { key: 'relay.original' }], [], official);
  const { reviewFrom, actFrom } = ruleOf(input.rules, 'altered-relay');
  return [{ rule: 'altered-relay', confidence: (reviewFrom + actFrom) / 2 }];
}

/** Picture findings, less those that a coordinator may show: a missing person's photo (art. 9 d). */
function pictureFindings(draft: Draft, event: EventOf<'message'>, analysis: Analysis): Finding[] {
  const { sender } = draft.input;
  const findings = analysis.pictures.flatMap((p) => p.findings);
  const faces = findings.some((f) => f.rule === 'face-photo');
  if (!faces || !analysis.text.publicNotice || !isCoordinator(sender.role)) return findings;
  draft.because('public-notice');
  if (event.revision === 0)
    draft.effect({ type: 'approved', rule: 'face-photo', by: sender.id, reason: 'public-notice' });
  return findings.filter((f) => f.rule !== 'face-photo');
}

/** What a message that may stay says: one kind word to its poster, privately, unless the rule is only counted. */
function answerContent(
  draft: Draft,
  event: EventOf<'message'>,
  analysis: Analysis,
  content: readonly Finding[],
): void {
  const { input } = draft;
  draft.because(...content.map((f) => f.rule));
  const told = content.filter((f) => responseTo(input, f.rule) !== 'log');
  const counted = content.filter((f) => !told.includes(f));
  record(draft, counted, event.text, 'observed');
  if (told.length === 0) return;
  record(draft, told, event.text, 'warned');
  const reasons = [...new Set(told.map((f) => f.rule))].slice(0, 2).map((rule) => ({ key: `rule.${rule}` }));
  tellPoster(draft, event, emergencyFirst(analysis, reasons));
}

/**
 * Somebody else says that the police know of a report that still waits in the group: that is informing, whoever
 * called (Annex 4 §5: no repeated calls). Only when it is clear which report is meant: the message answers it, or it
 * is the only one that waits. The time is then shown under the report, where a mistake would be seen.
 */
function informForAnother(draft: Draft, event: EventOf<'message'>, byPolice: boolean): 'passed' | null {
  const { input } = draft;
  const text = input.analysis?.text;
  if (!text || isObserved(input) || (event.revision > 0 && !isBareInforming(text))) return null;
  const waiting = input.context.holds.filter(
    (h) => h.condition === 'police-informed' && h.stillInGroup && h.member !== input.sender.id,
  );
  const answered = waiting.find((h) => allMessages(h).includes(event.replyTo?.message ?? ''));
  const saysSo = text.police === 'informed' || (byPolice && text.kind === 'followup');
  const only =
    waiting.length === 1 &&
    event.replyTo === undefined &&
    (!isReport(text) || describesNothing(text)) &&
    text.kind !== 'prevention'
      ? waiting[0]
      : undefined;
  const hold: Hold | undefined =
    answered && (saysSo || text.confirmsInformed) ? answered : saysSo ? only : undefined;
  if (!hold) return null;
  confirmReport(draft.because('informed-by-another'), { ...hold, settling: false }, false);
  return 'passed';
}

/**
 * A follow-up joins the thread it answers, else the one it resembles, else the newest. A bare “101 called” only joins
 * a report that lacks just that: it may as well be the first of its author's own short messages.
 */
function joinThread(draft: Draft, analysis: Analysis): void {
  const { context, now } = draft.input;
  const { text } = analysis;
  const bare = isBareInforming(text);
  if (!bare && text.kind !== 'followup') return;
  const sure =
    context.threads.find((t) => t.id === context.repliedThread) ??
    threadOfSameEvent(text.signature, context.threads, now) ??
    (context.threads.length === 1 ? context.threads[0] : undefined);
  const thread = sure ?? (bare ? undefined : context.threads[0]);
  if (!thread || (bare && thread.policeInformedAt !== null && thread.id !== context.repliedThread)) return;
  draft.because('joins-thread');
  // “The police know” is only believed of a report that is certainly meant: it keeps others from calling.
  const informed = text.police === 'informed' || speaksForPolice(draft.input);
  touchThread(draft, thread.id, text, sure && informed ? now : null);
}

/** Art. 2: friendly the first time, a clearer word when it goes on; never in front of the others. */
function answerOffTopic(
  draft: Draft,
  event: EventOf<'message'>,
  analysis: Analysis,
  finding: Finding,
): Decision {
  const { input } = draft;
  draft.because('off-topic');
  const response = responseTo(input, 'off-topic');
  const leaves = takesOut(input, 'off-topic') && !isCoordinator(input.sender.role);
  const repeated = input.sender.offTopicCount >= input.group.policy.offTopicGrace;
  record(draft, [finding], event.text, response === 'log' ? 'observed' : leaves ? 'removed' : 'warned');
  if (response === 'log') return draft.done('observed');
  const sentences = [{ key: repeated ? 'off-topic.again' : 'off-topic.first' }];
  if (leaves) {
    const hold = holdOf(draft, event, analysis, 'never', 'off-topic');
    takeOut(draft, event, hold, sentences, [contestButton(hold.id)]);
    return draft.done('removed');
  }
  tellPoster(draft, event, sentences);
  return draft.done('warned');
}
