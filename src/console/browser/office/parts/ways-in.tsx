/** Passkeys and sessions as lists, each with the button that ends it: one's own, and all of them for the operator. */
import type { JSX } from 'preact';
import type { PasskeyLine, SessionLine } from '../../../office/wire.js';
import { useDesk } from '../desk.js';

export function PasskeyLines({
  passkeys,
  onRemove,
}: {
  passkeys: readonly (PasskeyLine & { readonly name?: string })[];
  onRemove: (id: number) => void;
}): JSX.Element {
  const { words, now } = useDesk();
  const { t } = words;
  return (
    <ul class="lines">
      {passkeys.map((p) => (
        <li key={p.id}>
          <div>
            <strong>{p.name ?? p.device}</strong>
            <span class="help">
              {p.name !== undefined && `${p.device} · `}
              {t('passkey.since', { date: words.date(p.since) })} ·{' '}
              {p.used === null ? t('passkey.unused') : t('passkey.used', { when: words.ago(p.used, now()) })}
            </span>
          </div>
          <button type="button" class="button small quiet" onClick={() => onRemove(p.id)}>
            {t('passkey.remove')}
            <span class="visually-hidden"> {p.name ?? p.device}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

export function SessionLines({
  sessions,
  named = false,
  onEnd,
}: {
  sessions: readonly SessionLine[];
  /** Whose each is, where they are not all one person's. */
  named?: boolean;
  onEnd: (id: number) => void;
}): JSX.Element {
  const { words, now } = useDesk();
  const { t } = words;
  const title = (s: SessionLine): string => (named ? s.name || t('office.terminal') : s.device);
  return (
    <ul class="lines">
      {sessions.map((s) => (
        <li key={s.id}>
          <div>
            <strong>{title(s)}</strong>
            <span class="help">
              {named && `${s.device} · `}
              {t('operator.seen', { when: words.ago(s.seen, now()) })}
              {s.own && ` · ${t('operator.own')}`}
            </span>
          </div>
          {!s.own && (
            <button type="button" class="button small quiet" onClick={() => onEnd(s.id)}>
              {t('operator.end-session')}
              <span class="visually-hidden"> {title(s)}</span>
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
