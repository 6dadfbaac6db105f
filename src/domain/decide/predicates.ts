/** The questions that decide asks, each under a name that reads aloud. */
import type { EventOf } from '../event.js';
import type { Description, Finding, TextAnalysis } from '../finding.js';
import { effectiveMode } from '../group.js';
import { allMessages, type Hold } from '../hold.js';
import { type Response, ruleOf } from '../rule.js';
import { isCoordinator, isPolice, type RuleId } from '../vocabulary.js';
import type { DecideInput } from './input.js';

/** The rules that protect a person who is shown or named: they hold for coordinators too, in every mode but observe. */
const PRIVACY: ReadonlySet<RuleId> = new Set([
  'plate-in-text',
  'identity-disclosed',
  'face-photo',
  'plate-photo',
]);
export const protectsPrivacy = (rule: RuleId): boolean => PRIVACY.has(rule);

export const isOfPicture = (rule: RuleId): boolean => rule === 'face-photo' || rule === 'plate-photo';

/** Rules about *when a report may be shown*; the others are about what a message says. */
const REPORTING: ReadonlySet<RuleId> = new Set([
  'police-not-informed',
  'no-suspect-seen',
  'urgent-forbidden',
]);
export const isAboutReporting = (rule: RuleId): boolean => REPORTING.has(rule);

export const isSwitchedOn = (i: DecideInput, rule: RuleId): boolean =>
  i.group.policy.rules[rule]?.enabled !== false;

export const isObserved = (i: DecideInput): boolean => effectiveMode(i.group) === 'observe';

/** The findings sure enough to act on, in groups that use the rule. */
export const actionable = (i: DecideInput, findings: readonly Finding[]): Finding[] =>
  findings.filter((f) => isSwitchedOn(i, f.rule) && f.confidence >= ruleOf(i.rules, f.rule).actFrom);

/** The findings that a person should look at: seen, but not sure enough. */
export const doubtful = (i: DecideInput, findings: readonly Finding[]): Finding[] =>
  findings.filter((f) => {
    const rule = ruleOf(i.rules, f.rule);
    return isSwitchedOn(i, f.rule) && f.confidence >= rule.reviewFrom && f.confidence < rule.actFrom;
  });

/** What this group does about a rule in its present mode. */
export function responseTo(i: DecideInput, rule: RuleId): Response {
  const mode = effectiveMode(i.group);
  if (mode === 'observe') return 'log';
  return i.group.policy.rules[rule]?.response ?? ruleOf(i.rules, rule).response[mode];
}

/** True when this group takes a message out for breaking the rule. */
export function takesOut(i: DecideInput, rule: RuleId): boolean {
  const response = responseTo(i, rule);
  return response === 'hold' || response === 'remove';
}

/**
 * The findings that take this message out. A coordinator's is only taken out where it exposes somebody; for the
 * rest a private word does (art. 8 b).
 */
export const takenOutFor = (i: DecideInput, content: readonly Finding[]): Finding[] =>
  content.filter((f) => takesOut(i, f.rule) && (protectsPrivacy(f.rule) || !isCoordinator(i.sender.role)));

/** “101 called” and nothing more: an answer, or a word to the neighbours, but never a report by itself. */
export const isBareInforming = (t: TextAnalysis): boolean =>
  t.confirmsInformed &&
  ((t.kind !== 'signalement' && t.kind !== 'followup') || says(t.description).length === 0);

const says = (d: Description): boolean[] =>
  [d.where, d.direction, d.person, d.clothes, d.vehicle].filter((told) => told);

/** Nobody and nothing is described: what it says of the police is about a report that stands elsewhere. */
export const describesNothing = ({ description: d }: TextAnalysis): boolean =>
  !(d.person || d.clothes || d.vehicle);

/** True when the text reports something (see `Kind`). */
export const isReport = (t: TextAnalysis): boolean => t.kind === 'signalement' && !isBareInforming(t);

/** Officers keep professional secrecy under their own law (art. 8 d): the bot only ever reminds them, privately. */
export const speaksForPolice = (i: DecideInput): boolean => isPolice(i.sender.role);

/**
 * The poster's own report that waits for “police informed”: the one that the event changes or answers, else the
 * newest, which the bot asked about last. None where the group is only observed, since nothing could go back.
 */
export function ownWaitingReport(i: DecideInput): Hold | undefined {
  if (isObserved(i)) return undefined;
  const own = i.context.holds.filter((h) => h.member === i.sender.id && h.condition === 'police-informed');
  const { event } = i;
  const about = [
    event.type === 'message' || event.type === 'reaction' ? event.message : undefined,
    event.type === 'message' ? event.replyTo?.message : undefined,
  ];
  return own.find((h) => allMessages(h).some((m) => about.includes(m))) ?? own.at(-1);
}

/** The message answers a report of somebody else, under way or waiting: it isn't about one's own. */
export function answersAnotherReport(i: DecideInput, event: EventOf<'message'>): boolean {
  const answered = event.replyTo?.message;
  if (event.revision > 0 || answered === undefined) return false;
  const { threads, repliedThread, holds } = i.context;
  return (
    threads.some((t) => t.id === repliedThread && t.openedBy !== i.sender.id) ||
    holds.some((h) => h.member !== i.sender.id && allMessages(h).includes(answered))
  );
}

/** Messages this close together by one person are one telling. */
export const BURST_MS = 120_000;

/**
 * The findings that must not go back into the group with a text: with exact spans even when they are unsure (a
 * mask too many does no harm), without spans when they are sure (the whole text stays out then).
 */
export const toBeMasked = (i: DecideInput, findings: readonly Finding[]): Finding[] =>
  findings.filter(
    (f) =>
      protectsPrivacy(f.rule) && (f.span !== undefined || f.confidence >= ruleOf(i.rules, f.rule).actFrom),
  );
