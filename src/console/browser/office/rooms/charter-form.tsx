/** The charter as Annex 2 asks for it: everything may be left open and completed later. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Charter } from '../../../../domain/registration/index.js';
import { Icon } from '../../icons.js';
import { useDesk } from '../desk.js';

type Kind = 'short' | 'long' | 'number' | 'day' | 'yes' | 'yes-no' | 'levels' | 'variant' | 'ways';
type Field = readonly [path: string, kind: Kind];

const contact = (who: string): Field[] =>
  ['name', 'address', 'phone', 'email'].map((part) => [`${who}.${part}`, 'short']);

/** In the order of Annex 2. */
const SECTIONS: readonly (readonly [name: string, fields: readonly Field[]])[] = [
  [
    'cover',
    [
      ['variant', 'variant'],
      ['policeZone', 'short'],
      ['commune', 'short'],
      ['name', 'short'],
    ],
  ],
  [
    'why',
    [
      ['initiator', 'long'],
      ['motive', 'long'],
      ['objectives', 'long'],
      ['area', 'long'],
      ['members', 'number'],
    ],
  ],
  ['coordinator', contact('coordinator')],
  ['mandatary', [...contact('mandatary'), ['mayor', 'short']]],
  [
    'messages',
    [
      ['toPolice', 'long'],
      ['hot.levels', 'levels'],
      ['hot.plan', 'long'],
      ['hot.technologies', 'ways'],
      ['cold.plan', 'long'],
      ['cold.technologies', 'ways'],
    ],
  ],
  [
    'working',
    [
      ['meetings', 'long'],
      ['consultation', 'long'],
      ['support', 'long'],
      ['fee.asked', 'yes-no'],
      ['fee.amount', 'short'],
      ['fee.use', 'short'],
      ['evaluation.everyMonths', 'number'],
      ['evaluation.criteria', 'long'],
    ],
  ],
  [
    'rules',
    [
      ['internalRules.version', 'short'],
      ['internalRules.signedByCoordinator', 'day'],
      ['internalRules.signedByMandatary', 'day'],
      ['internalRules.saa', 'yes'],
      ['steeringCommittee', 'long'],
    ],
  ],
  [
    'signatures',
    [
      ['signed.mayor', 'day'],
      ['signed.chefDeCorps', 'day'],
      ['signed.coordinator', 'day'],
      ['signed.mandatary', 'day'],
      ['sentToInterior', 'day'],
    ],
  ],
];
const VARIANTS = ['residents', 'self-employed', 'professional', 'business'] as const;
const WAYS = ['sms', 'voice', 'text-to-voice', 'e-mail', 'social-media', 'be-alert', 'other'] as const;

const valueAt = (charter: Charter, path: string): unknown =>
  path.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], charter);

/** What stands in one field. What may be left open is null then. */
function readField(form: FormData, path: string, kind: Kind): unknown {
  if (kind === 'ways') return form.getAll(path);
  if (kind === 'yes') return form.has(path);
  const text = String(form.get(path) ?? '').trim();
  if (kind === 'yes-no') return text === '' ? null : text === 'yes';
  if (kind === 'number' || kind === 'levels') return text === '' ? null : Number(text);
  return text;
}

/** What stands in the form, as the charter has it. */
function readForm(form: FormData, charter: Charter): Charter {
  const next = structuredClone(charter) as unknown as Record<string, unknown>;
  for (const [path, kind] of SECTIONS.flatMap(([, fields]) => fields)) {
    const parts = path.split('.');
    const last = parts.pop() ?? '';
    const at = parts.reduce((place, part) => place[part] as Record<string, unknown>, next);
    at[last] = readField(form, path, kind);
  }
  return next as unknown as Charter;
}

export function CharterForm({
  charter,
  onSave,
}: {
  charter: Charter;
  onSave: (charter: Charter) => Promise<void>;
}): JSX.Element {
  const { words } = useDesk();
  const { t } = words;
  const [busy, setBusy] = useState(false);
  return (
    <form
      class="charter"
      onSubmit={(e) => {
        e.preventDefault();
        setBusy(true);
        void onSave(readForm(new FormData(e.currentTarget), charter)).finally(() => setBusy(false));
      }}
    >
      {SECTIONS.map(([name, fields]) => (
        <details key={name}>
          <summary>
            <strong>{t(`charter-part.${name}`)}</strong>
          </summary>
          <div class="charter-part">
            {fields.map(([path, kind]) => (
              <CharterField key={path} path={path} kind={kind} value={valueAt(charter, path)} />
            ))}
          </div>
        </details>
      ))}
      <div class="item-actions">
        <button type="submit" class="button" disabled={busy}>
          <Icon name="check" />
          {t('charter.save')}
        </button>
      </div>
    </form>
  );
}

function CharterField({ path, kind, value }: { path: string; kind: Kind; value: unknown }): JSX.Element {
  const { words } = useDesk();
  const { t } = words;
  const label = t(`charter-field.${path.toLowerCase()}`);
  const text = value === null || value === undefined ? '' : String(value);
  const select = (options: readonly (readonly [value: string, text: string])[], now: string): JSX.Element => (
    <label class="office-field">
      {label}
      <select name={path} defaultValue={now}>
        {options.map(([v, says]) => (
          <option key={v} value={v} selected={v === now}>
            {says}
          </option>
        ))}
      </select>
    </label>
  );
  switch (kind) {
    case 'variant':
      return select(
        VARIANTS.map((v) => [v, t(`variant.${v}`)]),
        text,
      );
    case 'levels':
      return select(
        [
          ['', t('charter.open')],
          ['1', '1'],
          ['2', '2'],
        ],
        text,
      );
    case 'yes-no':
      return select(
        [
          ['', t('charter.open')],
          ['yes', t('charter.yes')],
          ['no', t('charter.no')],
        ],
        value === null ? '' : value === true ? 'yes' : 'no',
      );
    case 'yes':
      return (
        <label class="choice">
          <input type="checkbox" name={path} defaultChecked={value === true} />
          <span>
            <strong>{label}</strong>
          </span>
        </label>
      );
    case 'ways':
      return (
        <fieldset class="ways">
          <legend>{label}</legend>
          {WAYS.map((way) => (
            <label key={way}>
              <input
                type="checkbox"
                name={path}
                value={way}
                defaultChecked={(value as readonly string[]).includes(way)}
              />{' '}
              {t(`way.${way}`)}
            </label>
          ))}
        </fieldset>
      );
    case 'long':
      return (
        <label class="office-field">
          {label}
          <textarea name={path} rows={2} maxLength={1500} defaultValue={text} />
        </label>
      );
    case 'number':
      return (
        <label class="office-field">
          {label}
          <input name={path} type="number" min={0} max={1_000_000} defaultValue={text} />
        </label>
      );
    case 'day':
      return (
        <label class="office-field">
          {label}
          <input name={path} type="date" defaultValue={text} />
        </label>
      );
    default:
      return (
        <label class="office-field">
          {label}
          <input name={path} maxLength={300} defaultValue={text} />
        </label>
      );
  }
}
