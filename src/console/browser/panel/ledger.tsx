/** The infraction log of this group: append-only, chained by hashes so that a later change shows. */
import type { JSX } from 'preact';
import { useUi } from '../context.js';
import { Icon } from '../icons.js';

export function Ledger(): JSX.Element {
  const { state, room } = useUi();
  const { words } = state;
  const { t } = words;
  return (
    <div class="panel-body">
      <div class="panel-head">
        <h2>{t('ledger.title')}</h2>
        <p>{t('ledger.about')}</p>
      </div>
      {room.chain && (
        <p class={room.chain.intact ? 'chain' : 'chain broken'}>
          <Icon name={room.chain.intact ? 'chain' : 'warn'} />
          {t(room.chain.intact ? 'ledger.intact' : 'ledger.broken', { n: room.chain.entries })}
        </p>
      )}
      {room.ledger.length === 0 ? (
        <p class="nothing">{t('ledger.empty')}</p>
      ) : (
        <ol class="cards ledger">
          {room.ledger.map((entry) => (
            <li key={entry.seq} class="card entry">
              <header>
                <span class="seq">{t('ledger.number', { n: entry.seq })}</span>
                <strong>{entry.memberName}</strong>
                <span class="when">{words.short(entry.at)}</span>
              </header>
              <p class="finding-title">
                <strong>
                  {state.boot.rules.find((r) => r.id === entry.rule)?.title[words.lang] ?? entry.rule}
                </strong>
                <span class="clause">{words.clause(entry.clause)}</span>
              </p>
              {entry.excerpt !== '' && <blockquote>{entry.excerpt}</blockquote>}
              <p class="entry-foot">
                <span>{t(`response.${entry.response}`)}</span>
                <span>{words.percent(entry.confidence)}</span>
                <code title={t('ledger.hash', { hash: entry.hash })}>
                  <Icon name="chain" /> {entry.hash.slice(0, 12)}
                </code>
              </p>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
