/** The box to write in. Enter sends, Shift+Enter begins a new line, Escape ends a reply or an edit. */
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { api } from '../api.js';
import { useUi } from '../context.js';
import { Icon } from '../icons.js';
import { messageById, personaOf, shortName } from '../state.js';
import { Quoted } from './quoted.js';

export function Composer(): JSX.Element {
  const { state, room, dispatch, attempt } = useUi();
  const { t } = state.words;
  const box = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const speaker = personaOf(state, state.speaker);
  const editing = messageById(room, state.editing);
  const replyTo = messageById(room, state.replyTo);

  useEffect(() => {
    if (editing) setText(editing.text);
    if (editing || replyTo) box.current?.focus();
  }, [state.editing, state.replyTo]);
  useEffect(() => {
    if (state.suggestion.n === 0) return;
    setText(state.suggestion.text);
    box.current?.focus();
  }, [state.suggestion.n]);
  useEffect(() => {
    const area = box.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight, 160)}px`;
  }, [text]);

  const cancel = (): void => {
    if (state.editing) setText('');
    dispatch({ type: 'reply', to: null });
  };
  const send = async (): Promise<void> => {
    if (!speaker || text.trim() === '') return;
    const written = text;
    setText('');
    dispatch({ type: 'reply', to: null });
    const sent = await attempt(
      editing
        ? api.edit(room.room.id, speaker.person, editing.id, written)
        : api.post(room.room.id, speaker.person, written, state.thread, { replyTo: replyTo?.id }),
    );
    // Not sent: the words are given back, unless something new was begun.
    if (!sent) setText((now) => (now === '' ? written : now));
  };

  return (
    <form
      class="composer"
      onSubmit={(e) => {
        e.preventDefault();
        void send();
      }}
    >
      {(editing ?? replyTo) && (
        <div class="composing">
          <div>
            <span class="composing-what">{t(editing ? 'composer.editing' : 'composer.replying')}</span>
            <Quoted message={(editing ?? replyTo)!} />
          </div>
          <button type="button" class="round" aria-label={t('composer.cancel')} onClick={cancel}>
            <Icon name="close" />
          </button>
        </div>
      )}
      <div class="writing">
        <label class="visually-hidden" for="composer">
          {t('composer.label', { name: speaker?.name ?? '' })}
        </label>
        <textarea
          id="composer"
          ref={box}
          rows={1}
          maxLength={4000}
          enterkeyhint="send"
          value={text}
          placeholder={t(state.thread === 'group' ? 'composer.placeholder' : 'composer.placeholder-private', {
            name: shortName(speaker?.name ?? ''),
          })}
          onInput={(e) => setText(e.currentTarget.value)}
          onKeyDown={(e) => {
            if (e.key === 'Enter' && !e.shiftKey && !e.isComposing) {
              e.preventDefault();
              void send();
            } else if (e.key === 'Escape' && (editing || replyTo)) cancel();
          }}
        />
        <button
          type="submit"
          class="round send"
          disabled={text.trim() === ''}
          aria-label={t('composer.send')}
        >
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}
