/** My groups at a glance; one of them in full. */
import type { JSX } from 'preact';
import type { GroupPage } from '../../../office/wire.js';
import { Icon } from '../../icons.js';
import { ask, pressKey } from '../ask.js';
import { useDesk } from '../desk.js';
import { Bars, type Series } from '../parts/bars.js';
import { Room } from '../parts/room.js';
import { Loaded } from '../parts/state.js';
import { Tabs } from '../parts/tabs.js';
import { go, usePlace } from '../router.js';
import { useResource } from '../use-resource.js';
import { AllGroups } from './all-groups.js';
import { DigestForm } from './digest-form.js';
import { GroupMessages } from './group-messages.js';
import { GroupRegistration } from './group-registration.js';
import { GroupSettings } from './group-settings.js';

export function GroupsRoom({ id }: { id: string | null }): JSX.Element {
  return id === null ? <AllGroups /> : <OneGroup key={id} id={id} />;
}

const TABS = ['overview', 'messages', 'settings', 'registration'] as const;
type Tab = (typeof TABS)[number];

/** Messages of the police are theirs to send; the authority relays those of a crisis. */
const tabsOf = (page: GroupPage): readonly Tab[] =>
  page.rights.some((r) => r === 'broadcast' || r === 'relay-crisis')
    ? TABS
    : TABS.filter((tab) => tab !== 'messages');

function OneGroup({ id }: { id: string }): JSX.Element {
  const { words } = useDesk();
  const { t } = words;
  const place = usePlace();
  const resource = useResource<GroupPage>(`/groups/${id}?lang=${words.lang}`, ['groups']);
  const wanted = place.query.get('tab');
  return (
    <Loaded resource={resource} back={{ to: '/groups', text: t('groups.title') }}>
      {(page) => {
        const tabs = tabsOf(page);
        const tab: Tab = tabs.find((x) => x === wanted) ?? 'overview';
        const missing = [...page.registration, ...page.closed.checks].filter(
          (c) => c.state === 'missing',
        ).length;
        return (
          <Room
            title={page.group.title}
            back={{ to: '/groups', text: t('groups.title') }}
            about={
              <>
                <span class={`mode-tag mode-is-${page.mode}`}>{t(`mode.${page.mode}`)}</span>{' '}
                {t(`channel.${page.group.channel}`)} · {t('groups.as', { role: t(`role.${page.role}`) })}
              </>
            }
          >
            {page.mode === 'observe' && page.policy.mode !== 'observe' && (
              <p class="notice">
                <Icon name="eye" />
                {t('groups.only-observed')}
              </p>
            )}
            <Tabs
              label={page.group.title}
              value={tab}
              onChoose={(value) => go(`/groups/${id}${value === 'overview' ? '' : `?tab=${value}`}`, true)}
              tabs={tabs.map((value) => ({
                value,
                text: t(`groups.tab-${value}`),
                ...(value === 'registration' ? { count: missing } : {}),
              }))}
            />
            <div role="tabpanel" id={`panel-${tab}`} aria-labelledby={`tab-${tab}`} class="tab-panel">
              {tab === 'overview' ? (
                <Overview page={page} />
              ) : tab === 'settings' ? (
                <>
                  <GroupSettings page={page} resource={resource} />
                  {page.digest && <DigestForm group={page.group.id} digest={page.digest} />}
                </>
              ) : tab === 'messages' ? (
                <GroupMessages page={page} />
              ) : (
                <GroupRegistration page={page} reload={resource.reload} />
              )}
            </div>
          </Room>
        );
      }}
    </Loaded>
  );
}

const KINDS = ['signalement', 'followup', 'prevention', 'ack', 'offtopic'] as const;

function Overview({ page }: { page: GroupPage }): JSX.Element {
  const { words, now, later } = useDesk();
  const { t } = words;
  const series: Series[] = KINDS.map((key, i) => ({
    key,
    name: t(`kind.${key}`),
    tone: (i + 1) as Series['tone'],
  }));
  const threads = page.threads.filter((thread) => !later.settled(`thread ${thread.id}`));
  const total = Object.values(page.outcomes).reduce((a, b) => a + b, 0);
  return (
    <>
      <section aria-labelledby="threads" class="panel-card">
        <h2 id="threads">{t('groups.threads')}</h2>
        {threads.length === 0 ? (
          <p class="help">{t('groups.no-threads')}</p>
        ) : (
          <ul class="lines">
            {threads.map((thread) => (
              <li key={thread.id}>
                <div>
                  <strong>
                    {thread.policeInformedAt === null
                      ? t('groups.police-unknown')
                      : t('groups.police-since', { at: words.time(thread.policeInformedAt) })}
                  </strong>
                  <span class="help">
                    {t('groups.thread-by', {
                      name: thread.openedBy || t('office.somebody'),
                      when: words.ago(thread.openedAt, now()),
                    })}{' '}
                    · {words.n('groups.thread-messages', thread.messages)}
                  </span>
                </div>
                {page.rights.includes('close-thread') && (
                  <button
                    type="button"
                    class="button small quiet"
                    onClick={() => {
                      const key = pressKey();
                      later.decide({
                        key: `thread ${thread.id}`,
                        text: t('groups.thread-closed'),
                        commit: () =>
                          ask('POST', `/groups/${page.group.id}/threads/${thread.id}/close`, { key }),
                      });
                    }}
                  >
                    {t('groups.close-thread')}
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="counts" class="panel-card">
        <h2 id="counts">{t('groups.counts')}</h2>
        {total === 0 ? (
          <p class="help">{t('groups.no-counts')}</p>
        ) : (
          <>
            <Bars
              title={t('groups.by-month')}
              series={series}
              columns={page.months.map((m) => ({
                name: words.month(m.month),
                values: m.kinds as Record<string, number>,
              }))}
            />
            <dl class="facts-row">
              {(['passed', 'warned', 'asked', 'held', 'removed', 'observed'] as const)
                .filter((o) => (page.outcomes[o] ?? 0) > 0)
                .map((o) => (
                  <div key={o}>
                    <dt>{t(`outcome.${o}`)}</dt>
                    <dd>{words.number(page.outcomes[o] ?? 0)}</dd>
                  </div>
                ))}
            </dl>
            <p class="help">{t('groups.no-texts')}</p>
          </>
        )}
      </section>
      <section aria-labelledby="officials" class="panel-card">
        <h2 id="officials">{t('groups.officials')}</h2>
        <ul class="lines">
          {page.officials.map((o) => (
            <li key={`${o.role} ${o.name}`}>
              <strong>{o.name}</strong>
              <span class="help">{t(`role.${o.role}`)}</span>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
