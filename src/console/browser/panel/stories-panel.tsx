/** The sample conversations, to be watched; and a fresh group, to try things out. */
import type { JSX } from 'preact';
import { LANGS } from '../../../domain/vocabulary.js';
import { api } from '../api.js';
import { useUi } from '../context.js';
import { Icon } from '../icons.js';

export function Stories(): JSX.Element {
  const { state, player, dispatch, attempt, open } = useUi();
  const { words } = state;
  const { t } = words;
  // The viewer's own language first, the others below.
  const order = [words.lang, ...LANGS.filter((l) => l !== words.lang)];
  const stories = [...state.boot.stories].sort((a, b) => order.indexOf(a.lang) - order.indexOf(b.lang));
  return (
    <div class="panel-body">
      <div class="panel-head">
        <h2>{t('stories.title')}</h2>
        <p>{t('stories.about')}</p>
      </div>
      <ul class="stories">
        {stories.map((story) => (
          <li key={story.slug}>
            <button
              type="button"
              class={`story${player.story?.slug === story.slug ? ' here' : ''}`}
              data-story={story.slug}
              onClick={() => {
                player.start(story);
                dispatch({ type: 'show', panel: 'chat', focused: null });
              }}
            >
              <span class="story-play">
                <Icon name="play" />
              </span>
              <span class="story-words" lang={story.lang}>
                <strong>{story.title}</strong>
                <span>{story.about}</span>
              </span>
              <span class="story-lang">{story.lang.toUpperCase()}</span>
            </button>
          </li>
        ))}
      </ul>
      <button
        type="button"
        class="button"
        onClick={async () => {
          const fresh = await attempt(api.newRoom(words.lang));
          if (!fresh) return;
          player.leave();
          open(fresh.room);
          dispatch({ type: 'show', panel: 'chat', focused: null });
        }}
      >
        <Icon name="plus" />
        {t('stories.fresh')}
      </button>
    </div>
  );
}
