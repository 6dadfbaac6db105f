/** The register of members, and one member with what this office may know of them. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Role } from '../../../../domain/vocabulary.js';
import type { MemberLine, MemberPage } from '../../../office/wire.js';
import { Icon } from '../../icons.js';
import { ask } from '../ask.js';
import { useDesk } from '../desk.js';
import { Go } from '../parts/link.js';
import { Reason } from '../parts/reason.js';
import { Room } from '../parts/room.js';
import { folded, SearchBox } from '../parts/search-box.js';
import { Empty, Loaded } from '../parts/state.js';
import { useResource } from '../use-resource.js';
import { RuleTag } from './today.js';

export function MembersRoom({ id }: { id: string | null }): JSX.Element {
  return id === null ? <Register /> : <OneMember key={id} id={id} />;
}

const SHOWN = 100;
const FILTERS = ['all', 'undeclared', 'infractions', 'officials', 'left'] as const;
type Filter = (typeof FILTERS)[number];

const passes = (m: MemberLine, filter: Filter): boolean =>
  filter === 'left'
    ? m.leftAt !== null
    : m.leftAt === null &&
      (filter === 'all' ||
        (filter === 'undeclared' && m.declaredAt === null && m.role === 'member') ||
        (filter === 'infractions' && (m.infractions ?? 0) > 0) ||
        (filter === 'officials' && m.role !== 'member'));

function Register(): JSX.Element {
  const { words, me } = useDesk();
  const { t } = words;
  const groups = me.offices.filter((o) => o.rights.includes('see-history'));
  const [group, setGroup] = useState(groups.length === 1 ? String(groups[0]!.id) : '');
  const [text, setText] = useState('');
  const [filter, setFilter] = useState<Filter>('all');
  const [more, setMore] = useState(false);
  const resource = useResource<MemberLine[]>(`/members${group ? `?group=${group}` : ''}`, ['members']);
  return (
    <Room title={t('members.title')} about={t('members.about')}>
      <search>
        <form class="filters" onSubmit={(e) => e.preventDefault()}>
          <SearchBox label={t('members.search')} value={text} onInput={setText} />
          {groups.length > 1 && (
            <label>
              <span class="visually-hidden">{t('members.group')}</span>
              <select value={group} onChange={(e) => setGroup(e.currentTarget.value)}>
                <option value="">{t('members.all-groups')}</option>
                {groups.map((g) => (
                  <option key={g.id} value={g.id}>
                    {g.title}
                  </option>
                ))}
              </select>
            </label>
          )}
          <label>
            <span class="visually-hidden">{t('members.filter')}</span>
            <select value={filter} onChange={(e) => setFilter(e.currentTarget.value as Filter)}>
              {FILTERS.map((f) => (
                <option key={f} value={f}>
                  {t(`members.filter-${f}`)}
                </option>
              ))}
            </select>
          </label>
        </form>
      </search>
      <Loaded resource={resource}>
        {(all) => {
          const wanted = folded(text);
          const found = all.filter((m) => passes(m, filter) && folded(m.name).includes(wanted));
          const shown = more ? found : found.slice(0, SHOWN);
          return (
            <>
              <p class="help" role="status">
                {words.n('members.found', found.length)}
              </p>
              {found.length === 0 ? (
                <Empty icon="card" title={t('members.none')}>
                  {t('members.none-help')}
                </Empty>
              ) : (
                <table class="table">
                  <thead>
                    <tr>
                      <th scope="col">{t('members.name')}</th>
                      <th scope="col">{t('members.role')}</th>
                      {group === '' && <th scope="col">{t('members.group')}</th>}
                      <th scope="col">{t('members.since')}</th>
                      <th scope="col">{t('members.declared')}</th>
                      <th scope="col" class="figure">
                        {t('members.infractions')}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {shown.map((m) => (
                      <tr key={`${m.group.id} ${m.person}`}>
                        <th scope="row">
                          <Go to={`/members/${m.person}`}>{m.name || t('office.somebody')}</Go>
                        </th>
                        <td data-label={t('members.role')}>{t(`role.${m.role}`)}</td>
                        {group === '' && <td data-label={t('members.group')}>{m.group.title}</td>}
                        <td data-label={t('members.since')}>
                          {words.date(m.joinedAt)}
                          {m.leftAt !== null && ` – ${words.date(m.leftAt)}`}
                        </td>
                        <td data-label={t('members.declared')}>
                          <Declared member={m} />
                        </td>
                        <td data-label={t('members.infractions')} class="figure">
                          {m.infractions === null ? '—' : words.number(m.infractions)}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              )}
              {shown.length < found.length && (
                <button type="button" class="button quiet" onClick={() => setMore(true)}>
                  {words.n('members.more', found.length - shown.length)}
                </button>
              )}
            </>
          );
        }}
      </Loaded>
    </Room>
  );
}

function Declared({ member }: { member: MemberLine }): JSX.Element {
  const { words } = useDesk();
  const { t } = words;
  if (member.declaredAt === null)
    return member.role === 'member' ? (
      <span class="flag flag-warn">
        <Icon name="warn" /> {t('members.undeclared')}
      </span>
    ) : (
      <span class="help">{t('members.not-asked')}</span>
    );
  return (
    <span>
      {words.date(member.declaredAt)}
      {member.rulesVersion && (
        <span class="help"> · {t('members.rules', { version: member.rulesVersion })}</span>
      )}
    </span>
  );
}

function OneMember({ id }: { id: string }): JSX.Element {
  const { words } = useDesk();
  const { t } = words;
  const resource = useResource<MemberPage>(`/members/${id}`, ['members', 'cases']);
  return (
    <Loaded resource={resource} back={{ to: '/members', text: t('members.title') }}>
      {(page) => (
        <Room
          title={page.name || t('office.somebody')}
          back={{ to: '/members', text: t('members.title') }}
          actions={
            <button type="button" class="button small quiet" onClick={() => print()}>
              <Icon name="print" />
              {t('office.print')}
            </button>
          }
        >
          <section class="panel-card" aria-labelledby="places">
            <h2 id="places">{t('members.places')}</h2>
            <ul class="lines">
              {page.places.map((m) => (
                <li key={m.group.id}>
                  <div>
                    <strong>{m.group.title}</strong>
                    <span class="help">
                      {t(`role.${m.role}`)} · {t('members.since-date', { date: words.date(m.joinedAt) })}
                      {m.leftAt !== null && ` · ${t('members.left-date', { date: words.date(m.leftAt) })}`}
                    </span>
                  </div>
                  <Declared member={m} />
                </li>
              ))}
            </ul>
          </section>
          {page.cases.length > 0 && (
            <section class="panel-card" aria-labelledby="their-cases">
              <h2 id="their-cases">{t('door.cases')}</h2>
              <ul class="lines">
                {page.cases.map((c) => (
                  <li key={c.id}>
                    <Go to={`/cases/${c.id}`}>{words.maybe(`step.${c.step.toLowerCase()}`) ?? c.step}</Go>
                    <span class="help">
                      {words.date(c.openedAt)}
                      {c.closedAt !== null && ` – ${words.date(c.closedAt)}`}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {page.history && <History page={page} reload={resource.reload} />}
          <Offices page={page} reload={resource.reload} />
        </Room>
      )}
    </Loaded>
  );
}

function History({ page, reload }: { page: MemberPage; reload: () => void }): JSX.Element {
  const { words, later, me } = useDesk();
  const { t } = words;
  const [annulling, setAnnulling] = useState<{ seq: number; group: number } | null>(null);
  const entries = page.history ?? [];
  const annulled = new Set([
    ...page.annulled,
    ...entries.flatMap((e) => (later.settled(`annul ${e.seq}`) ? [e.seq] : [])),
  ]);
  const may = (group: number): boolean =>
    me.offices.some((o) => o.id === group && o.rights.includes('pardon'));
  return (
    <section class="panel-card" aria-labelledby="history">
      <h2 id="history">{t('history.title')}</h2>
      <p class="help">{t('history.about')}</p>
      {entries.length === 0 ? (
        <p class="help">{t('history.empty')}</p>
      ) : (
        <ol class="history">
          {entries.map((e) => (
            <li key={e.seq} class={`entry-${annulled.has(e.seq) ? 'annulled' : e.kind}`}>
              <p class="history-head">
                <time dateTime={new Date(e.at).toISOString()}>
                  {words.date(e.at)}, {words.time(e.at)}
                </time>
                <strong>
                  {e.kind === 'infraction' ? t(`response.${e.response}`) : t(`ledger-kind.${e.kind}`)}
                </strong>
                <span class="help">{t('ledger.number', { n: e.seq })}</span>
              </p>
              <RuleTag rule={e.rule} />
              {e.excerpt !== '' ? (
                <blockquote>{e.excerpt}</blockquote>
              ) : (
                e.kind === 'infraction' && <p class="help">{t('history.erased')}</p>
              )}
              {e.kind === 'infraction' && may(e.group) && !annulled.has(e.seq) && (
                <button
                  type="button"
                  class="button small quiet no-print"
                  onClick={() => setAnnulling({ seq: e.seq, group: e.group })}
                >
                  {t('history.annul')}
                  <span class="visually-hidden"> {t('ledger.number', { n: e.seq })}</span>
                </button>
              )}
            </li>
          ))}
        </ol>
      )}
      {annulling && (
        <Reason
          title={t('history.annul-title')}
          help={t('history.annul-help')}
          action={t('history.annul')}
          required
          onClose={() => setAnnulling(null)}
          onGiven={(reason) => {
            const { seq, group } = annulling;
            setAnnulling(null);
            later.decide({
              key: `annul ${seq}`,
              text: t('history.annulled'),
              commit: () => ask('POST', `/ledger/${seq}/annul`, { group, reason }).then(reload),
            });
          }}
        />
      )}
    </section>
  );
}

function Offices({ page, reload }: { page: MemberPage; reload: () => void }): JSX.Element {
  const { words, later } = useDesk();
  const { t } = words;
  const give = (group: number, role: Role): void =>
    later.decide({
      key: `role ${page.person} ${group}`,
      text: t('offices.given'),
      commit: () => ask('POST', `/members/${page.person}/role`, { group, role }).then(reload),
    });
  return (
    <section class="panel-card" aria-labelledby="offices">
      <h2 id="offices">{t('offices.title')}</h2>
      {page.grants.length === 0 && <p class="help">{t('offices.none')}</p>}
      <ul class="lines">
        {page.grants.map((g) => (
          <li key={`${g.group} ${g.at}`}>
            <div>
              <strong>{t(`role.${g.role}`)}</strong>
              <span class="help">
                {g.group} · {words.date(g.at)}
                {g.endedAt !== null && ` – ${words.date(g.endedAt)}`}
                {g.by !== '' &&
                  ` · ${t('offices.by', { name: g.by === 'setup' ? t('office.setup') : g.by })}`}
              </span>
            </div>
          </li>
        ))}
      </ul>
      {page.givable.map(({ group, roles }) => (
        <form
          key={group.id}
          class="inline-form no-print"
          onSubmit={(e) => {
            e.preventDefault();
            const role = new FormData(e.currentTarget).get('role');
            if (role) give(group.id, role as Role);
          }}
        >
          <label class="office-field">
            {t('offices.give', { group: group.title })}
            <select name="role">
              {roles.map((r) => (
                <option key={r} value={r}>
                  {t(`role.${r}`)}
                </option>
              ))}
            </select>
          </label>
          <button type="submit" class="button small quiet">
            {t('offices.do-give')}
          </button>
        </form>
      ))}
    </section>
  );
}
