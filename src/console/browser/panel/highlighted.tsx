import type { JSX } from 'preact';
import type { Finding } from '../../../domain/finding.js';

/** A message's text with the words that prove a finding marked. Findings without a span mark nothing. */
export function Highlighted({
  text,
  findings,
  titleOf,
}: {
  text: string;
  findings: readonly Finding[];
  titleOf: (rule: string) => string;
}): JSX.Element {
  const spans = findings
    .flatMap((f) => (f.span ? [{ from: f.span[0], to: Math.min(f.span[1], text.length), rule: f.rule }] : []))
    .filter((s) => s.from < s.to)
    .sort((a, b) => a.from - b.from);
  const parts: (string | JSX.Element)[] = [];
  let at = 0;
  for (const span of spans) {
    if (span.from < at) continue;
    parts.push(text.slice(at, span.from));
    parts.push(
      <mark key={span.from} title={titleOf(span.rule)}>
        {text.slice(span.from, span.to)}
      </mark>,
    );
    at = span.to;
  }
  parts.push(text.slice(at));
  return <p class="seen-text">{parts}</p>;
}
