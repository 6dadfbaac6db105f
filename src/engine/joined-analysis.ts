/** “Man behaving oddly, Mill Street” / “black jacket” / “101 called”: short messages in a row are one telling. */
import type { RecentMessage } from '../domain/decide/index.js';
import type { Finding, TextAnalysis } from '../domain/finding.js';

const SURE = 0.8;
/** Findings about when a report may be shown: their proof may stand in the earlier message. */
const REPORTING: ReadonlySet<string> = new Set(['police-not-informed', 'no-suspect-seen']);

/**
 * The analysis of the author's last messages read together with this one, or null when this one alone tells as
 * much. Joining only ever does two things: several fragments become a report, and a report finds in an earlier
 * message that the police were informed. Spans are those of `text`, the message itself.
 */
export function joinedAnalysis(
  text: string,
  alone: TextAnalysis,
  recent: readonly RecentMessage[],
  analyse: (text: string) => TextAnalysis,
): TextAnalysis | null {
  // What already belongs to a report lives on in its hold or thread.
  const before = recent.filter((m) => !m.report && m.text !== '');
  if (before.length === 0 || text === '') return null;
  const isReport = alone.kind === 'signalement';
  if (isReport && alone.police === 'informed') return null;
  if (!isReport && alone.kind === 'offtopic' && alone.kindConfidence >= SURE) return null;
  const prefix = `${before.map((m) => m.text).join('\n')}\n`;
  const joined = analyse(prefix + text);
  const helps = isReport
    ? joined.kind === 'signalement' && joined.police === 'informed'
    : joined.kind === 'signalement' && joined.kindConfidence >= SURE;
  if (!helps) return null;
  return { ...joined, findings: joined.findings.flatMap((f) => ownPart(f, prefix.length)) };
}

/** The finding as seen from this message; none when its proof stands in an earlier one, which was judged already. */
function ownPart(finding: Finding, offset: number): Finding[] {
  if (!finding.span) return [finding];
  const [from, to] = [Math.max(0, finding.span[0] - offset), finding.span[1] - offset];
  if (to > 0) return [{ ...finding, span: [from, to] }];
  if (!REPORTING.has(finding.rule)) return [];
  const { span: _, ...whole } = finding;
  return [whole];
}
