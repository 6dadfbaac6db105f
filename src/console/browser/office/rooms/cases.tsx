/** Files of art. 8 b and c: what is proposed, what is open, and each one drawn as the ladder that it is. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { CaseLine, CasePage, Cases, ProposalLine } from '../../../office/wire.js';
import { Icon } from '../../icons.js';
import { ask, pressKey } from '../ask.js';
import { useDesk } from '../desk.js';
import { Go } from '../parts/link.js';
import { Reason } from '../parts/reason.js';
import { Room } from '../parts/room.js';
import { Empty, Loaded } from '../parts/state.js';
import { useResource } from '../use-resource.js';
import { ActForm } from './act-form.js';
import { LadderDrawing } from './ladder-drawing.js';
import { RuleTag } from './today.js';

export function CasesRoom({ id }: { id: string | null }): JSX.Element {
  return id === null ? <AllCases /> : <OneCase key={id} id={id} />;
}

function AllCases(): JSX.Element {
  const { words, later } = useDesk();
  const { t } = words;
  const resource = useResource<Cases>('/cases', ['cases']);
  return (
    <Room title={t('cases.title')} about={t('cases.about')}>
      <Loaded resource={resource}>
        {({ cases, proposals: all }) => {
          const proposals = all.filter((p) => !later.settled(`proposal ${p.id}`));
          const open = cases.filter((c) => c.closedAt === null);
          const closed = cases.filter((c) => c.closedAt !== null);
          return (
            <>
              {proposals.length > 0 && (
                <section aria-labelledby="proposals">
                  <h2 id="proposals">
                    {t('cases.proposals')} <span class="count-pill">{proposals.length}</span>
                  </h2>
                  <p class="help">{t('cases.proposals-about')}</p>
                  <ul class="items">
                    {proposals.map((p) => (
                      <li key={p.id}>
                        <Proposal proposal={p} reload={resource.reload} />
                      </li>
                    ))}
                  </ul>
                </section>
              )}
              <section aria-labelledby="open-cases">
                <h2 id="open-cases">{t('cases.open')}</h2>
                {open.length === 0 ? (
                  <Empty icon="ladder" title={t('cases.empty')}>
                    {t('cases.empty-help')}
                  </Empty>
                ) : (
                  <CaseList cases={open} />
                )}
              </section>
              {closed.length > 0 && (
                <section aria-labelledby="closed-cases">
                  <h2 id="closed-cases">{t('cases.closed')}</h2>
                  <CaseList cases={closed} />
                </section>
              )}
            </>
          );
        }}
      </Loaded>
    </Room>
  );
}

function CaseList({ cases }: { cases: readonly CaseLine[] }): JSX.Element {
  const { words, now } = useDesk();
  const { t } = words;
  return (
    <ul class="group-grid">
      {cases.map((c) => (
        <li key={c.id}>
          <Go to={`/cases/${c.id}`} class="group-card">
            <span class="group-title">
              <strong>{c.name || t('office.somebody')}</strong>
              <span class="mode-tag">{c.current ?? '—'}</span>
            </span>
            <span class="group-facts">
              {c.group.title} · {c.current === null ? t('cases.begun') : t(`step.${c.current.toLowerCase()}`)}
            </span>
            <span class="group-flags">
              {c.closedAt !== null ? (
                <span class="flag flag-good">
                  {words.maybe(`case-outcome.${c.outcome}`) ?? t('cases.is-closed')} ·{' '}
                  {words.date(c.closedAt)}
                </span>
              ) : (
                <>
                  {c.mustSign.length > 0 && (
                    <span class="flag flag-warn">
                      <Icon name="pen" />{' '}
                      {t('cases.must-sign', { who: c.mustSign.map((r) => t(`role.${r}`)).join(', ') })}
                    </span>
                  )}
                  {c.due && (
                    <span class={`flag ${c.due.at < now() ? 'flag-bad' : 'flag-warn'}`}>
                      <Icon name="clock" /> {t(`deadline.${c.due.what}`)} · {words.ago(c.due.at, now())}
                    </span>
                  )}
                </>
              )}
            </span>
          </Go>
        </li>
      ))}
    </ul>
  );
}

function Proposal({ proposal, reload }: { proposal: ProposalLine; reload: () => void }): JSX.Element {
  const { words, later } = useDesk();
  const { t } = words;
  const [taking, setTaking] = useState(false);
  const decide = (take: boolean, reason = ''): void => {
    const key = pressKey();
    later.decide({
      key: `proposal ${proposal.id}`,
      text: t(take ? 'cases.taken' : 'cases.not-taken'),
      commit: () => ask('POST', `/proposals/${proposal.id}`, { key, take, reason }).then(reload),
    });
  };
  return (
    <article
      class="item item-deadline"
      aria-label={t('today.proposal', {
        name: proposal.name,
        step: t(`step.${proposal.rung.toLowerCase()}`),
      })}
    >
      <header>
        <span class="item-icon">
          <Icon name="ladder" />
        </span>
        <div>
          <strong>
            {t('today.proposal', { name: proposal.name, step: t(`step.${proposal.rung.toLowerCase()}`) })}
          </strong>
          <span class="item-where">
            <Go to={`/groups/${proposal.group.id}`}>{proposal.group.title}</Go> ·{' '}
            {t(`cases.because-${proposal.because}`, { points: words.number(Math.round(proposal.points)) })}
          </span>
        </div>
      </header>
      <details>
        <summary>{words.n('cases.evidence-count', proposal.evidence.length)}</summary>
        <Evidence entries={proposal.evidence} />
      </details>
      <div class="item-actions">
        {proposal.mine && proposal.case === null && (
          <button type="button" class="button" onClick={() => setTaking(true)}>
            {t(proposal.rung.endsWith('-1') ? 'cases.take' : 'cases.take-first')}
          </button>
        )}
        {proposal.case !== null && (
          <Go to={`/cases/${proposal.case}`} class="button">
            {t('today.look')}
          </Go>
        )}
        {proposal.mine && (
          <button type="button" class="button quiet" onClick={() => decide(false)}>
            {t('cases.no-step')}
          </button>
        )}
        <Go to={`/members/${proposal.person}`} class="button quiet">
          {t('history.title')}
        </Go>
      </div>
      {taking && (
        <Reason
          title={t('today.proposal', { name: proposal.name, step: t(`step.${proposal.rung.toLowerCase()}`) })}
          help={t('cases.reason-help')}
          action={t('cases.take')}
          required
          onClose={() => setTaking(false)}
          onGiven={(reason) => {
            setTaking(false);
            decide(true, reason);
          }}
        />
      )}
    </article>
  );
}

function Evidence({ entries }: { entries: CasePage['evidence'] }): JSX.Element {
  const { words } = useDesk();
  return (
    <ol class="history">
      {entries.map((e) => (
        <li key={e.seq}>
          <p class="history-head">
            <time dateTime={new Date(e.at).toISOString()}>
              {words.date(e.at)}, {words.time(e.at)}
            </time>
            <span class="help">{words.t('ledger.number', { n: e.seq })}</span>
          </p>
          <RuleTag rule={e.rule} />
          {e.excerpt === '' ? (
            <p class="help">{words.t('history.erased')}</p>
          ) : (
            <blockquote>{e.excerpt}</blockquote>
          )}
        </li>
      ))}
    </ol>
  );
}

function OneCase({ id }: { id: string }): JSX.Element {
  const { words, now } = useDesk();
  const { t } = words;
  const resource = useResource<CasePage>(`/cases/${id}`, ['cases']);
  return (
    <Loaded resource={resource} back={{ to: '/cases', text: t('cases.title') }}>
      {(page) => (
        <Room
          title={t('cases.of', { name: page.name || t('office.somebody') })}
          back={{ to: '/cases', text: t('cases.title') }}
          about={
            <>
              {page.group.title} · {t(`ladder.${page.ladder}`)} ·{' '}
              {t('cases.since', { date: words.date(page.openedAt) })}
            </>
          }
          actions={
            <>
              <button type="button" class="button small quiet" onClick={() => print()}>
                <Icon name="print" />
                {t('office.print')}
              </button>
              {page.mayExport && (
                <a class="button small quiet" href={`/api/office/cases/${page.id}/file?as=pdf`}>
                  <Icon name="book" />
                  {t('cases.whole-file')}
                </a>
              )}
            </>
          }
        >
          {page.closedAt !== null && (
            <p class="notice">
              <Icon name="check" />
              {words.maybe(`case-outcome.${page.outcome}`) ?? t('cases.is-closed')} ·{' '}
              {words.date(page.closedAt)}
            </p>
          )}
          <section class="panel-card" aria-labelledby="ladder">
            <h2 id="ladder">{t('cases.ladder')}</h2>
            <LadderDrawing page={page} />
          </section>
          {page.closedAt === null && <NextSteps page={page} reload={resource.reload} />}
          {page.deadlines.length > 0 && (
            <section class="panel-card" aria-labelledby="deadlines">
              <h2 id="deadlines">{t('cases.deadlines')}</h2>
              <ul class="lines">
                {page.deadlines.map((d) => (
                  <li key={d.what}>
                    <div>
                      <strong>{t(`deadline.${d.what}`)}</strong>
                      <span class="help">
                        {d.who.length > 0 && `${d.who.map((r) => t(`role.${r}`)).join(', ')} · `}
                        {t(d.legal ? 'cases.legal' : 'cases.own-term')}
                      </span>
                    </div>
                    <span class={`flag ${d.due < now() ? 'flag-bad' : 'flag-warn'}`}>
                      {words.date(d.due)} · {words.ago(d.due, now())}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {page.letters.length > 0 && (
            <section class="panel-card no-print" aria-labelledby="letters">
              <h2 id="letters">{t('cases.letters')}</h2>
              <p class="help">{t('cases.letters-about')}</p>
              <ul class="lines">
                {page.letters.map((kind) => (
                  <li key={kind}>
                    <strong>{t(`letter.${kind}`)}</strong>
                    <span class="item-actions">
                      <a
                        class="button small quiet"
                        href={`/api/office/cases/${page.id}/letters/${kind}`}
                        target="_blank"
                        rel="noopener"
                      >
                        <Icon name="eye" />
                        {t('cases.read')}
                        <span class="visually-hidden"> {t(`letter.${kind}`)}</span>
                      </a>
                      <a
                        class="button small quiet"
                        href={`/api/office/cases/${page.id}/letters/${kind}?as=pdf`}
                      >
                        PDF<span class="visually-hidden"> {t(`letter.${kind}`)}</span>
                      </a>
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <section class="panel-card" aria-labelledby="evidence">
            <h2 id="evidence">{t('cases.evidence')}</h2>
            {page.evidence.length === 0 ? (
              <p class="help">{t('cases.no-evidence')}</p>
            ) : (
              <Evidence entries={page.evidence} />
            )}
          </section>
          <section class="panel-card" aria-labelledby="log">
            <h2 id="log">{t('cases.log')}</h2>
            <ol class="lines">
              <li>
                <div>
                  <strong>{t('cases.opened')}</strong>
                  {page.reason !== '' && <span class="help">{page.reason}</span>}
                </div>
                <span class="help">{words.short(page.openedAt)}</span>
              </li>
              {page.acts.map((a, i) => (
                <li key={`${a.act} ${a.at} ${String(i)}`}>
                  <div>
                    <strong>{t(`act-done.${a.act}`)}</strong>
                    <span class="help">
                      {a.role === 'clock'
                        ? t('cases.by-time')
                        : `${a.name || t('office.somebody')} · ${t(`role.${a.role}`)}`}
                    </span>
                  </div>
                  <span class="help">{words.short(a.at)}</span>
                </li>
              ))}
            </ol>
          </section>
        </Room>
      )}
    </Loaded>
  );
}

function NextSteps({ page, reload }: { page: CasePage; reload: () => void }): JSX.Element {
  const { words } = useDesk();
  const { t } = words;
  const [doing, setDoing] = useState<string | null>(null);
  // Taking back and closing are always possible; what moves the case comes first.
  const weight = (act: string): number => (act === 'annul' ? 2 : act === 'close' ? 1 : 0);
  const mine = page.next.filter((n) => n.mine).sort((a, b) => weight(a.act) - weight(b.act));
  const others = page.next.filter((n) => !n.mine && weight(n.act) === 0);
  // What the law sets after somebody else's step is possible, but is not what we push forward.
  const first = page.next.find((n) => weight(n.act) === 0);
  return (
    <section class="panel-card no-print" aria-labelledby="next">
      <h2 id="next">{t('cases.next')}</h2>
      {mine.length === 0 ? (
        <p class="help">{t('cases.nothing-mine')}</p>
      ) : (
        <div class="item-actions">
          {mine.map((n, i) => (
            <button
              key={n.act}
              type="button"
              class={`button${i === 0 && n === first ? '' : ' quiet'}`}
              onClick={() => setDoing(n.act)}
            >
              {t(`act.${n.act}`)}
            </button>
          ))}
        </div>
      )}
      {others.length > 0 && (
        <ul class="lines">
          {others.map((n) => (
            <li key={n.act}>
              <span>{t(`act.${n.act}`)}</span>
              <span class="help">{n.by.map((r) => t(`role.${r}`)).join(', ')}</span>
            </li>
          ))}
        </ul>
      )}
      {doing && (
        <ActForm
          page={page}
          act={doing}
          onClose={() => setDoing(null)}
          onDone={() => {
            setDoing(null);
            reload();
          }}
        />
      )}
    </section>
  );
}
