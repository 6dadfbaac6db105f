/** Asks for what an act of the ladder needs (a reason, a day, a person), and does it. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { CasePage } from '../../../office/wire.js';
import { problemKey } from '../../context.js';
import { Icon } from '../../icons.js';
import { ask, pressKey } from '../ask.js';
import { useDesk } from '../desk.js';
import { Dialog } from '../parts/dialog.js';
import { DialogActions } from '../parts/dialog-actions.js';

type Field =
  | 'reason'
  | 'note'
  | 'attended'
  | 'report'
  | 'until'
  | 'at'
  | 'day'
  | 'receivedAt'
  | 'by'
  | 'confirmed'
  | 'person'
  | 'rung'
  | 'passesOver';

const FIELDS: Readonly<Record<string, readonly Field[]>> = {
  'plan-talk': ['reason', 'at'],
  'note-talk': ['attended', 'note'],
  advise: ['reason', 'passesOver'],
  reprimand: ['reason'],
  'no-reprimand': ['reason'],
  refer: ['report', 'reason'],
  exclude: ['until', 'reason'],
  'end-exclusion': ['reason'],
  'propose-removal': ['reason', 'passesOver'],
  sign: [],
  visa: [],
  'refuse-removal': ['reason'],
  'note-interview': ['note', 'passesOver'],
  'advise-dismissal': ['reason'],
  dismiss: ['reason'],
  'send-copy': [],
  appeal: ['receivedAt', 'by'],
  'name-temporary': ['person'],
  ruling: ['confirmed', 'reason'],
  assembly: ['day'],
  elect: ['person'],
  annul: ['rung', 'reason'],
  close: ['reason'],
};
const DAY = 86_400_000;

/** A day as the field writes it, at noon in Belgium: far from both midnights. */
const atNoon = (day: string): number => Date.parse(`${day}T11:00:00Z`);
const asDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

export function ActForm({
  page,
  act,
  onClose,
  onDone,
}: {
  page: CasePage;
  act: string;
  onClose: () => void;
  onDone: () => void;
}): JSX.Element {
  const { words, say, now } = useDesk();
  const { t } = words;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [explain, setExplain] = useState(false);
  const [key] = useState(pressKey);
  const fields = (FIELDS[act] ?? ['reason']).filter((f) => f !== 'passesOver' || explain);

  const send = async (form: HTMLFormElement): Promise<void> => {
    const given = new FormData(form);
    const text = (name: string): string => String(given.get(name) ?? '').trim();
    const values: Record<string, string | number | boolean> = {};
    for (const field of fields) {
      if (field === 'attended' || field === 'confirmed') values[field] = text(field) === 'yes';
      else if (field === 'person') values.person = Number(text('person'));
      else if (field === 'until') values.until = atNoon(text('until')) + DAY / 2;
      else if (field === 'day' || field === 'at') {
        if (text(field) !== '') values.at = field === 'day' ? atNoon(text(field)) : Date.parse(text(field));
      } else if (field === 'receivedAt') values.receivedAt = Math.min(atNoon(text('receivedAt')), now());
      else if (text(field) !== '') values[field] = text(field);
    }
    setBusy(true);
    setProblem(null);
    try {
      await ask('POST', `/cases/${page.id}/acts`, { key: explain ? pressKey() : key, act, fields: values });
      say(t(`act-done.${act}`));
      onDone();
    } catch (error) {
      const code = problemKey(error);
      if (code === 'error.step-explain-skipped') setExplain(true);
      setProblem(words.maybe(code) ?? t('error.step-other'));
      setBusy(false);
    }
  };

  return (
    <Dialog title={t(`act.${act}`)} onClose={onClose}>
      <form
        class="act-form"
        onSubmit={(e) => {
          e.preventDefault();
          void send(e.currentTarget);
        }}
      >
        <p class="help">{t('acts.about', { name: page.name })}</p>
        {fields.map((field) => (
          <FieldOf key={field} field={field} page={page} />
        ))}
        {problem && (
          <p class="office-trouble" role="alert">
            <Icon name="warn" />
            {problem}
          </p>
        )}
        <DialogActions busy={busy} onClose={onClose}>
          {t(`act.${act}`)}
        </DialogActions>
      </form>
    </Dialog>
  );
}

function FieldOf({ field, page }: { field: Field; page: CasePage }): JSX.Element {
  const { words, now } = useDesk();
  const { t } = words;
  const label = t(`field.${field.toLowerCase()}`);
  switch (field) {
    case 'reason':
    case 'note':
    case 'passesOver':
      return (
        <label class="office-field">
          {label}
          <textarea
            name={field}
            rows={3}
            maxLength={2000}
            minLength={field === 'note' ? 0 : 3}
            required={field !== 'note'}
          />
        </label>
      );
    case 'attended':
    case 'confirmed':
      return (
        <fieldset class="settings">
          <legend class="visually-hidden">{label}</legend>
          {(['yes', 'no'] as const).map((v) => (
            <label key={v} class="choice">
              <input type="radio" name={field} value={v} defaultChecked={v === 'yes'} />
              <span>
                <strong>{t(`field.${field}-${v}`)}</strong>
              </span>
            </label>
          ))}
        </fieldset>
      );
    case 'by':
      return (
        <label class="office-field">
          {label}
          <select name="by">
            {(['registered-mail', 'e-mail'] as const).map((v) => (
              <option key={v} value={v}>
                {t(`field.by-${v}`)}
              </option>
            ))}
          </select>
        </label>
      );
    case 'person':
      return (
        <label class="office-field">
          {label}
          <select name="person" required>
            {page.people.map((p) => (
              <option key={p.person} value={p.person}>
                {p.name}
              </option>
            ))}
          </select>
        </label>
      );
    case 'rung':
      return (
        <label class="office-field">
          {label}
          <select name="rung" required>
            {page.rungs
              .filter((r) => r.status === 'done' || r.status === 'under-way')
              .map((r) => (
                <option key={r.rung} value={r.rung}>
                  {r.rung} · {t(`step.${r.rung.toLowerCase()}`)}
                </option>
              ))}
          </select>
        </label>
      );
    case 'report':
      return (
        <label class="office-field">
          {label}
          <input name="report" maxLength={80} required />
        </label>
      );
    case 'at':
      return (
        <label class="office-field">
          {label}
          <input type="datetime-local" name="at" />
        </label>
      );
    case 'until':
      return (
        <label class="office-field">
          {label}
          <input
            type="date"
            name="until"
            min={asDay(now() + DAY)}
            defaultValue={asDay(now() + 14 * DAY)}
            required
          />
        </label>
      );
    default:
      return (
        <label class="office-field">
          {label}
          <input type="date" name={field} max={asDay(now())} defaultValue={asDay(now())} required />
        </label>
      );
  }
}
