import type { JSX } from 'preact';
import { useRoving } from '../../roving.js';

/** Sections of a room, one at a time. Arrow keys move between them. */
export function Tabs<T extends string>({
  label,
  tabs,
  value,
  onChoose,
}: {
  label: string;
  tabs: readonly { readonly value: T; readonly text: string; readonly count?: number }[];
  value: T;
  onChoose: (value: T) => void;
}): JSX.Element {
  const roving = useRoving();
  return (
    <div class="tabs" role="tablist" aria-label={label} onKeyDown={roving}>
      {tabs.map((tab) => (
        <button
          key={tab.value}
          type="button"
          role="tab"
          id={`tab-${tab.value}`}
          aria-selected={tab.value === value}
          aria-controls={tab.value === value ? `panel-${tab.value}` : undefined}
          tabIndex={tab.value === value ? 0 : -1}
          onClick={() => onChoose(tab.value)}
        >
          {tab.text}
          {tab.count ? <span class="count-pill">{tab.count}</span> : null}
        </button>
      ))}
    </div>
  );
}
