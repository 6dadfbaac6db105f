import type { JSX } from 'preact';
import type { Check } from '../../../office/wire.js';
import { Icon } from '../../icons.js';
import { useDesk } from '../desk.js';

/** What is there, what is missing (with what to do), what nobody knows yet. */
export function Checks({ checks }: { checks: readonly Check[] }): JSX.Element {
  const { words } = useDesk();
  const { t } = words;
  return (
    <ul class="checks">
      {checks.map((check) => (
        <li key={check.key} class={`check-${check.state}`}>
          <span class="check-mark">
            <Icon name={check.state === 'done' ? 'check' : check.state === 'missing' ? 'warn' : 'dots'} />
          </span>
          <div>
            <strong>{words.maybe(check.key) ?? check.key}</strong>
            <span class="visually-hidden"> {t(`check.${check.state}`)}</span>
            {check.detail && (
              <span class="help">
                {check.detail}
                {check.day && ` · ${words.date(Date.parse(`${check.day}T12:00:00Z`))}`}
              </span>
            )}
            {check.state === 'missing' && (
              <span class="help">{words.maybe(`${check.key}-help`) ?? t('check.missing-help')}</span>
            )}
            {check.lacks && check.lacks.length > 0 && (
              <details>
                <summary>{words.n('check.lacks', check.lacks.length)}</summary>
                <ul class="lacks">
                  {check.lacks.map((what) => (
                    <li key={what}>{what}</li>
                  ))}
                </ul>
              </details>
            )}
            {check.state === 'unknown' && <span class="help">{t('check.unknown-help')}</span>}
          </div>
        </li>
      ))}
    </ul>
  );
}
