/** A group's settings, and one rule fitted to it without touching the others. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { GroupPage, RuleLine } from '../../../office/wire.js';
import { PolicyForm } from '../../policy-form.js';
import { ask } from '../ask.js';
import { useDesk } from '../desk.js';
import { Loaded } from '../parts/state.js';
import { useResource } from '../use-resource.js';

const RESPONSES = ['log', 'warn', 'ask', 'hold', 'remove'] as const;

export function GroupSettings({ page, reload }: { page: GroupPage; reload: () => void }): JSX.Element {
  const { words, attempt, say } = useDesk();
  const { t } = words;
  const { policy } = page;
  const may = page.rights.includes('change-settings');
  const change = async (what: object): Promise<void> => {
    if (await attempt(ask('PATCH', `/groups/${page.group.id}`, what))) say(t('settings.saved'));
    reload();
  };
  return (
    <div class="settings">
      {!may && <p class="notice">{t('settings.read-only')}</p>}
      <PolicyForm
        words={words}
        policy={policy}
        may={may}
        mayDecideSending={page.rights.includes('habilitate')}
        onChange={(what) => void change(what)}
      />
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
