/** One bubble, with what it answers, its reactions and buttons, and below it what Garde-fou made of it. */
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { ChatMessage } from '../../../channels/playground/chat-message.js';
import { api } from '../api.js';
import { Avatar } from '../avatar.js';
import { useUi } from '../context.js';
import { Icon } from '../icons.js';
import { messageById, personaOf, verdictOn } from '../state.js';
import { BubblePictures } from './bubble-pictures.js';
import { OutcomeChip } from './outcome-chip.js';
import { Quoted } from './quoted.js';

const SWIPE = 64;

export interface BubbleProps {
  readonly message: ChatMessage;
  /** First of several in a row by the same person: shows the head. */
  readonly first: boolean;
  readonly tabIndex: number;
  readonly onFocus: () => void;
  readonly onMenu: (from: HTMLElement) => void;
}

export function Bubble({ message, first, tabIndex, onFocus, onMenu }: BubbleProps): JSX.Element {
  const { state, room, dispatch, attempt } = useUi();
  const { words } = state;
  const { t } = words;
  const item = useRef<HTMLElement>(null);
  const swipe = useRef<{ x: number; y: number } | null>(null);
  const speaker = personaOf(state, state.speaker);
  const own = message.from === speaker?.person;
  const author = room.personas.find((p) => p.person === message.from);
  const slot = author?.slot ?? 'bot';

  if (message.system)
    return (
      <p class="system" data-message={message.id} tabIndex={tabIndex} onFocus={onFocus}>
        {t(`system.${message.system.code}`, {
          name: message.system.name,
          until: message.system.until === null ? '' : words.short(message.system.until),
        })}
      </p>
    );

  const answered = messageById(room, message.replyTo);
  const verdict = message.kind === 'member' ? verdictOn(room, message.id) : undefined;
  const canAct = message.deleted === null;
  const move = (x: number): void => {
    if (item.current) item.current.style.transform = x > 0 ? `translateX(${Math.min(x, SWIPE + 16)}px)` : '';
  };
  const name = author?.name ?? t('bot.name');

  return (
    <article
      ref={item}
      class={`line ${own ? 'own' : 'other'} kind-${message.kind} of-${slot}${first ? ' first' : ''}${message.deleted ? ' gone' : ''}${state.focused === message.id ? ' looked-at' : ''}`}
      data-message={message.id}
      tabIndex={tabIndex}
      onFocus={onFocus}
      aria-label={`${name}, ${words.time(message.at)}`}
      onPointerDown={(e) => {
        if (e.pointerType === 'touch' && canAct) swipe.current = { x: e.clientX, y: e.clientY };
      }}
      onPointerMove={(e) => {
        if (!swipe.current) return;
        if (Math.abs(e.clientY - swipe.current.y) > 30) swipe.current = null;
        else move(e.clientX - swipe.current.x);
      }}
      onPointerUp={(e) => {
        if (swipe.current && e.clientX - swipe.current.x > SWIPE) dispatch({ type: 'reply', to: message.id });
        swipe.current = null;
        move(0);
      }}
      onPointerCancel={() => {
        swipe.current = null;
        move(0);
      }}
    >
      {first && !own && <Avatar name={name} slot={slot} />}
      <div class="column">
        <div class="bubble">
          {first && !own && (
            <p class="author">
              {name}
              {author && author.role !== 'member' && <span class="role"> · {t(`role.${author.role}`)}</span>}
              {message.kind === 'repost' && <span class="role"> · {t('chat.reposted')}</span>}
            </p>
          )}
          {message.deleted ? (
            <p class="text deleted">
              <Icon name={message.deleted === 'bot' ? 'shield' : 'bin'} />
              {t(`chat.deleted-${message.deleted}`)}
            </p>
          ) : (
            <>
              {message.quote ? (
                <blockquote class="quoted of-bot">
                  <strong>{t('chat.your-words')}</strong>
                  <span>{message.quote}</span>
                </blockquote>
              ) : (
                answered && <Quoted message={answered} />
              )}
              {message.pictures && message.pictures.length > 0 && (
                <BubblePictures pictures={message.pictures} />
              )}
              {message.kind === 'repost' ? (
                <Reposted text={message.text} />
              ) : (
                message.text !== '' && <p class="text">{message.text}</p>
              )}
            </>
          )}
          <p class="meta">
            {message.revision > 0 && message.deleted === null && <span>{t('chat.edited')} </span>}
            <time dateTime={new Date(message.at).toISOString()}>{words.time(message.at)}</time>
          </p>
          {canAct && (
            <button
              type="button"
              class="more"
              tabIndex={-1}
              aria-label={t('chat.menu')}
              onClick={() => item.current && onMenu(item.current)}
            >
              <Icon name="more" />
            </button>
          )}
          {message.buttons.length > 0 && (
            <div class="answers">
              {message.buttons.map((button) => (
                <button
                  key={button.action}
                  type="button"
                  class={`answer${message.pressed === button.action ? ' pressed' : ''}`}
                  disabled={message.pressed !== null}
                  onClick={() =>
                    speaker && attempt(api.press(room.room.id, speaker.person, message.id, button.action))
                  }
                >
                  {message.pressed === button.action && <Icon name="check" />}
                  {button.label}
                </button>
              ))}
            </div>
          )}
        </div>
        {Object.keys(message.reactions).length > 0 && (
          <div class="reactions">
            {Object.entries(message.reactions).map(([emoji, people]) => (
              <button
                key={emoji}
                type="button"
                class={`reaction${speaker && people.includes(speaker.person) ? ' mine' : ''}`}
                aria-label={t('chat.reaction', { emoji, n: people.length })}
                onClick={() => speaker && attempt(api.react(room.room.id, speaker.person, message.id, emoji))}
              >
                {emoji} {people.length > 1 ? people.length : ''}
              </button>
            ))}
          </div>
        )}
        {message.deleted === 'bot' && verdict && verdict.text !== '' && (
          <p class="ghost">
            <strong>{t('chat.only-you')}</strong> {verdict.text}
          </p>
        )}
        {verdict && <OutcomeChip verdict={verdict} />}
      </div>
    </article>
  );
}

/** Whose words they are stands in the first line, which the engine wrote. */
function Reposted({ text }: { text: string }): JSX.Element {
  const cut = text.indexOf('\n');
  return (
    <>
      <p class="repost-head">
        <Icon name="check" />
        {cut < 0 ? text : text.slice(0, cut)}
      </p>
      {cut >= 0 && <p class="text">{text.slice(cut).trim()}</p>}
    </>
  );
}
