/** Turns findings into infractions for the ledger (Annex 4 §4: attributed to the poster). */
import type { InfractionDraft } from '../decision.js';
import { excerpt } from '../excerpt.js';
import type { Finding } from '../finding.js';
import { effectiveMode } from '../group.js';
import { ruleOf } from '../rule.js';
import type { Draft } from './draft.js';
import { isOfPicture } from './predicates.js';

/** Letters kept before and after the words that prove a finding. */
const CONTEXT = 40;

/** Only the words that prove the finding and a little around them: no more is kept than its purpose needs. */
function excerptOf(text: string, finding: Finding): string {
  if (isOfPicture(finding.rule)) return finding.fingerprint ?? '';
  const { span } = finding;
  return span ? excerpt(text, [span[0] - CONTEXT, span[1] + CONTEXT], span) : excerpt(text);
}

/** Drafts one infraction a finding; in a group that is only observed, each is marked as observed. */
export function record(
  draft: Draft,
  findings: readonly Finding[],
  text: string,
  response: InfractionDraft['response'],
): void {
  const { input } = draft;
  const mode = effectiveMode(input.group);
  for (const finding of findings)
    draft.infractions.push({
      rule: finding.rule,
      clause: ruleOf(input.rules, finding.rule).clause,
      member: input.sender.id,
      mode,
      response: mode === 'observe' ? 'observed' : response,
      confidence: finding.confidence,
      ...(finding.span ? { span: finding.span } : {}),
      excerpt: excerptOf(text, finding),
    });
}
