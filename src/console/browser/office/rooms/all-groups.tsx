/** My groups at a glance: where something waits comes first, however many there are. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { GroupLine } from '../../../office/wire.js';
import { Icon } from '../../icons.js';
import { useDesk } from '../desk.js';
import { Spark } from '../parts/bars.js';
import { Go } from '../parts/link.js';
import { Room } from '../parts/room.js';
import { FEW, folded, SearchBox } from '../parts/search-box.js';
import { Empty, Loaded } from '../parts/state.js';
import { useResource } from '../use-resource.js';

const PARTS = ['waiting', 'troubles', 'fine'] as const;
const partOf = (g: GroupLine): (typeof PARTS)[number] =>
  g.waiting > 0 ? 'waiting' : g.troubles > 0 ? 'troubles' : 'fine';

/** What ends soonest without a decision, then where most waits; the rest by name. */
const byNeed = (a: GroupLine, b: GroupLine): number =>
  PARTS.indexOf(partOf(a)) - PARTS.indexOf(partOf(b)) ||
  (a.due ?? Number.POSITIVE_INFINITY) - (b.due ?? Number.POSITIVE_INFINITY) ||
  b.waiting - a.waiting ||
  a.title.localeCompare(b.title, undefined, { numeric: true });

export function AllGroups(): JSX.Element {
  const { words } = useDesk();
  const { t } = words;
  const resource = useResource<GroupLine[]>('/groups', ['groups', 'today']);
  return (
    <Room title={t('groups.title')} about={t('groups.about')}>
      <Loaded resource={resource}>
        {(groups) =>
          groups.length === 0 ? (
            <Empty icon="people" title={t('groups.empty')}>
              {t('groups.empty-help')}
            </Empty>
          ) : groups.length <= FEW ? (
            <Cards groups={[...groups].sort(byNeed)} />
          ) : (
            <Many groups={groups} />
          )
        }
      </Loaded>
    </Room>
  );
}

function Many({ groups }: { groups: readonly GroupLine[] }): JSX.Element {
  const { words } = useDesk();
  const { t } = words;
  const [text, setText] = useState('');
  const found = groups.filter((g) => folded(g.title).includes(folded(text))).sort(byNeed);
  return (
    <>
      <search>
        <form class="filters" onSubmit={(e) => e.preventDefault()}>
          <SearchBox label={t('groups.search')} value={text} onInput={setText} />
        </form>
      </search>
      <p class="help" role="status">
        {words.n('groups.found', found.length)}
      </p>
      {found.length === 0 && (
        <Empty icon="people" title={t('groups.none-found')}>
          {t('groups.none-found-help')}
        </Empty>
      )}
      {PARTS.map((part) => {
        const here = found.filter((g) => partOf(g) === part);
        return (
          here.length > 0 && (
            <section key={part} aria-labelledby={`part-${part}`}>
              <h2 id={`part-${part}`}>
                {t(`groups.part-${part}`)} <span class={`count-pill part-${part}`}>{here.length}</span>
              </h2>
              <Cards groups={here} />
            </section>
          )
        );
      })}
    </>
  );
}

const Cards = ({ groups }: { groups: readonly GroupLine[] }): JSX.Element => (
  <ul class="group-grid">
    {groups.map((group) => (
      <li key={group.id}>
        <Card group={group} />
      </li>
    ))}
  </ul>
);

function Card({ group }: { group: GroupLine }): JSX.Element {
  const { words, now } = useDesk();
  const { t } = words;
  return (
    <Go to={`/groups/${group.id}`} class={`group-card group-${partOf(group)}`}>
      <span class="group-title">
        <strong>{group.title}</strong>
        <span class={`mode-tag mode-is-${group.mode}`}>{t(`mode.${group.mode}`)}</span>
      </span>
      <span class="group-facts">
        {t(`channel.${group.channel}`)} · {words.n('groups.members', group.members)} ·{' '}
        {words.n('groups.messages', group.messages)}
      </span>
      <Spark values={group.weeks} />
      <span class="group-flags">
        {group.waiting > 0 && (
          <span class="flag flag-warn">
            <Icon name="clock" /> {words.n('groups.waiting', group.waiting)}
          </span>
        )}
        {group.due !== null && (
          <span class="group-facts">{t('today.ends', { when: words.ago(group.due, now()) })}</span>
        )}
        {group.troubles > 0 && (
          <span class="flag flag-bad">
            <Icon name="warn" /> {words.n('groups.troubles', group.troubles)}
          </span>
        )}
        {partOf(group) === 'fine' && (
          <span class="flag flag-good">
            <Icon name="check" /> {t('groups.fine')}
          </span>
        )}
      </span>
    </Go>
  );
}
