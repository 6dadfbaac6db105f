/** What waits for me, the most urgent first, each with what can be done about it in one press. */
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { SECTIONS, sectionOf } from '../../../office/today-sections.js';
import type { HoldItem, JoinItem, ReviewItem, Today, TodayItem } from '../../../office/wire.js';
import { Icon, type IconName } from '../../icons.js';
import { ask, pressKey } from '../ask.js';
import { useDesk } from '../desk.js';
import { moveFocus, passFocusOn } from '../keys.js';
import { Go } from '../parts/link.js';
import { Reason } from '../parts/reason.js';
import { Room } from '../parts/room.js';
import { Empty, Loaded } from '../parts/state.js';
import { WhenInformed } from '../parts/when-informed.js';
import { useResource } from '../use-resource.js';

/** Whoever asks to join a second time is another card; what is to be put in order stays the same one. */
export const keyOf = (item: TodayItem): string =>
  `${item.kind} ${item.group.id} ${item.id}${item.kind === 'trouble' ? '' : ` ${item.at}`}`;

export function TodayRoom(): JSX.Element {
  const { words, me, now, later } = useDesk();
  const { t } = words;
  const resource = useResource<Today>('/today', ['today', 'reviews', 'cases']);
  const first = me.name.split(' ')[0] ?? '';
  const title = first.endsWith('.') || me.terminal ? t('today.title') : t('today.hello', { name: first });
  return (
    <Room title={title} about={words.day(now())}>
      <Loaded resource={resource}>
        {(today) => (
          <>
            {today.machine.length > 0 && <MachineTroubles what={today.machine} />}
            <WeekLine week={today.week} />
            <Sections items={today.items.filter((i) => !later.settled(keyOf(i)))} />
          </>
        )}
      </Loaded>
    </Room>
  );
}

/** For whoever looks after the machine: it is not as it should be. */
function MachineTroubles({ what }: { what: readonly string[] }): JSX.Element {
  const { words } = useDesk();
  return (
    <section class="office-trouble machine-trouble" role="alert" aria-label={words.t('door.operator')}>
      <Icon name="warn" />
      <div>
        <ul>
          {what.map((key) => (
            <li key={key}>{words.t(`machine.${key}`)}</li>
          ))}
        </ul>
        <Go to="/operator" class="button small quiet">
          {words.t('today.look')}
        </Go>
      </div>
    </section>
  );
}

function WeekLine({ week }: { week: Today['week'] }): JSX.Element {
  const { words } = useDesk();
  return (
    <dl class="facts-row facts-three" aria-label={words.t('today.week')}>
      {(['messages', 'reports', 'infractions'] as const).map((key) => (
        <div key={key}>
          <dt>{words.t(`today.${key}`)}</dt>
          <dd>{words.number(week[key])}</dd>
        </div>
      ))}
    </dl>
  );
}

function Sections({ items: all }: { items: readonly TodayItem[] }): JSX.Element {
  const { words } = useDesk();
  const { t } = words;
  const sections = SECTIONS.map((name) => ({
    name,
    items: all.filter((i) => sectionOf(i) === name),
  }));
  if (all.length === 0)
    return (
      <Empty icon="sun" title={t('today.empty')}>
        {t('today.empty-help')}
      </Empty>
    );
  return (
    <>
      {sections.map(({ name, items }) =>
        items.length === 0 ? (
          name === 'mine' ? (
            <section key={name} aria-labelledby="mine">
              <h2 id="mine">{t('today.mine')}</h2>
              <Empty title={t('today.mine-empty')} />
            </section>
          ) : null
        ) : (
          <section key={name} aria-labelledby={name}>
            <h2 id={name}>
              {t(`today.${name}`)} <span class="count-pill">{items.length}</span>
            </h2>
            {name === 'mine' && <p class="keys-help">{t('today.keys')}</p>}
            {name === 'author' && <p class="help">{t('today.author-help')}</p>}
            <ol class="items">
              {items.map((item) => (
                <li key={keyOf(item)}>
                  <Item item={item} />
                </li>
              ))}
            </ol>
          </section>
        ),
      )}
    </>
  );
}

const ICONS: Record<TodayItem['kind'], IconName> = {
  hold: 'clock',
  review: 'scales',
  join: 'people',
  proposal: 'ladder',
  signature: 'pen',
  deadline: 'clock',
  trouble: 'warn',
};

function Item({ item }: { item: TodayItem }): JSX.Element {
  switch (item.kind) {
    case 'hold':
      return <Held item={item} />;
    case 'review':
      return <Doubt item={item} />;
    case 'join':
      return <Join item={item} />;
    default:
      return <Plain item={item} />;
  }
}

