/** My ways in: passkeys of my devices, and where I am signed in. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Account } from '../../../office/wire.js';
import { Icon } from '../../icons.js';
import { ask } from '../ask.js';
import { useDesk } from '../desk.js';
import { keysAreOn, turnKeys } from '../keys.js';
import { Room } from '../parts/room.js';
import { Loaded } from '../parts/state.js';
import { PasskeyLines, SessionLines } from '../parts/ways-in.js';
import { knowsPasskeys, makePasskey } from '../passkey.js';
import { useResource } from '../use-resource.js';

export function AccountRoom(): JSX.Element {
  const { words } = useDesk();
  const { t } = words;
  const resource = useResource<Account>('/account', ['account']);
  return (
    <Room title={t('account.title')} about={t('account.about')}>
      <Loaded resource={resource}>
        {(account) => <WaysIn account={account} reload={resource.reload} />}
      </Loaded>
      <Keys />
    </Room>
  );
}

const KEYS = [
  ['/', 'search'],
  ['j', 'next'],
  ['k', 'previous'],
  ['1', 'first'],
  ['2', 'second'],
] as const;

/** The keys of one letter, and the way to be without them. */
function Keys(): JSX.Element {
  const { words } = useDesk();
  const { t } = words;
  const [on, setOn] = useState(keysAreOn);
  return (
    <section class="panel-card keys-card" aria-labelledby="keys">
      <h2 id="keys">{t('keys.title')}</h2>
      <dl class="keys">
        {KEYS.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`keys.${what}`)}</dd>
          </div>
        ))}
      </dl>
      <label class="choice">
        <input
          type="checkbox"
          checked={on}
          onChange={(e) => {
            turnKeys(e.currentTarget.checked);
            setOn(e.currentTarget.checked);
          }}
        />
        <span>
          <strong>{t('keys.on')}</strong>
          <span class="help">{t('keys.on-help')}</span>
        </span>
      </label>
    </section>
  );
}

function WaysIn({ account, reload }: { account: Account; reload: () => void }): JSX.Element {
  const { words, attempt, say } = useDesk();
  const { t } = words;
  const [busy, setBusy] = useState(false);
  const run = async (call: () => Promise<unknown>, done: string): Promise<void> => {
    setBusy(true);
    const ok = await attempt(call().then(() => true));
    if (ok) say(t(done));
    setBusy(false);
    reload();
  };
  const never = account.noPasskey ?? (knowsPasskeys() ? null : 'browser');
  return (
    <>
      <section class="panel-card" aria-labelledby="passkeys">
        <h2 id="passkeys">{t('passkey.title')}</h2>
        <p class="help">{t('passkey.about')}</p>
        {account.passkeys.length > 0 && (
          <PasskeyLines
            passkeys={account.passkeys}
            onRemove={(id) => run(() => ask('DELETE', `/account/passkeys/${id}`), 'passkey.removed')}
          />
        )}
        {never === null ? (
          <div class="item-actions">
            <button
              type="button"
              class="button"
              disabled={busy}
              onClick={() => void run(makePasskey, 'passkey.added')}
            >
              <Icon name="key" />
              {t('passkey.add')}
            </button>
          </div>
        ) : (
          <p class="notice">{t(`passkey.never-${never}`)}</p>
        )}
      </section>
      <section class="panel-card" aria-labelledby="sessions">
        <h2 id="sessions">{t('account.sessions')}</h2>
        <SessionLines
          sessions={account.sessions}
          onEnd={(id) => run(() => ask('DELETE', `/account/sessions/${id}`), 'operator.session-ended')}
        />
      </section>
    </>
  );
}
