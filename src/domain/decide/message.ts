/**
 * A message in the group, read against Annex 4. The order of the steps is the order of the questions a careful
 * coordinator would ask: whose is it, does it belong to a report that waits, does it expose somebody, is it a
 * report and were the police informed, does it belong here.
 */
import type { Decision } from '../decision.js';
import type { EventOf } from '../event.js';
import type { Analysis, Finding } from '../finding.js';
import { effectiveMode } from '../group.js';
import { threadOfSameEvent } from '../report-thread.js';
import type { Response } from '../rule.js';
import { isCoordinator } from '../vocabulary.js';
import { Draft } from './draft.js';
import type { DecideInput } from './input.js';
import { continueOwnReport } from './own-report.js';
import {
  actionable,
  doubtful,
  isAboutReporting,
  protectsPrivacy,
  responseTo,
  speaksForPolice,
} from './predicates.js';
import { record } from './record.js';
import { receiveReport } from './report.js';
import { contestButton, holdOf, informedButtons, takeOut } from './take-out.js';

const STRENGTH: Record<Response, number> = { log: 0, warn: 1, ask: 2, hold: 3, remove: 4 };

export function decideMessage(input: DecideInput, event: EventOf<'message'>): Decision {
  const draft = new Draft(input);
  if (event.history) return draft.because('history').done('ignored');
  const analysis = input.joined ?? input.analysis;
  if (analysis === null) return draft.because('nothing-to-read').done('ignored');
  if (speaksForPolice(input)) return policeSpeaks(draft, event, analysis);

  const continued = continueOwnReport(draft, event);
  if (continued) return continued;

  const unreadable = unreadableContent(draft, event, analysis);
  if (unreadable) return unreadable;

  const all: Finding[] = [
    ...analysis.text.findings,
    ...pictureFindings(draft, analysis),
    ...circumstances(input, event),
  ];
  for (const finding of doubtful(input, all))
    draft.effect({ type: 'review', finding, excerpt: event.text }).because(`doubt:${finding.rule}`);
  const findings = actionable(input, all);

  if (input.group.policy.sending === 'prior-authorisation' && !isCoordinatorHabilitated(input))
    return awaitAuthorisation(draft, event, analysis, findings);

  const content = findings.filter((f) => !isAboutReporting(f.rule) && f.rule !== 'off-topic');
  const taken = judgeContent(draft, event, analysis, content, findings);
  if (taken) return taken;

  if (analysis.text.kind === 'signalement') return receiveReport(draft, event, analysis, findings);
  if (analysis.text.kind === 'followup') joinThread(draft, analysis);
  const offTopic = findings.find((f) => f.rule === 'off-topic');
  if (offTopic) return answerOffTopic(draft, event, analysis, offTopic);
  return draft.done(
    content.length > 0 ? outcomeOf(draft) : doubtful(input, all).length > 0 ? 'review' : 'passed',
  );
}

const outcomeOf = (draft: Draft): Decision['outcome'] =>
  effectiveMode(draft.input.group) === 'observe' ? 'observed' : 'warned';

/** Police messages pass; what would expose somebody is mentioned to the officer, privately (art. 8 d). */
function policeSpeaks(draft: Draft, event: EventOf<'message'>, analysis: Analysis): Decision {
  draft.because('police-speaks');
  const exposed = actionable(draft.input, [
    ...analysis.text.findings,
    ...analysis.pictures.flatMap((p) => p.findings),
  ]).filter((f) => protectsPrivacy(f.rule));
  if (exposed.length > 0) {
    draft.effect({
      type: 'approved',
      rule: exposed[0]!.rule,
      by: draft.input.sender.id,
      reason: 'police-message',
    });
    if (!analysis.text.publicNotice)
      draft.act({
        type: 'tell',
        person: draft.input.sender.id,
        sentences: [{ key: 'police.exposes', params: { rules: exposed.map((f) => f.rule) } }],
        lang: draft.input.sender.lang,
        groupFallback: false,
        about: event.message,
      });
  }
  if (analysis.text.kind === 'followup') joinThread(draft, analysis);
  return draft.done('passed');
}

