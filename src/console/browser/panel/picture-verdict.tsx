/** What was seen in a picture: boxes over it, the decision, and the copy in which nobody can be recognised. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PictureVerdict } from '../../wire.js';
import { api } from '../api.js';
import { useUi } from '../context.js';
import { Icon } from '../icons.js';

export function PictureCard({
  picture,
  titleOf,
}: {
  picture: PictureVerdict;
  titleOf: (rule: string) => string;
}): JSX.Element {
  const { state, room } = useUi();
  const { words } = state;
  const { t } = words;
  const [covered, setCovered] = useState(false);
  const [there, setThere] = useState(true);
  const [copy, setCopy] = useState<'loading' | 'there' | 'none'>('loading');
  const drawn = /^image\/(jpeg|png|webp|gif|avif)$/.test(picture.mime);
  const reason = picture.reasons[0];
  return (
    <figure class={`seen seen-${picture.decision}`}>
      {drawn && there && (
        <div class="seen-picture">
          {covered ? (
            <img
              src={api.safePicture(room.room.id, picture.ref)}
              alt={t('picture.covered-alt')}
              onLoad={() => setCopy('there')}
              onError={() => setCopy('none')}
            />
          ) : (
            <img
              src={api.picture(room.room.id, picture.ref)}
              alt={t('chat.picture')}
              onError={() => setThere(false)}
            />
          )}
          {!covered && picture.size && (
            <svg
              viewBox={`0 0 ${picture.size[0]} ${picture.size[1]}`}
              preserveAspectRatio="none"
              aria-hidden="true"
            >
              {picture.findings.map((f) =>
                f.box ? (
                  <rect
                    key={f.box.join()}
                    class={`box-${f.rule}`}
                    x={f.box[0]}
                    y={f.box[1]}
                    width={f.box[2]}
                    height={f.box[3]}
                    vector-effect="non-scaling-stroke"
                  />
                ) : null,
              )}
            </svg>
          )}
        </div>
      )}
      {drawn && !there && <p class="nothing">{t('picture.forgotten')}</p>}
      <figcaption>
        <strong>
          <Icon
            name={picture.decision === 'allow' ? 'check' : picture.decision === 'block' ? 'shield' : 'eye'}
          />{' '}
          {t(`picture.${picture.decision}`)}
        </strong>
        {reason && <span> · {words.maybe(`picture-reason.${reason}`) ?? reason}</span>}
        {picture.findings.length > 0 && (
          <ul>
            {picture.findings.map((f) => (
              <li key={`${f.rule}${f.box?.join()}`}>
                {titleOf(f.rule)} · {t('insight.sure', { p: words.percent(f.confidence) })}
              </li>
            ))}
          </ul>
        )}
      </figcaption>
      {drawn && there && picture.redactable && (
        <button
          type="button"
          class="button quiet"
          aria-pressed={covered}
          onClick={() => setCovered(!covered)}
        >
          <Icon name={covered ? 'eye' : 'shield'} />
          {t(covered ? 'picture.show-boxes' : 'picture.show-covered')}
        </button>
      )}
      {covered && copy !== 'there' && (
        <p class="nothing" role="status">
          {t(copy === 'none' ? 'picture.no-copy' : 'picture.making')}
        </p>
      )}
    </figure>
  );
}
