/** The text of a message without what may not go back into the group: plates and identities (Annex 4 §5). */
import type { Finding } from '../finding.js';

const MASKED: ReadonlySet<string> = new Set(['plate-in-text', 'identity-disclosed']);
const MASK = '▇▇▇';

/** Whether what proves this rule is covered when the bot repeats the message. */
export const isMasked = (rule: string): boolean => MASKED.has(rule);

/**
 * Masks the spans of plates and identities. Findings of those rules without a span can't be masked: then null,
 * and the text must not be reposted by the bot.
 */
export function safeText(text: string, findings: readonly Finding[]): string | null {
  const private_ = findings.filter((f) => MASKED.has(f.rule));
  if (private_.some((f) => f.span === undefined)) return null;
  let out = '';
  let at = 0;
  for (const [start, end] of private_.map((f) => f.span!).sort((a, b) => a[0] - b[0])) {
    if (end <= at) continue;
    if (start > at) out += text.slice(at, start);
    out += MASK;
    at = end;
  }
  return out + text.slice(at);
}