/** Letters work while the card itself has the focus, and nowhere else: they never take a key from a field. */
export function onKeys(keys: Readonly<Record<string, () => void>>): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (moveFocus(event.key === 'ArrowDown' ? 1 : -1)) event.preventDefault();
      return;
    }
    const act = keys[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  };
}

export function Card({
  item,
  keys = {},
  what,
  children,
}: {
  item: TodayItem;
  keys?: Readonly<Record<string, () => void>>;
  what: string;
  children: preact.ComponentChildren;
}): JSX.Element {
  const { words, now } = useDesk();
  const card = useRef<HTMLElement>(null);
  useLayoutEffect(() => () => passFocusOn(card.current), []);
  return (
    <article
      ref={card}
      class={`item item-${item.kind}`}
      tabIndex={Object.keys(keys).length > 0 ? 0 : undefined}
      aria-label={`${what}, ${item.group.title}`}
      onKeyDown={onKeys(keys)}
    >
      <header>
        <span class="item-icon">
          <Icon name={ICONS[item.kind]} />
        </span>
        <div>
          <strong>{what}</strong>
          {item.kind !== 'trouble' && (
            <span class="item-where">
              <Go to={`/groups/${item.group.id}`}>{item.group.title}</Go>
              <time dateTime={new Date(item.at).toISOString()}> · {words.ago(item.at, now())}</time>
            </span>
          )}
        </div>
      </header>
      {children}
    </article>
  );
}

function Held({ item }: { item: HoldItem }): JSX.Element {
  const { words, later, now } = useDesk();
  const { t } = words;
  const [asking, setAsking] = useState<'when' | 'why' | null>(null);
  const decide = (what: 'release' | 'refuse', more: { reason?: string; policeInformedAt?: number }): void => {
    const key = pressKey();
    setAsking(null);
    later.decide({
      key: keyOf(item),
      text: t(what === 'release' ? 'today.released' : 'today.refused', { name: item.member }),
      commit: () => ask('POST', `/holds/${item.id}`, { group: item.group.id, do: what, key, ...more }),
    });
  };
  const may = item.mine && !item.observed;
  const publish = (): void =>
    item.condition === 'police-informed' ? setAsking('when') : decide('release', {});
  return (
    <Card
      item={item}
      what={t(`today.hold.${item.condition}`, { name: item.member })}
      keys={may ? { '1': publish, '2': () => setAsking('why') } : {}}
    >
      {item.text !== '' && <blockquote>{item.text}</blockquote>}
      {item.media > 0 && <p class="help">{words.n('today.media', item.media)}</p>}
      <p class="item-facts">
        <RuleTag rule={item.rule} />
        <Countdown due={item.due} now={now} />
      </p>
      {may && (
        <div class="item-actions">
          <button type="button" class="button" onClick={publish}>
            <Icon name="check" />
            {t(item.condition === 'police-informed' ? 'today.release-informed' : 'today.release')}
            <kbd>1</kbd>
          </button>
          <button type="button" class="button quiet" onClick={() => setAsking('why')}>
            <Icon name="close" />
            {t('today.refuse')}
            <kbd>2</kbd>
          </button>
        </div>
      )}
      {!may && <p class="help">{t(item.mine ? 'error.observed' : 'today.not-yours')}</p>}
      {asking === 'why' && (
        <Reason
          title={t('today.refuse-title', { name: item.member })}
          help={t('today.refuse-help')}
          action={t('today.refuse')}
          onClose={() => setAsking(null)}
          onGiven={(reason) => decide('refuse', { reason })}
        />
      )}
      {asking === 'when' && (
        <WhenInformed
          name={item.member}
          onClose={() => setAsking(null)}
          onGiven={(policeInformedAt) => decide('release', { policeInformedAt })}
        />
      )}
    </Card>
  );
}

