import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../icons.js';
import { useDesk } from '../desk.js';
import { justMoved } from '../router.js';
import { Go } from './link.js';

/** The head of a room: its name (also the window's), one sentence, and what can be done with all of it. */
export function Room({
  title,
  about,
  back,
  actions,
  children,
}: {
  title: string;
  about?: ComponentChildren;
  back?: { readonly to: string; readonly text: string };
  actions?: ComponentChildren;
  children: ComponentChildren;
}): JSX.Element {
  const { words, me, now } = useDesk();
  useEffect(() => {
    document.title = `${title} · Garde-fou`;
  }, [title]);
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (justMoved()) head.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div class="room">
      <header class="room-head">
        <div>
          {back && (
            <Go to={back.to} class="room-back">
              <Icon name="right" />
              {back.text}
            </Go>
          )}
          <h1 tabIndex={-1} ref={head}>
            {title}
          </h1>
          {about && <p>{about}</p>}
          <p class="print-only">
            {words.t('print.by', {
              name: me.terminal ? words.t('office.terminal') : me.name,
              date: words.short(now()),
            })}
          </p>
        </div>
        {actions && <div class="room-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