/** Circumstances that no text tells: content that was forwarded many times (art. 9: no chains). */
function circumstances(input: DecideInput, event: EventOf<'message'>): Finding[] {
  if ((event.forward?.times ?? 0) < 5 || isCoordinator(input.sender.role)) return [];
  return [{ rule: 'forwarded-chain', confidence: 1, detail: 'forwarded-many-times' }];
}

/** Picture findings, less those that a coordinator may show: a missing person's photo (art. 9 d). */
function pictureFindings(draft: Draft, analysis: Analysis): Finding[] {
  const findings = analysis.pictures.flatMap((p) => p.findings);
  if (findings.length === 0 || !analysis.text.publicNotice || !isCoordinator(draft.input.sender.role))
    return findings;
  draft.because('public-notice');
  draft.effect({ type: 'approved', rule: 'face-photo', by: draft.input.sender.id, reason: 'public-notice' });
  return findings.filter((f) => f.rule !== 'face-photo');
}

/** What the bot can't read waits for a person; it is never simply let through (voice: as the group chose). */
function unreadableContent(draft: Draft, event: EventOf<'message'>, analysis: Analysis): Decision | null {
  const { input } = draft;
  const voice = event.media.some((m) => m.kind === 'voice' || m.kind === 'audio');
  const unknown = event.other?.startsWith('unknown:') === true;
  const unsure = analysis.pictures.some((p) => p.decision === 'review');
  const voiceWaits = voice && input.group.policy.voice !== 'allow';
  if (!voiceWaits && !unknown && !unsure) return null;
  if (isCoordinator(input.sender.role)) return null;
  draft.because(unsure ? 'picture-unsure' : unknown ? 'unknown-content' : 'voice');
  const rule = 'face-photo';
  const hold = holdOf(
    draft,
    event,
    analysis,
    voiceWaits && input.group.policy.voice === 'remove' ? 'never' : 'review',
    rule,
  );
  const sentence = { key: unsure ? 'picture.unsure' : unknown ? 'content.unknown' : 'content.voice' };
  takeOut(draft, event, hold, emergencyFirst(analysis, [sentence]), []);
  if (hold.condition === 'review') notifyReview(draft, hold.id, 'coordinator');
  return draft.done(effectiveMode(input.group) === 'observe' ? 'observed' : 'held');
}

export function notifyReview(draft: Draft, hold: string, role: 'coordinator' | 'mandatary'): void {
  draft.act({
    type: 'notify',
    role,
    sentences: [{ key: 'notify.review', params: { name: draft.input.sender.name } }],
    buttons: [
      { label: 'button.release', action: `release:${hold}` },
      { label: 'button.refuse', action: `refuse:${hold}` },
    ],
    lang: draft.input.group.policy.lang,
  });
}

/** Whoever reports without saying that the police know hears of 101 first, whatever else is wrong (art. 9 a). */
function emergencyFirst(analysis: Analysis, sentences: { key: string }[]): { key: string }[] {
  const uninformed = analysis.text.kind === 'signalement' && analysis.text.police !== 'informed';
  return uninformed ? [{ key: 'call-101' }, ...sentences] : sentences;
}

/** Art. 8 d: the coordinator may have been given habilitation while members were not. */
const isCoordinatorHabilitated = (input: DecideInput): boolean => isCoordinator(input.sender.role);

/** Art. 8 d: nothing is sent without prior authorisation by the police. */
function awaitAuthorisation(
  draft: Draft,
  event: EventOf<'message'>,
  analysis: Analysis,
  findings: readonly Finding[],
): Decision {
  draft.because('prior-authorisation');
  record(draft, findings, event.text, 'held');
  const hold = holdOf(draft, event, analysis, 'authorisation', 'not-authorised');
  takeOut(draft, event, hold, emergencyFirst(analysis, [{ key: 'authorisation.wait' }]), [
    { label: 'button.withdraw', action: `withdraw:${hold.id}` },
  ]);
  notifyReview(draft, hold.id, 'mandatary');
  return draft.done(effectiveMode(draft.input.group) === 'observe' ? 'observed' : 'held');
}

/**
 * What a message says, whatever it is for: privacy, vigilantism, racism, insults, leaks, danger. The strongest
 * answer wins. Null when the message may stay; warnings are then already drafted.
 */
