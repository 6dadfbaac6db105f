import type { JSX } from 'preact';
import { useUi } from '../context.js';
import { Insight } from './insight.js';
import { Ledger } from './ledger.js';
import { Settings } from './settings.js';
import { Stories } from './stories-panel.js';

/** What stands beside the chat, or takes its place on a phone. */
export function PanelPane(): JSX.Element {
  const { state, room } = useUi();
  const { panel } = state;
  return (
    <aside class="panel" aria-label={state.words.t(`nav.${panel === 'chat' ? 'insight' : panel}`)}>
      {room.rulesBroken && (
        <p class="notice" role="status">
          {state.words.t('app.rules-broken-help')}
        </p>
      )}
      {panel === 'ledger' ? (
        <Ledger />
      ) : panel === 'stories' ? (
        <Stories />
      ) : panel === 'settings' ? (
        <Settings />
      ) : (
        <Insight />
      )}
    </aside>
  );
}
