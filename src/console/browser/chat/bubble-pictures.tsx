import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ChatPicture } from '../../../channels/playground/chat-message.js';
import { api } from '../api.js';
import { useUi } from '../context.js';
import { Icon } from '../icons.js';

/** The pictures of a bubble; a film or file, and a picture that was forgotten meanwhile, by its name. */
export function BubblePictures({ pictures }: { pictures: readonly ChatPicture[] }): JSX.Element {
  return (
    <div class="pictures">
      {pictures.map((picture) => (
        <BubblePicture key={picture.ref} picture={picture} />
      ))}
    </div>
  );
}

function BubblePicture({ picture }: { picture: ChatPicture }): JSX.Element {
  const { state, room } = useUi();
  const { t } = state.words;
  const [shown, setShown] = useState(picture.mime.startsWith('image/'));
  if (shown)
    return (
      <img
        src={api.picture(room.room.id, picture.ref)}
        alt={t('chat.picture')}
        onError={() => setShown(false)}
      />
    );
  return (
    <span class="file">
      <Icon name="picture" />
      {picture.name === '' ? t('chat.file') : picture.name}
    </span>
  );
}
