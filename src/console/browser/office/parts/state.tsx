/** What a room shows while it has nothing, or something went wrong: always with what to do. */
import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from '../../icons.js';
import { useDesk } from '../desk.js';
import type { Resource } from '../use-resource.js';
import { Room } from './room.js';

export function Empty({
  icon = 'check',
  title,
  children,
}: {
  icon?: IconName;
  title: string;
  children?: ComponentChildren;
}): JSX.Element {
  return (
    <div class="office-empty">
      <span class="office-empty-mark">
        <Icon name={icon} />
      </span>
      <strong>{title}</strong>
      {children && <p>{children}</p>}
    </div>
  );
}

/** Shows `children` with the data once it is there; before, that it is coming; after a failure, what to do. */
export function Loaded<T>({
  resource,
  back,
  children,
}: {
  resource: Resource<T>;
  /** For what makes the whole page: where to go when there is none. */
  back?: { readonly to: string; readonly text: string };
  children: (data: T) => JSX.Element;
}): JSX.Element {
  const { words } = useDesk();
  const { data, error, reload } = resource;
  if (data !== null)
    return (
      <>
        {error && <Trouble error={error} reload={reload} />}
        {children(data)}
      </>
    );
  if (error && back)
    return (
      <Room title={words.t(error === 'not-found' ? 'office.no-room' : 'office.room-failed')} back={back}>
        <Trouble error={error} reload={reload} />
      </Room>
    );
  if (error) return <Trouble error={error} reload={reload} />;
  return (
    <div class="office-loading" role="status">
      <span class="visually-hidden">{words.t('office.loading')}</span>
      <i />
      <i />
      <i />
    </div>
  );
}

function Trouble({ error, reload }: { error: string; reload: () => void }): JSX.Element {
  const { words } = useDesk();
  return (
    <div class="office-trouble" role="alert">
      <Icon name="warn" />
      <p>{words.maybe(`error.${error}`) ?? words.t('error.internal')}</p>
      {error !== 'no-right' && error !== 'not-found' && (
        <button type="button" class="button small quiet" onClick={reload}>
          {words.t('office.again')}
        </button>
      )}
    </div>
  );
}
