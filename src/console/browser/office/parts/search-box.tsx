import type { JSX } from 'preact';
import { Icon } from '../../icons.js';

/** For finding by name: without accents, in whichever case. */
export const folded = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();

/** Up to here all are seen at once, and nothing needs to be searched. */
export const FEW = 6;

/** What a list is narrowed by; Enter sends nothing, and the key `/` leads here. */
export const SearchBox = ({
  label,
  value,
  onInput,
}: {
  label: string;
  value: string;
  onInput: (text: string) => void;
}): JSX.Element => (
  <label class="search-field">
    <Icon name="search" />
    <span class="visually-hidden">{label}</span>
    <input
      type="search"
      placeholder={label}
      value={value}
      aria-keyshortcuts="/"
      onInput={(e) => onInput(e.currentTarget.value)}
    />
    <span class="key" aria-hidden="true">
      /
    </span>
  </label>
);
