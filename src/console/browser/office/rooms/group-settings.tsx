/** A group's settings in plain words, each with what it does and the clause that it comes from. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { LANGS, MODES } from '../../../../domain/vocabulary.js';
import type { GroupPage, RuleLine } from '../../../office/wire.js';
import { LANG_NAMES } from '../../lang-names.js';
import { ask } from '../ask.js';
import { useDesk } from '../desk.js';
import { Loaded } from '../parts/state.js';
import { useResource } from '../use-resource.js';

const RESPONSES = ['log', 'warn', 'ask', 'hold', 'remove'] as const;
const NUMBERS = [
  ['askMinutes', 1, 240],
  ['holdMinutes', 5, 1440],
  ['threadIdleMinutes', 10, 2880],
  ['offTopicGrace', 0, 20],
  ['retentionDays', 1, 1095],
] as const;

export function GroupSettings({ page, reload }: { page: GroupPage; reload: () => void }): JSX.Element {
  const { words, attempt, say } = useDesk();
  const { t } = words;
  const { policy } = page;
  const may = page.rights.includes('change-settings');
  const change = async (what: object): Promise<void> => {
    if (await attempt(ask('PATCH', `/groups/${page.group.id}`, what))) say(t('settings.saved'));
    reload();
  };
  const choice = <T extends string>(
    name: string,
    values: readonly T[],
    value: string,
    onChoose: (v: T) => void,
    key: string,
    disabled = !may,
  ): JSX.Element[] =>
    values.map((v) => (
      <label key={v} class="choice">
        <input
          type="radio"
          name={name}
          value={v}
          checked={value === v}
          disabled={disabled}
          onChange={() => onChoose(v)}
        />
        <span>
          <strong>{t(`${key}.${v}`)}</strong>
          <span class="help">{t(`${key}-help.${v}`)}</span>
        </span>
      </label>
    ));
  return (
    <div class="settings">
      {!may && <p class="notice">{t('settings.read-only')}</p>}
      <fieldset class="panel-card">
        <legend>{t('settings.mode')}</legend>
        {choice('mode', MODES, policy.mode, (mode) => void change({ mode }), 'mode')}
      </fieldset>
      <fieldset class="panel-card">
        <legend>
          {t('settings.urgent')} <span class="clause">{words.clause('Annex 4 §5')}</span>
        </legend>
        {choice(
          'urgent',
          ['saa', 'forbidden'] as const,
          policy.urgentMessages,
          (urgentMessages) => void change({ urgentMessages }),
          'urgent',
        )}
      </fieldset>
      <fieldset class="panel-card">
        <legend>
          {t('settings.sending')} <span class="clause">{words.clause('Art. 8 d')}</span>
        </legend>
        {choice(
          'sending',
          ['habilitation', 'prior-authorisation'] as const,
          policy.sending,
          (sending) => void change({ sending }),
          'sending',
          !page.rights.includes('habilitate'),
        )}
        {may && !page.rights.includes('habilitate') && <p class="help">{t('settings.police-only')}</p>}
      </fieldset>
      <fieldset class="panel-card">
        <legend>{t('settings.pictures')}</legend>
        <label class="choice">
          <input
            type="checkbox"
            checked={policy.offerBlurred}
            disabled={!may}
            onChange={(e) => void change({ offerBlurred: e.currentTarget.checked })}
          />
          <span>
            <strong>{t('settings.blur')}</strong>
            <span class="help">{t('settings.blur-help')}</span>
          </span>
        </label>
        <label class="office-field">
          {t('settings.voice')}
          <select
            value={policy.voice}
            disabled={!may}
            onChange={(e) => void change({ voice: e.currentTarget.value })}
          >
            {(['allow', 'review', 'remove'] as const).map((v) => (
              <option key={v} value={v}>
                {t(`voice.${v}`)}
              </option>
            ))}
          </select>
        </label>
      </fieldset>
      <fieldset class="panel-card numbers">
        <legend>{t('settings.numbers')}</legend>
        {NUMBERS.map(([key, min, max]) => (
          <label key={key} class="office-field">
            {t(`number.${key.toLowerCase()}`)}
            <input
              type="number"
              min={min}
              max={max}
              value={policy[key]}
              disabled={!may}
              onChange={(e) => {
                const n = e.currentTarget.valueAsNumber;
                if (e.currentTarget.checkValidity()) void change({ [key]: n });
                else e.currentTarget.reportValidity();
              }}
            />
            <span class="help">{t(`number-help.${key.toLowerCase()}`)}</span>
          </label>
        ))}
        <label class="office-field">
          {t('settings.group-lang')}
          <select
            value={policy.lang}
            disabled={!may}
            onChange={(e) => void change({ lang: e.currentTarget.value })}
          >
            {LANGS.map((l) => (
              <option key={l} value={l} lang={l}>
                {LANG_NAMES[l]}
              </option>
            ))}
          </select>
          <span class="help">{t('settings.group-lang-help')}</span>
        </label>
      </fieldset>
      <section class="panel-card" aria-labelledby="tuning">
        <h2 id="tuning">{t('tuning.title')}</h2>
        <p class="help">{t('tuning.about')}</p>
        <Tuning page={page} may={may} change={change} />
      </section>
    </div>
  );
}

function Tuning({
  page,
  may,
  change,
}: {
  page: GroupPage;
  may: boolean;
  change: (what: object) => Promise<void>;
}): JSX.Element {
  const { words } = useDesk();
  const rules = useResource<RuleLine[]>(`/rules?lang=${words.lang}`);
  return (
    <Loaded resource={rules}>
      {(list) => (
        <ul class="tuning">
          {list.map((rule) => (
            <li key={rule.id}>
              <RuleTuner rule={rule} page={page} may={may} change={change} />
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  );
}

function RuleTuner({
  rule,
  page,
  may,
  change,
}: {
  rule: RuleLine;
  page: GroupPage;
  may: boolean;
  change: (what: object) => Promise<void>;
}): JSX.Element {
  const { words } = useDesk();
  const { t } = words;
  const now = page.policy.rules[rule.id];
  const tuning = {
    enabled: now?.enabled ?? true,
    response: now?.response ?? null,
    extraWords: now?.extraWords ?? [],
  };
  const [text, setText] = useState(tuning.extraWords.join(', '));
  const set = (next: Partial<typeof tuning>): void => {
    void change({ rule: { id: rule.id, tuning: { ...tuning, ...next } } });
  };
  const usual = rule.response[page.policy.mode === 'hold' ? 'hold' : 'ask'];
  return (
    <details>
      <summary>
        <strong>{rule.title}</strong>
        <span class="clause">{words.clause(rule.clause)}</span>
        <span class={tuning.enabled ? 'help' : 'flag flag-warn'}>
          {tuning.enabled ? t(`answer.${tuning.response ?? usual}`) : t('tuning.off')}
        </span>
      </summary>
      <div class="tuner">
        <label class="choice">
          <input
            type="checkbox"
            checked={tuning.enabled}
            disabled={!may}
            onChange={(e) => set({ enabled: e.currentTarget.checked })}
          />
          <span>
            <strong>{t('tuning.on')}</strong>
            <span class="help">{t('tuning.on-help')}</span>
          </span>
        </label>
        <label class="office-field">
          {t('tuning.response')}
          <select
            value={tuning.response ?? ''}
            disabled={!may || !tuning.enabled}
            onChange={(e) =>
              set({ response: (e.currentTarget.value || null) as (typeof RESPONSES)[number] | null })
            }
          >
            <option value="">{t('tuning.usual', { what: t(`answer.${usual}`) })}</option>
            {RESPONSES.map((r) => (
              <option key={r} value={r}>
                {t(`answer.${r}`)}
              </option>
            ))}
          </select>
        </label>
        <label class="office-field">
          {t('tuning.words')}
          <input
            value={text}
            disabled={!may || !tuning.enabled}
            onInput={(e) => setText(e.currentTarget.value)}
            onChange={() =>
              set({
                extraWords: text
                  .split(',')
                  .map((w) => w.trim())
                  .filter((w) => w.length >= 2),
              })
            }
          />
          <span class="help">{t('tuning.words-help')}</span>
        </label>
      </div>
    </details>
  );
}
