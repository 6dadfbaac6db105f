import type { JSX } from 'preact';
import { useUi } from '../context.js';
import { Icon } from '../icons.js';
import type { Attachments } from './use-attachments.js';

/** The pictures above the box, each with a button that takes it away. */
export function AttachmentStrip({ attachments }: { attachments: Attachments }): JSX.Element | null {
  const { t } = useUi().state.words;
  if (attachments.all.length === 0) return null;
  return (
    <ul class="attachments" aria-label={t('composer.pictures')}>
      {attachments.all.map((one) => (
        <li key={one.url}>
          {one.drawn ? (
            <img src={one.url} alt={one.file.name} />
          ) : (
            <span class="file">
              <Icon name="picture" />
              {one.file.name}
            </span>
          )}
          <button
            type="button"
            class="round"
            aria-label={t('composer.remove-picture', { name: one.file.name })}
            onClick={() => attachments.remove(one)}
          >
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}
