import type { ComponentChildren, JSX } from 'preact';
import { follow } from '../router.js';

/** A link within the office. */
export const Go = ({
  to,
  class: name,
  current,
  label,
  children,
}: {
  to: string;
  class?: string;
  current?: boolean;
  label?: string;
  children: ComponentChildren;
}): JSX.Element => (
  <a href={to} class={name} aria-current={current ? 'page' : undefined} aria-label={label} onClick={follow}>
    {children}
  </a>
);
