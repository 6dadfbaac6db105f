/** When I have told to me what happened in a group: in my private chat, or by e-mail. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { LANGS, type Lang } from '../../../../domain/vocabulary.js';
import type { DigestChoice } from '../../../office/wire.js';
import { LANG_NAMES } from '../../lang-names.js';
import { ask, pressKey } from '../ask.js';
import { useDesk } from '../desk.js';

const CADENCES = ['off', 'daily', 'weekly'] as const;
/** A Monday, to name the days by. */
const MONDAY = Date.UTC(2024, 0, 1, 12);
const DAY = 86_400_000;

export function DigestForm({ group, digest }: { group: number; digest: DigestChoice }): JSX.Element {
  const { words, attempt, say } = useDesk();
  const { t } = words;
  const [now, setNow] = useState(digest);
  const set = (change: Partial<DigestChoice>): void => setNow({ ...now, ...change });
  const weekday = new Intl.DateTimeFormat(words.lang, { weekday: 'long', timeZone: 'UTC' });
  const save = async (): Promise<void> => {
    if (await attempt(ask('PUT', `/groups/${group}/digest`, { key: pressKey(), ...now })))
      say(t('settings.saved'));
  };
  return (
    <form
      class="panel-card numbers"
      aria-labelledby="digest"
      onSubmit={(e) => {
        e.preventDefault();
        void save();
      }}
    >
      <h2 id="digest">{t('digest.title')}</h2>
      <p class="help">{t('digest.about')}</p>
      <label class="office-field">
        {t('digest.cadence')}
        <select
          value={now.cadence}
          onChange={(e) => set({ cadence: e.currentTarget.value as DigestChoice['cadence'] })}
        >
          {CADENCES.map((c) => (
            <option key={c} value={c}>
              {t(`digest.${c}`)}
            </option>
          ))}
        </select>
      </label>
      {now.cadence === 'weekly' && (
        <label class="office-field">
          {t('digest.day')}
          <select
            value={String(now.weekday)}
            onChange={(e) => set({ weekday: Number(e.currentTarget.value) })}
          >
            {[1, 2, 3, 4, 5, 6, 7].map((n) => (
              <option key={n} value={String(n)}>
                {weekday.format(MONDAY + (n - 1) * DAY)}
              </option>
            ))}
          </select>
        </label>
      )}
      {now.cadence !== 'off' && (
        <>
          <label class="office-field">
            {t('digest.hour')}
            <input
              type="time"
              required
              value={now.hour}
              onInput={(e) => set({ hour: e.currentTarget.value })}
            />
          </label>
          <label class="office-field">
            {t('digest.email')}
            <input
              type="email"
              maxLength={254}
              autocomplete="email"
              value={now.email}
              onInput={(e) => set({ email: e.currentTarget.value })}
            />
            <span class="help">{t('digest.email-help')}</span>
          </label>
        </>
      )}
      <label class="office-field">
        {t('digest.lang')}
        <select value={now.lang} onChange={(e) => set({ lang: e.currentTarget.value as Lang })}>
          {LANGS.map((l) => (
            <option key={l} value={l} lang={l}>
              {LANG_NAMES[l]}
            </option>
          ))}
        </select>
        <span class="help">{t('digest.lang-help')}</span>
      </label>
      <div class="item-actions">
        <button type="submit" class="button">
          {t('charter.save')}
        </button>
      </div>
    </form>
  );
}
