/** Turns findings into infractions for the ledger (Annex 4 §4: attributed to the poster). */
import type { InfractionDraft } from '../decision.js';
import type { Finding } from '../finding.js';
import { effectiveMode } from '../group.js';
import { ruleOf } from '../rule.js';
import type { Draft } from './draft.js';
import { isOfPicture } from './predicates.js';

const CONTEXT = 40;
const MAX_EXCERPT = 280;

/** Only the words that prove the finding and a little around them: no more is kept than its purpose needs. */
function excerptOf(text: string, finding: Finding): string {
  if (isOfPicture(finding.rule)) return finding.fingerprint ?? '';
  if (!finding.span) return text.slice(0, MAX_EXCERPT);
  const from = wordStart(text, Math.max(0, finding.span[0] - CONTEXT));
  return text.slice(from, Math.min(text.length, finding.span[1] + CONTEXT, from + MAX_EXCERPT));
}

/** The next beginning of a word from `at` on, unless there is none near. */
function wordStart(text: string, at: number): number {
  if (at === 0) return 0;
  const space = text.indexOf(' ', at);
  return space === -1 || space - at > CONTEXT / 2 ? at : space + 1;
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
