/** A group's settings, and one rule fitted to it without touching the others. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { GroupPolicy } from '../../../../domain/group.js';
import type { GroupPage, RuleLine } from '../../../office/wire.js';
import { type PolicyChange, PolicyForm } from '../../policy-form.js';
import { ask } from '../ask.js';
import { useDesk } from '../desk.js';
import { Loaded } from '../parts/state.js';
import { type Resource, useResource } from '../use-resource.js';

const RESPONSES = ['log', 'warn', 'ask', 'hold', 'remove'] as const;

interface Tuning {
  readonly enabled: boolean;
  readonly response: (typeof RESPONSES)[number] | null;
  readonly extraWords: readonly string[];
}
interface RuleChange {
  readonly id: string;
  readonly tuning: Tuning;
}

const tuningOf = (policy: GroupPolicy, rule: string): Tuning => {
  const now = policy.rules[rule];
  return {
    enabled: now?.enabled ?? true,
    response: now?.response ?? null,
    extraWords: now?.extraWords ?? [],
  };
};

const tuned = (rules: GroupPolicy['rules'], { id, tuning }: RuleChange): GroupPolicy['rules'] => {
  const { response, extraWords, enabled } = tuning;
  return {
    ...rules,
    [id]: { enabled, extraWords: [...extraWords], ...(response === null ? {} : { response }) },
  };
};

/** Shown as changed at once; what stood before comes back by one press, or by itself when the server refuses. */
export function GroupSettings({
  page,
  resource,
}: {
  page: GroupPage;
  resource: Resource<GroupPage>;
}): JSX.Element {
  const { words, attempt, say } = useDesk();
  const { t } = words;
  const { policy } = page;
  const may = page.rights.includes('change-settings');
  const set = async (what: PolicyChange & { rule?: RuleChange }): Promise<boolean> => {
    const { rule, ...plain } = what;
    resource.change((p) => ({
      ...p,
      policy: { ...p.policy, ...plain, ...(rule ? { rules: tuned(p.policy.rules, rule) } : {}) },
    }));
    const done = await attempt(ask('PATCH', `/groups/${page.group.id}`, what));
    resource.reload();
    return done !== undefined;
  };
  const change = async (what: PolicyChange & { rule?: RuleChange }): Promise<void> => {
    const { rule, ...plain } = what;
    const before = {
      ...Object.fromEntries(Object.keys(plain).map((k) => [k, policy[k as keyof PolicyChange]])),
      ...(rule ? { rule: { id: rule.id, tuning: tuningOf(policy, rule.id) } } : {}),
    };
    if (await set(what)) say(t('settings.saved'), false, () => void set(before));
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
        <Rules page={page} may={may} change={(what) => void change(what)} />
      </section>
    </div>
  );
}

function Rules({
  page,
  may,
  change,
}: {
  page: GroupPage;
  may: boolean;
  change: (what: { rule: RuleChange }) => void;
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
  change: (what: { rule: RuleChange }) => void;
}): JSX.Element {
  const { words } = useDesk();
  const { t } = words;
  const tuning = tuningOf(page.policy, rule.id);
  const [text, setText] = useState(tuning.extraWords.join(', '));
  const set = (next: Partial<typeof tuning>): void => {
    change({ rule: { id: rule.id, tuning: { ...tuning, ...next } } });
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
