/** The questions that decide asks, each under a name that reads aloud. */
import type { Finding } from '../finding.js';
import { effectiveMode } from '../group.js';
import type { Hold } from '../hold.js';
import { type Response, ruleOf } from '../rule.js';
import { isPolice, type RuleId } from '../vocabulary.js';
import type { DecideInput } from './input.js';

/** The rules that protect a person who is shown or named: they hold for coordinators too, in every mode but observe. */
const PRIVACY: ReadonlySet<RuleId> = new Set([
  'plate-in-text',
  'identity-disclosed',
  'face-photo',
  'plate-photo',
]);
export const protectsPrivacy = (rule: RuleId): boolean => PRIVACY.has(rule);

/** Rules about *when a report may be shown*; the others are about what a message says. */
const REPORTING: ReadonlySet<RuleId> = new Set([
  'police-not-informed',
  'no-suspect-seen',
  'urgent-forbidden',
]);
export const isAboutReporting = (rule: RuleId): boolean => REPORTING.has(rule);

export const isSwitchedOn = (i: DecideInput, rule: RuleId): boolean =>
  i.group.policy.rules[rule]?.enabled !== false;

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

/** Police officers answer to their own hierarchy, not to the bot (art. 8 d): they are only ever reminded privately. */
export const speaksForPolice = (i: DecideInput): boolean => isPolice(i.sender.role);

/** The poster's own report that still waits for “police informed”. */
export const ownWaitingReport = (i: DecideInput): Hold | undefined =>
  i.context.holds.find((h) => h.member === i.sender.id && h.condition === 'police-informed');

/** Messages this close together by one person are one telling. */
export const BURST_MS = 120_000;

/**
 * The findings that must not go back into the group with a text: with exact spans even when they are unsure (a
 * mask too many does no harm), without spans only when somebody would at least be asked to look.
 */
export const toBeMasked = (i: DecideInput, findings: readonly Finding[]): Finding[] =>
  findings.filter(
    (f) =>
      protectsPrivacy(f.rule) && (f.span !== undefined || f.confidence >= ruleOf(i.rules, f.rule).reviewFrom),
  );
