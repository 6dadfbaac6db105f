/** The frame around every room: the side of a laptop, the foot of a phone, and what stands over the page. */

import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { LANGS, type Lang } from '../../../domain/vocabulary.js';
import { Icon } from '../icons.js';
import { LANG_NAMES } from '../lang-names.js';
import { remember, remembered } from '../remember.js';
import { applyTheme } from '../theme.js';
import { useDesk } from './desk.js';
import type { Door } from './doors.js';
import { useRoomKeys } from './keys.js';
import { onOnline } from './live.js';
import { Dialog } from './parts/dialog.js';
import { Go } from './parts/link.js';
import { type Toast, Toasts } from './toasts.js';

/** As many as fit on a phone of 360 px with words that can be read. */
const AT_FOOT = 4;

export function Shell({
  doors,
  room,
  toast,
  onToastGone,
  speak,
  onLeave,
  children,
}: {
  doors: readonly Door[];
  room: string | null;
  toast: Toast | null;
  onToastGone: () => void;
  speak: (lang: Lang) => void;
  onLeave: () => void;
  children: ComponentChildren;
}): JSX.Element {
  const { words, me } = useDesk();
  const { t } = words;
  useRoomKeys();
  const [more, setMore] = useState(false);
  const [online, setOnline] = useState(true);
  useEffect(() => onOnline(setOnline), []);
  useEffect(() => setMore(false), [room]);
  const rest = doors.slice(AT_FOOT);
  const door = (d: Door, short = false): JSX.Element => (
    <Go
      key={d.room}
      to={`/${d.room}`}
      class={`door to-${d.room}${room === d.room ? ' here' : ''}`}
      current={room === d.room}
    >
      <Icon name={d.icon} />
      <span>{t(short ? `door-short.${d.room}` : `door.${d.room}`)}</span>
      {d.room === 'today' && me.waiting > 0 && (
        <span class="count-pill">
          {me.waiting}
          <span class="visually-hidden"> {t('door.waiting')}</span>
        </span>
      )}
    </Go>
  );
  return (
    <div class="office">
      <a class="skip" href="#room">
        {t('office.skip')}
      </a>
      <aside class="office-side">
        <Brand />
        <nav aria-label={t('office.nav')}>{doors.map((d) => door(d))}</nav>
        <div class="side-foot">
          <Go to="/try" class="door">
            <Icon name="play" />
            <span>{t('door.try')}</span>
          </Go>
          <Account speak={speak} onLeave={onLeave} />
        </div>
      </aside>
      <header class="office-top">
        <Brand />
        <button
          type="button"
          class="icon-button"
          aria-label={t('office.menu')}
          aria-haspopup="dialog"
          onClick={() => setMore(true)}
        >
          <Icon name="gear" />
        </button>
      </header>
      <main class="office-main" id="room" tabIndex={-1}>
        {!online && (
          <p class="office-offline" role="status">
            <Icon name="warn" /> {t('app.offline')}
          </p>
        )}
        {children}
      </main>
      <nav class="office-foot" aria-label={t('office.nav')}>
        {doors.slice(0, rest.length === 1 ? AT_FOOT + 1 : AT_FOOT).map((d) => door(d, true))}
        {rest.length > 1 && (
          <button
            type="button"
            class={`door${rest.some((d) => d.room === room) ? ' here' : ''}`}
            aria-haspopup="dialog"
            onClick={() => setMore(true)}
          >
            <Icon name="dots" />
            <span>{t('office.more')}</span>
          </button>
        )}
      </nav>
      {more && (
        <Dialog title={t('office.more')} onClose={() => setMore(false)}>
          <nav class="sheet-doors" aria-label={t('office.more')}>
            {rest.map((d) => door(d))}
            <Go to="/try" class="door">
              <Icon name="play" />
              <span>{t('door.try')}</span>
            </Go>
          </nav>
          <Account speak={speak} onLeave={onLeave} />
          <form method="dialog">
            <button type="submit" class="button quiet wide">
              {t('office.close')}
            </button>
          </form>
        </Dialog>
      )}
      <Toasts toast={toast} onGone={onToastGone} />
    </div>
  );
}

const Brand = (): JSX.Element => (
  <p class="brand">
    <span class="brand-mark">
      <Icon name="shield" />
    </span>
    Garde-fou
  </p>
);

function Account({ speak, onLeave }: { speak: (lang: Lang) => void; onLeave: () => void }): JSX.Element {
  const { words, me } = useDesk();
  const { t } = words;
  const [theme, setTheme] = useState(remembered('theme') ?? 'auto');
  useEffect(() => applyTheme(theme), [theme]);
  const roles = [...new Set(me.offices.map((o) => t(`role.${o.role}`)))];
  return (
    <div class="account">
      <p class="who">
        <strong>{me.terminal ? t('office.terminal') : me.name}</strong>
        <span>{me.terminal ? t('role.operator') : roles.join(', ')}</span>
      </p>
      <label class="small-field">
        <span class="visually-hidden">{t('settings.page-lang')}</span>
        <Icon name="globe" />
        <select value={words.lang} onChange={(e) => speak(e.currentTarget.value as Lang)}>
          {LANGS.map((l) => (
            <option key={l} value={l} lang={l}>
              {LANG_NAMES[l]}
            </option>
          ))}
        </select>
      </label>
      <label class="small-field">
        <span class="visually-hidden">{t('settings.theme')}</span>
        <Icon name="sun" />
        <select
          value={theme}
          onChange={(e) => {
            setTheme(e.currentTarget.value);
            remember('theme', e.currentTarget.value);
          }}
        >
          {(['auto', 'light', 'dark'] as const).map((th) => (
            <option key={th} value={th}>
              {t(`theme.${th}`)}
            </option>
          ))}
        </select>
      </label>
      <Go to="/account" class="door to-account">
        <Icon name="key" />
        <span>{t('account.title')}</span>
      </Go>
      <button type="button" class="door leave" onClick={onLeave}>
        <Icon name="leave" />
        <span>{t('office.leave')}</span>
      </button>
    </div>
  );
}
