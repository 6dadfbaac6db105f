/** Very long messages are read in parts, so that nothing hides in their middle and none holds the engine up. */
import type { Finding, TextAnalysis } from '../domain/finding.js';
import { mergeDescription } from '../domain/report-thread.js';

/** Longest text that is read in one go, in UTF-16 units: what one sentence says must not drown in the rest. */
export const PART = 1500;
/** WhatsApp's longest message has 65,536 characters: it is read whole. Of a longer text the last part is its end. */
const PARTS = 44;

export interface Part {
  readonly text: string;
  readonly offset: number;
}

/** Cuts at white space where there is some. */
export function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  for (let from = 0; from < text.length; ) {
    if (parts.length === PARTS - 1 && text.length - from > PART) from = text.length - PART;
    let to = Math.min(text.length, from + PART);
    if (to < text.length) {
      const space = text.lastIndexOf(' ', to);
      if (space > from + PART / 2) to = space;
    }
    parts.push({ text: text.slice(from, to), offset: from });
    from = to;
  }
  return parts;
}

/** One analysis of several parts: what the message is for stands at its beginning; findings are gathered from all. */
export function joinParts(analyses: readonly TextAnalysis[], parts: readonly Part[]): TextAnalysis {
  const first = analyses[0]!;
  const findings = analyses.flatMap((a, i) =>
    a.findings
      .filter((f) => i === 0 || !ABOUT_THE_WHOLE.has(f.rule))
      .map(
        (f): Finding =>
          f.span ? { ...f, span: [f.span[0] + parts[i]!.offset, f.span[1] + parts[i]!.offset] } : f,
      ),
  );
  const police = analyses.some((a) => a.police === 'informed') ? 'informed' : first.police;
  return {
    ...first,
    police,
    findings: findings.filter((f) => !(f.rule === 'police-not-informed' && police === 'informed')),
    description: analyses.map((a) => a.description).reduce(mergeDescription),
    signature: [...new Set(analyses.flatMap((a) => a.signature))].sort(),
  };
}

const ABOUT_THE_WHOLE: ReadonlySet<string> = new Set(['police-not-informed', 'no-suspect-seen', 'off-topic']);
