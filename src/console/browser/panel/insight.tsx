/** Live: what the engine saw in each message, by which rule and clause, why, and what it did about it. */
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useUi } from '../context.js';
import { Icon } from '../icons.js';
import { Timers } from './timers.js';
import { VerdictCard } from './verdict-card.js';

export function Insight(): JSX.Element {
  const { state, room, dispatch } = useUi();
  const { t } = state.words;
  const top = useRef<HTMLDivElement>(null);
  const focused = state.focused;
  const all = room.verdicts
    .filter((v) => v.event !== 'removed' || v.decision.effects.length > 0)
    .toReversed();
  const shown = focused === null ? all : all.filter((v) => v.message === focused);
  useEffect(() => {
    if (focused !== null) top.current?.scrollIntoView({ block: 'start' });
  }, [focused]);
  return (
    <div class="panel-body" ref={top}>
      <div class="panel-head">
        <h2>{t('insight.title')}</h2>
        <p>{t('insight.about')}</p>
      </div>
      <Timers />
      {focused !== null && (
        <button
          type="button"
          class="button quiet"
          onClick={() => dispatch({ type: 'show', panel: 'insight', focused: null })}
        >
          <Icon name="close" />
          {t('insight.show-all')}
        </button>
      )}
      {shown.length === 0 ? (
        <p class="nothing">{t('insight.empty')}</p>
      ) : (
        <ol class="cards">
          {shown.slice(0, 60).map((verdict, index) => (
            <li key={verdict.inbox}>
              <VerdictCard verdict={verdict} open={index === 0 || focused !== null} />
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
