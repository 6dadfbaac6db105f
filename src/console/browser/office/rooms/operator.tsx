/** The machine, for whoever looks after it: no message, no infraction, no name but of who is signed in. */
import type { JSX } from 'preact';
import type { ChannelLine, Operator } from '../../../office/wire.js';
import { Icon } from '../../icons.js';
import { ask } from '../ask.js';
import { useDesk } from '../desk.js';
import { Room } from '../parts/room.js';
import { Loaded } from '../parts/state.js';
import { PasskeyLines, SessionLines } from '../parts/ways-in.js';
import { useResource } from '../use-resource.js';
import { PairPhone } from './pair-phone.js';

export function OperatorRoom(): JSX.Element {
  const { words } = useDesk();
  const { t } = words;
  const resource = useResource<Operator>(`/operator?lang=${words.lang}`, ['operator']);
  return (
    <Room title={t('operator.title')} about={t('operator.about')}>
      <Loaded resource={resource}>
        {(machine) => <Machine machine={machine} reload={resource.reload} />}
      </Loaded>
    </Room>
  );
}

const good = (state: string): boolean => ['open', 'connected'].includes(state);

function Machine({ machine, reload }: { machine: Operator; reload: () => void }): JSX.Element {
  const { words, attempt, say, now } = useDesk();
  const { t } = words;
  const retry = async (inbox: number): Promise<void> => {
    if (await attempt(ask('POST', `/operator/failed/${inbox}/retry`))) say(t('operator.retried'));
    reload();
  };
  const end = async (id: number): Promise<void> => {
    if (await attempt(ask('DELETE', `/operator/sessions/${id}`))) say(t('operator.session-ended'));
    reload();
  };
  const removePasskey = async (id: number): Promise<void> => {
    if (await attempt(ask('DELETE', `/operator/passkeys/${id}`))) say(t('passkey.removed'));
    reload();
  };
  const who = (name: string | null): string => name || t('office.terminal');
  return (
    <>
      {machine.rulesProblem !== null && (
        <section class="office-trouble machine-trouble" role="alert" aria-labelledby="rules-broken">
          <Icon name="warn" />
          <div>
            <h2 id="rules-broken">{t('operator.rules-broken')}</h2>
            <p>{t('operator.rules-broken-help')}</p>
            <pre>{machine.rulesProblem}</pre>
          </div>
        </section>
      )}
      <section aria-labelledby="channels">
        <h2 id="channels">{t('operator.channels')}</h2>
        <ul class="channel-grid">
          {machine.channels.map((c) => (
            <li key={c.name} class="panel-card">
              <ChannelCard channel={c} reload={reload} />
            </li>
          ))}
        </ul>
        {machine.noWhatsApp && <p class="help">{t('pair.not-open')}</p>}
      </section>
      <section class="panel-card" aria-labelledby="queue">
        <h2 id="queue">{t('operator.queue')}</h2>
        <dl class="facts-row">
          {(['inbox', 'outbox', 'impossible', 'timers'] as const).map((key) => (
            <div key={key}>
              <dt>{t(`operator.${key}`)}</dt>
              <dd>{words.number(machine.queue[key])}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section class="panel-card" aria-labelledby="failed">
        <h2 id="failed">{t('operator.failed')}</h2>
        {machine.failed.length === 0 ? (
          <p class="help">
            <Icon name="check" /> {t('operator.no-failed')}
          </p>
        ) : (
          <ul class="lines">
            {machine.failed.map((f) => (
              <li key={f.inbox}>
                <div>
                  <strong>{f.what}</strong>
                  <span class="help">
                    {words.short(f.at)} · <code>{f.error}</code>
                  </span>
                </div>
                <button type="button" class="button small quiet" onClick={() => void retry(f.inbox)}>
                  <Icon name="restart" />
                  {t('operator.retry')}
                </button>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section class="panel-card" aria-labelledby="storage">
        <h2 id="storage">{t('operator.storage')}</h2>
        <p class={machine.chain.intact ? 'help' : 'office-trouble'}>
          <Icon name={machine.chain.intact ? 'chain' : 'warn'} />{' '}
          {t(machine.chain.intact ? 'ledger.intact' : 'ledger.broken', { n: machine.chain.entries })}
        </p>
        <ul class="lines">
          {machine.storage.map((s) => (
            <li key={s.name}>
              <span>{t(`storage.${s.name}`)}</span>
              <strong>{words.bytes(s.bytes)}</strong>
            </li>
          ))}
          {machine.backups.map((b) => (
            <li key={b.name}>
              <span>
                {t('operator.backup')} <span class="help">{words.ago(b.at, now())}</span>
              </span>
              <strong>{words.bytes(b.bytes)}</strong>
            </li>
          ))}
        </ul>
        {machine.backups.length === 0 && <p class="help">{t('operator.no-backup')}</p>}
        <p class="help">{t('operator.version', { version: machine.version, rules: machine.rulesVersion })}</p>
      </section>
      <section class="panel-card" aria-labelledby="sessions">
        <h2 id="sessions">{t('operator.sessions')}</h2>
        <SessionLines sessions={machine.sessions} named onEnd={(id) => void end(id)} />
        {machine.passkeys.length > 0 && (
          <>
            <h3>{t('passkey.title')}</h3>
            <PasskeyLines passkeys={machine.passkeys} onRemove={(id) => void removePasskey(id)} />
          </>
        )}
      </section>
      <section class="panel-card" aria-labelledby="access">
        <h2 id="access">{t('operator.access')}</h2>
        <p class="help">{t('operator.access-about')}</p>
        <details>
          <summary>{words.n('operator.access-count', machine.access.length)}</summary>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{t('operator.when')}</th>
                <th scope="col">{t('operator.who')}</th>
                <th scope="col">{t('operator.what')}</th>
                <th scope="col">{t('members.group')}</th>
              </tr>
            </thead>
            <tbody>
              {machine.access.map((a) => (
                <tr key={a.id}>
                  <th scope="row">{words.short(a.at)}</th>
                  <td data-label={t('operator.who')}>{who(a.name)}</td>
                  <td data-label={t('operator.what')}>{t(`access.${a.what}`)}</td>
                  <td data-label={t('members.group')}>{a.group ?? '—'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      </section>
    </>
  );
}

function ChannelCard({ channel, reload }: { channel: ChannelLine; reload: () => void }): JSX.Element {
  const { words } = useDesk();
  const { t } = words;
  return (
    <>
      <h3>
        {t(`channel.${channel.name}`)}
        <span class={`flag ${good(channel.state) ? 'flag-good' : 'flag-warn'}`}>
          <Icon name={good(channel.state) ? 'check' : 'warn'} />
          {words.maybe(`channel-state.${channel.state}`) ?? channel.state}
        </span>
      </h3>
      <p class="help">
        {words.n('operator.groups', channel.groups)} · {words.n('operator.waiting', channel.waiting)}
        {channel.detail && ` · ${channel.detail}`}
      </p>
      <PairPhone channel={channel} reload={reload} />
    </>
  );
}
