/** A group's settings in plain words, each with what it does and the clause that it comes from; the same wherever they are set. */
import type { JSX } from 'preact';
import type { GroupPolicy } from '../../domain/group.js';
import { POLICY_BOUNDS } from '../../domain/policy-bounds.js';
import { LANGS, type Lang, MODES } from '../../domain/vocabulary.js';
import { Choices } from './choices.js';
import { LANG_NAMES } from './lang-names.js';
import type { Words } from './texts.js';

const NUMBERS = ['askMinutes', 'holdMinutes', 'threadIdleMinutes', 'offTopicGrace', 'retentionDays'] as const;

export type PolicyChange = Partial<Omit<GroupPolicy, 'rules'>>;

export function PolicyForm({
  words,
  policy,
  may = true,
  mayDecideSending = true,
  onChange: change,
}: {
  words: Words;
  policy: GroupPolicy;
  /** False: shown, and not to be changed. */
  may?: boolean;
  /** Art. 8 d: who may send is the police's to decide. */
  mayDecideSending?: boolean;
  onChange: (change: PolicyChange) => void;
}): JSX.Element {
  const { t } = words;
  const common = { words, disabled: !may };
  return (
    <>
      <fieldset class="panel-card">
        <legend>{t('settings.mode')}</legend>
        <Choices
          {...common}
          name="mode"
          values={MODES}
          value={policy.mode}
          says="mode"
          onChoose={(mode) => change({ mode })}
        />
      </fieldset>
      <fieldset class="panel-card">
        <legend>
          {t('settings.urgent')} <span class="clause">{words.clause('Annex 4 §5')}</span>
        </legend>
        <Choices
          {...common}
          name="urgent"
          values={['saa', 'forbidden'] as const}
          value={policy.urgentMessages}
          says="urgent"
          onChoose={(urgentMessages) => change({ urgentMessages })}
        />
      </fieldset>
      <fieldset class="panel-card">
        <legend>
          {t('settings.sending')} <span class="clause">{words.clause('Art. 8 d')}</span>
        </legend>
        <Choices
          {...common}
          name="sending"
          values={['habilitation', 'prior-authorisation'] as const}
          value={policy.sending}
          says="sending"
          disabled={!mayDecideSending}
          onChoose={(sending) => change({ sending })}
        />
        {may && !mayDecideSending && <p class="help">{t('settings.police-only')}</p>}
      </fieldset>
      <fieldset class="panel-card">
        <legend>{t('settings.pictures')}</legend>
        <label class="choice">
          <input
            type="checkbox"
            checked={policy.offerBlurred}
            disabled={!may}
            onChange={(e) => change({ offerBlurred: e.currentTarget.checked })}
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
            onChange={(e) => change({ voice: e.currentTarget.value as GroupPolicy['voice'] })}
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
        {NUMBERS.map((key) => (
          <label key={key} class="office-field">
            {t(`number.${key.toLowerCase()}`)}
            <input
              type="number"
              min={POLICY_BOUNDS[key][0]}
              max={POLICY_BOUNDS[key][1]}
              value={policy[key]}
              disabled={!may}
              onChange={(e) => {
                const n = e.currentTarget.valueAsNumber;
                if (e.currentTarget.checkValidity()) change({ [key]: n });
                else e.currentTarget.reportValidity();
              }}
            />
            <span class="help">{t(`number-help.${key.toLowerCase()}`)}</span>
          </label>
        ))}
        <label class="office-field">
          {t('settings.group-lang')}
          <select
            id="group-lang"
            value={policy.lang}
            disabled={!may}
            onChange={(e) => change({ lang: e.currentTarget.value as Lang })}
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
    </>
  );
}
