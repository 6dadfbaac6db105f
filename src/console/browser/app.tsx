/** The page as a whole: the chat, and beside it (or below, on a phone) what Garde-fou saw and did. */
import type { JSX } from 'preact';
import { useEffect, useReducer, useState } from 'preact/hooks';
import { LANGS, type Lang } from '../../domain/vocabulary.js';
import type { Boot } from '../wire.js';
import { api } from './api.js';
import { ChatPane } from './chat/chat-pane.js';
import { problemKey, type Ui, UiContext } from './context.js';
import { Header } from './header.js';
import { PanelPane } from './panel/panel-pane.js';
import { remember, remembered } from './remember.js';
import { reduce, type State } from './state.js';
import { words } from './texts.js';
import { Toast } from './toast.js';
import { useRoom } from './use-room.js';
import { useStoryPlayer } from './use-story-player.js';

export function App(): JSX.Element {
  const [boot, setBoot] = useState<Boot | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let again: ReturnType<typeof setTimeout>;
    const wanted = remembered('lang');
    const load = (): void => {
      api.boot(LANGS.find((l) => l === wanted) ?? browserLang()).then(setBoot, () => {
        setFailed(true);
        again = setTimeout(load, 2000);
      });
    };
    load();
    return () => clearTimeout(again);
  }, []);
  // No words have come yet: only signs that need none.
  if (boot === null)
    return (
      <div class="boot" aria-busy={!failed}>
        {failed ? '⚠ Garde-fou …' : 'Garde-fou …'}
      </div>
    );
  return <Workspace boot={boot} />;
}

function browserLang(): Lang {
  for (const tag of navigator.languages) {
    const lang = LANGS.find((l) => l === tag.slice(0, 2).toLowerCase());
    if (lang) return lang;
  }
  return 'fr';
}

const initial = (boot: Boot): State => ({
  boot,
  words: words(boot.lang, boot.texts),
  roomId: boot.room,
  room: null,
  online: true,
  skew: 0,
  speaker: 'm1',
  thread: 'group',
  panel: 'chat',
  focused: null,
  replyTo: null,
  editing: null,
  suggestion: { text: '', n: 0 },
  toast: null,
  read: {},
});

function Workspace({ boot }: { boot: Boot }): JSX.Element {
  const [state, dispatch] = useReducer(reduce, boot, initial);
  useRoom(state.roomId, state.words.lang, dispatch);
  const attempt = <T,>(call: Promise<T>): Promise<T | undefined> =>
    call.catch((error: unknown) => {
      dispatch({ type: 'toast', text: problemKey(error), bad: true });
      return undefined;
    });
  const open = (room: string): void => dispatch({ type: 'room', id: room });
  const { lang } = state.words;
  const player = useStoryPlayer({ lang, roomId: state.roomId, room: state.room, dispatch, attempt, open });

  useEffect(() => {
    document.documentElement.lang = lang;
    remember('lang', lang);
  }, [lang]);

  if (state.room === null)
    return (
      <div class="boot" role="status">
        {state.words.t(state.online ? 'app.loading' : 'app.offline')}
      </div>
    );
  const ui: Ui = { state, room: state.room, player, dispatch, attempt, open };
  return (
    <UiContext.Provider value={ui}>
      <div class={`app shows-${state.panel === 'chat' ? 'chat' : 'panel'}`}>
        <a class="skip" href="#composer">
          {state.words.t('app.skip')}
        </a>
        <Header />
        <ChatPane />
        <PanelPane />
        <Toast />
      </div>
    </UiContext.Provider>
  );
}
