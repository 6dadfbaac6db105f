import type { JSX } from 'preact';
import type { Verdict } from '../../wire.js';
import { useUi } from '../context.js';
import { Icon } from '../icons.js';

/** What became of a message, in two words below it; opens the whole analysis. Only viewers see it, not the group. */
export function OutcomeChip({ verdict }: { verdict: Verdict }): JSX.Element {
  const { state, dispatch } = useUi();
  const { t } = state.words;
  const { outcome } = verdict.decision;
  const kind = verdict.analysis ? t(`kind.${verdict.analysis.kind}`) : null;
  return (
    <button
      type="button"
      class={`chip outcome-${outcome}`}
      onClick={() => dispatch({ type: 'show', panel: 'insight', focused: verdict.message })}
      aria-label={`${t(`outcome.${outcome}`)}${kind ? ` · ${kind}` : ''}. ${t('chat.why')}`}
    >
      <Icon name="eye" />
      <span>
        {t(`outcome.${outcome}`)}
        {kind && ` · ${kind}`}
      </span>
    </button>
  );
}