export function Doubt({ item }: { item: ReviewItem }): JSX.Element {
  const { words, later, ruleTitle } = useDesk();
  const { t } = words;
  const decide = (verdict: 'right' | 'wrong'): void => {
    const key = pressKey();
    later.decide({
      key: keyOf(item),
      text: t(`review.done-${verdict}`, { name: item.member }),
      commit: () => ask('POST', `/reviews/${item.id}`, { group: item.group.id, verdict, key }),
    });
  };
  return (
    <Card
      item={item}
      what={t(`review.${item.what}`, { name: item.member || t('office.somebody') })}
      keys={{ '1': () => decide('right'), '2': () => decide('wrong') }}
    >
      {item.excerpt === '' ? (
        <p class="help">{t('review.no-words')}</p>
      ) : (
        <blockquote>{item.excerpt}</blockquote>
      )}
      {item.proof.map((words_) => (
        <p key={words_} class="item-proof">
          <span class="help">{t('review.proof')}</span> <q>{words_}</q>
        </p>
      ))}
      <p class="item-facts">
        <RuleTag rule={item.rule} />
        {item.confidence !== null && <span>{t('insight.sure', { p: words.percent(item.confidence) })}</span>}
      </p>
      <p class="item-question">{t(`review.ask-${item.what}`, { rule: ruleTitle(item.rule) })}</p>
      <div class="item-actions">
        <button type="button" class="button quiet" onClick={() => decide('right')}>
          <Icon name="check" />
          {t(`review.right-${item.what}`)}
          <kbd>1</kbd>
        </button>
        <button type="button" class="button quiet" onClick={() => decide('wrong')}>
          <Icon name="close" />
          {t(`review.wrong-${item.what}`)}
          <kbd>2</kbd>
        </button>
      </div>
    </Card>
  );
}

function Join({ item }: { item: JoinItem }): JSX.Element {
  const { words, later } = useDesk();
  const { t } = words;
  const decide = (accept: boolean): void => {
    const key = pressKey();
    later.decide({
      key: keyOf(item),
      text: t(accept ? 'today.joined' : 'today.declined', { name: item.name }),
      commit: () =>
        ask('POST', `/joins/${encodeURIComponent(item.id)}`, { group: item.group.id, accept, key }),
    });
  };
  return (
    <Card
      item={item}
      what={t('today.join', { name: item.name })}
      keys={{ '1': () => decide(true), '2': () => decide(false) }}
    >
      <div class="item-actions">
        <button type="button" class="button" onClick={() => decide(true)}>
          <Icon name="check" />
          {t('today.let-in')}
          <kbd>1</kbd>
        </button>
        <button type="button" class="button quiet" onClick={() => decide(false)}>
          <Icon name="close" />
          {t('today.decline')}
          <kbd>2</kbd>
        </button>
      </div>
    </Card>
  );
}

/** Not to be settled from here: says what it is, and leads to where it is. */
function Plain({ item }: { item: Exclude<TodayItem, HoldItem | ReviewItem | JoinItem> }): JSX.Element {
  const { words, now } = useDesk();
  const { t } = words;
  if (item.kind === 'trouble')
    return (
      <Card item={item} what={item.group.title}>
        <ul class="troubles">
          {item.what.map((what) => (
            <li key={what}>
              <strong>{words.maybe(`trouble.${what}`) ?? t('trouble.other', { what })}</strong>
              <span class="help">
                {words.maybe(`trouble-help.${what}`) ??
                  words.maybe(`${what}-help`) ??
                  t('trouble-help.other')}
              </span>
            </li>
          ))}
        </ul>
        <div class="item-actions">
          <Go to={`/groups/${item.group.id}?tab=registration`} class="button quiet">
            {t('today.look')}
          </Go>
        </div>
      </Card>
    );
  return (
    <Card
      item={item}
      what={t(`today.${item.kind}`, {
        name: item.member,
        step: words.maybe(`step.${item.step.toLowerCase()}`) ?? item.step,
      })}
    >
      {item.due !== null && (
        <p class="item-facts">
          <Countdown due={item.due} now={now} />
        </p>
      )}
      <div class="item-actions">
        <Go to={item.case === null ? `/members/${item.person}` : `/cases/${item.case}`} class="button">
          {t('today.look')}
        </Go>
      </div>
    </Card>
  );
}

export function RuleTag({ rule }: { rule: string }): JSX.Element {
  const { ruleTitle, clauseOf } = useDesk();
  return (
    <Go to={`/rules/${rule}`} class="rule-tag">
      {ruleTitle(rule)} <span class="clause">{clauseOf(rule)}</span>
    </Go>
  );
}

function Countdown({ due, now }: { due: number; now: () => number }): JSX.Element {
  const { words } = useDesk();
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 30_000);
    return () => clearInterval(timer);
  }, []);
  const left = due - now();
  return (
    <span class={`countdown${left < 15 * 60_000 ? ' soon' : ''}`}>
      <Icon name="clock" />
      {left > 0 ? words.t('today.ends', { when: words.ago(due, now()) }) : words.t('today.ended')}
    </span>
  );
}
