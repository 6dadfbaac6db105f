/** The group's name and state at the top, as in any chat app, and the ways into the rest of the page. */
import type { JSX } from 'preact';
import { useUi } from './context.js';
import { Icon, type IconName } from './icons.js';
import { useRoving } from './roving.js';
import { PANELS, type Panel } from './state.js';

const ICONS: Record<Panel, IconName> = {
  chat: 'chat',
  insight: 'eye',
  ledger: 'book',
  stories: 'play',
  settings: 'gear',
};

export function Header(): JSX.Element {
  const { state, room, dispatch } = useUi();
  const { t } = state.words;
  return (
    <header class="top">
      <div class="group-name">
        <span class="group-mark" aria-hidden="true">
          <Icon name="people" />
        </span>
        <div>
          <h1>{room.room.title}</h1>
          <p>
            {t('header.members', { n: room.personas.filter((p) => p.state !== 'out').length })}
            {room.rulesBroken && <strong class="offline"> · {t('app.rules-broken')}</strong>}
            {!state.online && <strong class="offline"> · {t('app.offline')}</strong>}
          </p>
        </div>
      </div>
      <button
        type="button"
        class={`mode mode-${room.policy.mode}`}
        onClick={() => dispatch({ type: 'show', panel: 'settings' })}
        aria-label={`${t('settings.mode')} : ${t(`mode.${room.policy.mode}`)}`}
      >
        <Icon name="shield" />
        <span class="mode-word">{t('header.mode')}</span>
        {t(`mode.${room.policy.mode}`)}
      </button>
    </header>
  );
}

/** The page's sections: at the foot of a phone, above the panel of a wide screen. */
export function Sections(): JSX.Element {
  const { state, room, dispatch } = useUi();
  const { t } = state.words;
  const roving = useRoving();
  const count = { ledger: room.ledger.length } as Partial<Record<Panel, number>>;
  return (
    <nav class="sections" aria-label={t('nav.label')} onKeyDown={roving}>
      {PANELS.map((panel) => {
        const selected = state.panel === panel || (state.panel === 'chat' && panel === 'insight');
        return (
          <button
            key={panel}
            type="button"
            data-panel={panel}
            class={`section to-${panel}${state.panel === panel ? ' here' : ''}${selected ? ' wide-here' : ''}`}
            aria-current={state.panel === panel ? 'page' : undefined}
            onClick={() => dispatch({ type: 'show', panel, focused: null })}
          >
            <Icon name={ICONS[panel]} />
            <span>{t(`nav.${panel}`)}</span>
            {count[panel] ? <span class="count">{count[panel]}</span> : null}
          </button>
        );
      })}
    </nav>
  );
}
