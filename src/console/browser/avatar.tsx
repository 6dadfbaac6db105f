import type { JSX } from 'preact';
import type { Slot } from '../wire.js';
import { Icon } from './icons.js';

/** The circle that stands for a person: their initials, and a colour that is theirs everywhere. */
export function Avatar({
  name,
  slot,
  badge = 0,
}: {
  name: string;
  slot: Slot | 'bot';
  badge?: number;
}): JSX.Element {
  return (
    <span class={`avatar of-${slot}`} aria-hidden="true">
      {slot === 'bot' ? <Icon name="shield" /> : initials(name)}
      {badge > 0 && <span class="badge">{badge}</span>}
    </span>
  );
}

function initials(name: string): string {
  const parts = name.split(' ').filter((p) => !p.endsWith('.'));
  return `${parts[0]?.[0] ?? ''}${parts.length > 1 ? (parts.at(-1)?.[0] ?? '') : ''}`.toUpperCase();
}
