/** The box to write in. Enter sends, Shift+Enter begins a new line, Escape ends a reply or an edit. */
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { api } from '../api.js';
import { problemKey, useUi } from '../context.js';
import { Icon } from '../icons.js';
import { messageById, personaOf, shortName } from '../state.js';
import { AttachmentStrip } from './attachment-strip.js';
import { Quoted } from './quoted.js';
import { useAttachments } from './use-attachments.js';

export function Composer(): JSX.Element {
  const { state, room, dispatch, attempt } = useUi();
  const { t } = state.words;
  const box = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const attachments = useAttachments();
  const chooser = useRef<HTMLInputElement>(null);
  const [dropping, setDropping] = useState(false);
  const [sending, setSending] = useState(false);
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
    if (!speaker || sending) return;
    if (attachments.all.length > 0 && !editing) {
      await sendPictures();
      return;
    }
    if (text.trim() === '') return;
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

  /** Several pictures are an album, as on a phone: as many messages, the words under the first. */
  const sendPictures = async (): Promise<void> => {
    if (!speaker) return;
    setSending(true);
    try {
      const files = attachments.all.map((a) => a.file);
      const uploaded = await Promise.all(files.map((file) => api.upload(room.room.id, file)));
      await api.post(room.room.id, speaker.person, text, state.thread, {
        replyTo: replyTo?.id,
        pictures: uploaded.map(({ ref }) => ref),
      });
      attachments.clear();
      setText('');
      dispatch({ type: 'reply', to: null });
    } catch (error) {
      dispatch({ type: 'toast', text: t(problemKey(error)), bad: true });
    } finally {
      setSending(false);
      box.current?.focus();
    }
  };
  const attach = (files: Iterable<File>): void => {
    const problem = attachments.add(files);
    if (problem !== null) dispatch({ type: 'toast', text: t(problem), bad: true });
  };

  return (
    <form
      class={dropping ? 'composer dropping' : 'composer'}
      onDragOver={(e) => {
        if (!e.dataTransfer?.types.includes('Files')) return;
        e.preventDefault();
        setDropping(true);
      }}
      onDragLeave={() => setDropping(false)}
      onDrop={(e) => {
        setDropping(false);
        if (!e.dataTransfer || e.dataTransfer.files.length === 0) return;
        e.preventDefault();
        attach(e.dataTransfer.files);
      }}
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
      <AttachmentStrip attachments={attachments} />
      <div class="writing">
        <input
          ref={chooser}
          type="file"
          class="visually-hidden"
          tabIndex={-1}
          aria-hidden="true"
          multiple
          accept="image/*,video/*,application/pdf,.heic,.tgs"
          onChange={(e) => {
            attach(e.currentTarget.files ?? []);
            e.currentTarget.value = '';
            box.current?.focus();
          }}
        />
        <button
          type="button"
          class="round attach"
          disabled={editing !== undefined}
          aria-label={t('composer.attach')}
          title={t('composer.attach')}
          onClick={() => chooser.current?.click()}
        >
          <Icon name="picture" />
        </button>
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
          onPaste={(e) => {
            const files = e.clipboardData?.files;
            if (!files || files.length === 0 || editing) return;
            e.preventDefault();
            attach(files);
          }}
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
          disabled={
            sending || (text.trim() === '' && (attachments.all.length === 0 || editing !== undefined))
          }
          aria-label={t('composer.send')}
        >
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}
