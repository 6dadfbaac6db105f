/** The group's settings and the page's own. Each has one plain sentence that says what it does. */

import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { LANGS, type Lang } from '../../../domain/vocabulary.js';
import { api } from '../api.js';
import { useUi } from '../context.js';
import { LANG_NAMES } from '../lang-names.js';
import { type PolicyChange, PolicyForm } from '../policy-form.js';
import { remember, remembered } from '../remember.js';
import { words as wordsOf } from '../texts.js';
import { applyTheme } from '../theme.js';

const THEMES = ['auto', 'light', 'dark'] as const;

export function Settings(): JSX.Element {
  const { state, room, dispatch, attempt } = useUi();
  const { words } = state;
  const { t } = words;
  const { policy } = room;
  const [theme, setTheme] = useState(remembered('theme') ?? 'auto');
  useEffect(() => applyTheme(theme), [theme]);

  const change = (what: PolicyChange): void => {
    void attempt(api.policy(room.room.id, what));
  };
  const speak = async (lang: Lang): Promise<void> => {
    const texts = await attempt(api.texts(lang));
    if (texts) dispatch({ type: 'words', words: wordsOf(lang, texts) });
  };
  return (
    <form class="panel-body settings" onSubmit={(e) => e.preventDefault()}>
      <div class="panel-head">
        <h2>{t('settings.title')}</h2>
        <p>{t('settings.about')}</p>
      </div>
      <PolicyForm words={words} policy={policy} onChange={change} />
      <div class="field">
        <label for="page-lang">{t('settings.page-lang')}</label>
        <select id="page-lang" value={words.lang} onChange={(e) => void speak(e.currentTarget.value as Lang)}>
          {LANGS.map((l) => (
            <option key={l} value={l} lang={l}>
              {LANG_NAMES[l]}
            </option>
          ))}
        </select>
        <span class="help">{t('settings.page-lang-help')}</span>
      </div>
      <div class="field">
        <label for="theme">{t('settings.theme')}</label>
        <select
          id="theme"
          value={theme}
          onChange={(e) => {
            setTheme(e.currentTarget.value);
            remember('theme', e.currentTarget.value);
          }}
        >
          {THEMES.map((th) => (
            <option key={th} value={th}>
              {t(`theme.${th}`)}
            </option>
          ))}
        </select>
      </div>
    </form>
  );
}
