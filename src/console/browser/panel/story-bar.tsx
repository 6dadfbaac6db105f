/** The controls of the story that is told, with what the narrator says. Stands above the writing box. */
import type { JSX } from 'preact';
import { api } from '../api.js';
import { useUi } from '../context.js';
import { Icon } from '../icons.js';

export function StoryBar(): JSX.Element | null {
  const { state, player, attempt, open } = useUi();
  const { t, lang } = state.words;
  const { story } = player;
  if (!story) return null;
  const done = player.at >= story.steps.length;
  const leave = async (): Promise<void> => {
    const fresh = await attempt(api.boot(lang));
    player.leave();
    if (fresh) open(fresh.room);
  };
  return (
    <section class={player.playing ? 'story-bar playing' : 'story-bar'} aria-label={t('player.label')}>
      <div class="story-line">
        <strong lang={story.lang}>{story.title}</strong>
        <span class="story-count">
          {done ? t('player.done') : t('player.count', { at: player.at, of: story.steps.length })}
        </span>
      </div>
      <progress max={story.steps.length} value={player.at} aria-label={t('player.progress')} />
      <p class="narrator" aria-live="polite" lang={story.lang}>
        {player.note}
      </p>
      <div class="story-controls">
        <button type="button" class="button small" onClick={player.toggle}>
          <Icon name={player.playing ? 'pause' : done ? 'restart' : 'play'} />
          {t(player.playing ? 'player.pause' : done ? 'player.again' : 'player.play')}
        </button>
        <button
          type="button"
          class="button small quiet"
          disabled={done || player.busy}
          onClick={player.step}
          aria-label={t('player.step')}
        >
          <Icon name="step" />
          <span class="step-word">{t('player.step')}</span>
        </button>
        <button
          type="button"
          class="button small quiet"
          onClick={player.restart}
          aria-label={t('player.restart')}
        >
          <Icon name="restart" />
        </button>
        <button
          type="button"
          class="button small quiet"
          onClick={player.faster}
          aria-label={t('player.speed', { n: player.speed })}
        >
          {player.speed}×
        </button>
        <button type="button" class="button small quiet" onClick={leave} aria-label={t('player.leave')}>
          <Icon name="close" />
        </button>
      </div>
    </section>
  );
}
