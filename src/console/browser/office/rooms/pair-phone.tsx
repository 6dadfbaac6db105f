/** Linking a phone: how it stands, the code to scan or to type, and the button that begins it. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ChannelLine } from '../../../office/wire.js';
import { problemKey } from '../../context.js';
import { Icon } from '../../icons.js';
import { ask } from '../ask.js';
import { useDesk } from '../desk.js';
import { Dialog } from '../parts/dialog.js';
import { DialogActions } from '../parts/dialog-actions.js';

export function PairPhone({ channel, reload }: { channel: ChannelLine; reload: () => void }): JSX.Element {
  const { words } = useDesk();
  const { t } = words;
  const [asking, setAsking] = useState(false);
  return (
    <>
      {channel.help && (
        <p class="office-trouble" role="alert">
          <Icon name="warn" />
          {channel.help}
        </p>
      )}
      {/* Read out when it comes: the code changes every twenty seconds, the words only once. */}
      <div role="status">
        {channel.qr && <p class="pair-how">{t('pair.scan')}</p>}
        {channel.code && <p class="pair-how">{t('pair.type')}</p>}
      </div>
      {channel.qr && <QrCode drawing={channel.qr} />}
      {channel.code && <p class="pair-code">{`${channel.code.slice(0, 4)}\u2011${channel.code.slice(4)}`}</p>}
      {channel.mayPair && (
        <div class="item-actions">
          <button
            type="button"
            class={channel.state === 'pairing' ? 'button small quiet' : 'button'}
            onClick={() => setAsking(true)}
          >
            <Icon name="phone" />
            {t(channel.state === 'pairing' ? 'pair.other-way' : 'pair.begin')}
          </button>
        </div>
      )}
      {asking && (
        <PairForm
          name={channel.name}
          onClose={() => setAsking(false)}
          onBegun={() => {
            setAsking(false);
            reload();
          }}
        />
      )}
    </>
  );
}

function QrCode({ drawing }: { drawing: string }): JSX.Element {
  const { words } = useDesk();
  const [size = '0', ...path] = drawing.split(' ');
  return (
    <figure class="qr">
      <svg
        viewBox={`-2 -2 ${Number(size) + 4} ${Number(size) + 4}`}
        role="img"
        aria-label={words.t('operator.qr')}
      >
        <path d={path.join(' ')} />
      </svg>
      <figcaption class="help">{words.t('pair.fresh')}</figcaption>
    </figure>
  );
}

const TERMS = ['pair.terms-blocked', 'pair.terms-number', 'pair.terms-telegram'] as const;

function PairForm({
  name,
  onBegun,
  onClose,
}: {
  name: string;
  onBegun: () => void;
  onClose: () => void;
}): JSX.Element {
  const { words } = useDesk();
  const { t } = words;
  const [way, setWay] = useState<'qr' | 'code'>('qr');
  const [number, setNumber] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const begin = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await ask('POST', `/operator/channels/${name}/pair`, {
        termsRead: true,
        ...(way === 'code' ? { number } : {}),
      });
      onBegun();
    } catch (error) {
      setProblem(words.maybe(problemKey(error)) ?? t('error.internal'));
      setBusy(false);
    }
  };
  return (
    <Dialog title={t('pair.title')} onClose={onClose}>
      <form
        onSubmit={(e) => {
          e.preventDefault();
          void begin();
        }}
      >
        <ul class="pair-terms">
          {TERMS.map((key) => (
            <li key={key}>{t(key)}</li>
          ))}
        </ul>
        <fieldset class="settings">
          <legend>{t('pair.way')}</legend>
          {(['qr', 'code'] as const).map((w) => (
            <label key={w} class="choice">
              <input type="radio" name="way" value={w} checked={way === w} onChange={() => setWay(w)} />
              <span>
                <strong>{t(`pair.way-${w}`)}</strong>
                <span class="help">{t(`pair.way-${w}-help`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        {way === 'code' && (
          <label class="office-field">
            {t('pair.number')}
            <input
              name="number"
              type="tel"
              autocomplete="tel"
              placeholder="+32 470 12 34 56"
              maxLength={30}
              required
              value={number}
              onInput={(e) => setNumber(e.currentTarget.value)}
            />
            <span class="help">{t('pair.number-help')}</span>
          </label>
        )}
        <label class="choice">
          <input type="checkbox" name="read" required />
          <span>
            <strong>{t('pair.read')}</strong>
          </span>
        </label>
        {problem && (
          <p class="office-trouble" role="alert">
            <Icon name="warn" />
            {problem}
          </p>
        )}
        <DialogActions busy={busy} onClose={onClose}>
          <Icon name="phone" />
          {t('pair.begin')}
        </DialogActions>
      </form>
    </Dialog>
  );
}
