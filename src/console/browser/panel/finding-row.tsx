import type { JSX } from 'preact';
import type { Finding } from '../../../domain/finding.js';
import { useUi } from '../context.js';

/** A principle that the message seems to break: its rule, its clause, how sure, and what the clause asks. */
export function FindingRow({ finding, title }: { finding: Finding; title: string }): JSX.Element {
  const { state } = useUi();
  const { words } = state;
  const rule = state.boot.rules.find((r) => r.id === finding.rule);
  return (
    <li class="finding">
      <p class="finding-title">
        <strong>{title}</strong>
        {rule && <span class="clause">{words.clause(rule.clause)}</span>}
      </p>
      <p class="finding-sure">
        <meter min={0} max={1} value={finding.confidence} aria-label={words.t('insight.confidence')} />
        {words.t('insight.sure', { p: words.percent(finding.confidence) })}
        {rule && finding.confidence < rule.actFrom && <em>{words.t('insight.unsure')}</em>}
      </p>
      {rule && (
        <details>
          <summary>{words.t('insight.clause-asks')}</summary>
          <p>{rule.explanation[words.lang]}</p>
        </details>
      )}
    </li>
  );
}