function judgeContent(
  draft: Draft,
  event: EventOf<'message'>,
  analysis: Analysis,
  content: readonly Finding[],
  all: readonly Finding[],
): Decision | null {
  if (content.length === 0) return null;
  const { input } = draft;
  draft.because(...content.map((f) => f.rule));
  const strongest = content.reduce((a, b) =>
    STRENGTH[responseTo(input, b.rule)] > STRENGTH[responseTo(input, a.rule)] ? b : a,
  );
  // A coordinator's message is only taken out where it exposes somebody; otherwise a private word does (art. 8 b).
  const gentle = isCoordinator(input.sender.role) && !protectsPrivacy(strongest.rule);
  const response =
    gentle && STRENGTH[responseTo(input, strongest.rule)] > 1 ? 'warn' : responseTo(input, strongest.rule);
  const reasons = [...new Set(content.map((f) => f.rule))].map((rule) => ({ key: `rule.${rule}` }));

  if (response === 'log') {
    record(draft, content, event.text, 'observed');
    return null;
  }
  if (response === 'warn' || response === 'ask') {
    record(draft, content, event.text, 'warned');
    draft.act({
      type: 'tell',
      person: input.sender.id,
      sentences: emergencyFirst(analysis, reasons.slice(0, 2)),
      lang: input.sender.lang,
      groupFallback: true,
      about: event.message,
    });
    return null;
  }

  record(
    draft,
    all.filter((f) => f.rule !== 'off-topic'),
    event.text,
    'removed',
  );
  const picture = content.some((f) => f.rule === 'face-photo' || f.rule === 'plate-photo');
  const uninformed = all.some((f) => f.rule === 'police-not-informed');
  const onlyPrivacy = content.every(
    (f) => protectsPrivacy(f.rule) || STRENGTH[responseTo(input, f.rule)] < 3,
  );
  const blur = picture && input.group.policy.offerBlurred && onlyPrivacy;
  const probe = holdOf(draft, event, analysis, 'never', strongest.rule);
  const canReturn = onlyPrivacy && !picture && (probe.text !== '' || event.text === '');
  const hold = {
    ...probe,
    condition:
      uninformed && onlyPrivacy && probe.text !== ''
        ? 'police-informed'
        : blur
          ? 'blur'
          : canReturn
            ? 'blur'
            : 'never',
    media: blur ? event.media : [],
  } as const;
  const buttons =
    hold.condition === 'police-informed'
      ? informedButtons(hold.id)
      : hold.condition === 'blur'
        ? [{ label: picture ? 'button.blur' : 'button.mask', action: `blur:${hold.id}` }]
        : [];
  const confirm = hold.condition === 'police-informed' ? [{ key: 'hold.confirm' }] : [];
  takeOut(
    draft,
    event,
    hold,
    [...emergencyFirst(analysis, reasons.slice(0, 2)), ...confirm],
    [...buttons, contestButton(hold.id)],
  );
  return draft.done(effectiveMode(input.group) === 'observe' ? 'observed' : 'removed');
}

/** A follow-up joins the thread it answers, else the one it resembles, else the newest. */
export function joinThread(draft: Draft, analysis: Analysis): void {
  const { context, now } = draft.input;
  const thread =
    context.threads.find((t) => t.id === context.repliedThread) ??
    threadOfSameEvent(analysis.text.signature, context.threads, now) ??
    context.threads[0];
  if (!thread) return;
  draft.because('joins-thread');
  draft.effect({
    type: 'touch-thread',
    thread: thread.id,
    description: analysis.text.description,
    signature: analysis.text.signature,
    policeInformedAt: analysis.text.police === 'informed' ? now : null,
  });
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
  const repeated = input.sender.offTopicCount >= input.group.policy.offTopicGrace;
  record(
    draft,
    [finding],
    event.text,
    response === 'log' ? 'observed' : response === 'remove' ? 'removed' : 'warned',
  );
  if (response === 'log') return draft.done('observed');
  const sentences = [{ key: repeated ? 'off-topic.again' : 'off-topic.first' }];
  if (response === 'remove' || response === 'hold') {
    const hold = holdOf(draft, event, analysis, 'never', 'off-topic');
    takeOut(draft, event, hold, sentences, [contestButton(hold.id)]);
    return draft.done('removed');
  }
  draft.act({
    type: 'tell',
    person: input.sender.id,
    sentences,
    lang: input.sender.lang,
    groupFallback: !repeated,
    about: event.message,
  });
  return draft.done('warned');
}
