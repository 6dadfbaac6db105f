/** The bubbles of one chat, oldest first. Up and Down walk through them, Enter opens what can be done with one. */
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ChatMessage } from '../../../channels/playground/chat-message.js';
import { useUi } from '../context.js';
import { Icon } from '../icons.js';
import { personaOf, shortName, unread } from '../state.js';
import { Bubble } from './bubble.js';
import { MessageMenu } from './message-menu.js';

/** Messages of one person this close together, in ms, share one head. */
const TOGETHER = 5 * 60_000;

export function MessageList(): JSX.Element {
  const { state, room, dispatch } = useUi();
  const { words } = state;
  const persona = personaOf(state, state.speaker);
  const thread = state.thread === 'group' ? 'group' : (persona?.person ?? '');
  const messages = room.messages.filter((m) => m.thread === thread);
  const list = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState<{ readonly id: string; readonly from: HTMLElement } | null>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const atEnd = useRef(true);

  useEffect(() => {
    atEnd.current = true;
  }, [thread, state.roomId]);
  // New words are followed, unless the reader has scrolled up to older ones.
  useLayoutEffect(() => {
    if (list.current && atEnd.current)
      list.current.scrollTop = messages.length === 0 ? 0 : list.current.scrollHeight;
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    const items = [...(list.current?.querySelectorAll<HTMLElement>('[data-message]') ?? [])];
    const here = items.indexOf(document.activeElement as HTMLElement);
    if (here < 0) return;
    const to = { ArrowUp: here - 1, ArrowDown: here + 1, Home: 0, End: items.length - 1 }[event.key];
    const item = to === undefined ? undefined : items[to];
    if (item) {
      event.preventDefault();
      item.focus();
    } else if (event.key === 'Enter' && items[here]?.dataset.message) {
      event.preventDefault();
      setMenu({ id: items[here].dataset.message, from: items[here] });
    }
  };

  const tabStop = messages.some((m) => m.id === current) ? current : (messages.at(-1)?.id ?? null);
  const opened = menu && messages.find((m) => m.id === menu.id);
  const waiting = persona && state.thread === 'group' ? unread(state, persona.person) : 0;
  return (
    <>
      <div
        class="messages"
        id="messages"
        ref={list}
        role="tabpanel"
        aria-labelledby={`tab-${state.thread}`}
        onKeyDown={onKeyDown}
        onScroll={(e) => {
          const box = e.currentTarget;
          atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < 60;
        }}
      >
        <div role="log" aria-live="polite" aria-relevant="additions" aria-label={words.t('chat.log')}>
          {messages.length === 0 ? (
            <Empty />
          ) : (
            messages.map((message, index) => {
              const before = messages[index - 1];
              const newDay = !before || words.day(before.at) !== words.day(message.at);
              return (
                <div key={message.id}>
                  {newDay && <p class="day">{words.day(message.at)}</p>}
                  <Bubble
                    message={message}
                    first={newDay || !together(before, message)}
                    tabIndex={message.id === tabStop ? 0 : -1}
                    onFocus={() => setCurrent(message.id)}
                    onMenu={(from) => setMenu({ id: message.id, from })}
                  />
                </div>
              );
            })
          )}
        </div>
      </div>
      {waiting > 0 && persona && (
        <button type="button" class="knock" onClick={() => dispatch({ type: 'thread', thread: 'bot' })}>
          <Icon name="shield" />
          <span>{words.t('chat.knock', { name: shortName(persona.name) })}</span>
          <strong>{words.t('chat.knock-open')}</strong>
        </button>
      )}
      {menu && opened && (
        <MessageMenu
          message={opened}
          from={menu.from}
          onClose={() => {
            setMenu(null);
            menu.from.focus();
          }}
        />
      )}
    </>
  );
}

const together = (before: ChatMessage | undefined, message: ChatMessage): boolean =>
  before !== undefined &&
  before.from === message.from &&
  before.kind === message.kind &&
  message.kind !== 'repost' &&
  message.at - before.at < TOGETHER;

/** What a newcomer sees first: what this is, and three things to try. */
function Empty(): JSX.Element {
  const { state, dispatch, player } = useUi();
  const { t } = state.words;
  if (state.thread === 'bot')
    return (
      <div class="empty">
        <Icon name="lock" />
        <p>{t('empty.private')}</p>
      </div>
    );
  if (player.story !== null) return <div class="empty">{t('empty.story')}</div>;
  return (
    <div class="empty">
      <span class="empty-mark">
        <Icon name="shield" />
      </span>
      <h2>{t('empty.title')}</h2>
      <p>{t('empty.text')}</p>
      <ul>
        {['empty.try-a', 'empty.try-b', 'empty.try-c'].map((key) => (
          <li key={key}>
            <button type="button" class="try" onClick={() => dispatch({ type: 'suggest', text: t(key) })}>
              {t(key)}
            </button>
          </li>
        ))}
      </ul>
      <button type="button" class="button quiet" onClick={() => dispatch({ type: 'show', panel: 'stories' })}>
        <Icon name="play" />
        {t('empty.stories')}
      </button>
    </div>
  );
}
