/** The office as a whole: who looks, in which language; then the room that the address names. */
import type { ComponentType, JSX } from 'preact';
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { Lang } from '../../../domain/vocabulary.js';
import type { Me, RuleLine } from '../../office/wire.js';
import { api } from '../api.js';
import { problemKey } from '../context.js';
import { remember } from '../remember.js';
import { startLang } from '../start-lang.js';
import { type Words, words as wordsOf } from '../texts.js';
import { ask, onSignedOut, setCsrf } from './ask.js';
import { type Desk, DeskContext, type SignedIn } from './desk.js';
import { doorsOf } from './doors.js';
import { useLater } from './later.js';
import { onNews, onOnline, openLine } from './live.js';
import { TodayRoom } from './rooms/today.js';
import { go, usePlace } from './router.js';
import { Shell } from './shell.js';
import { SignIn } from './sign-in.js';
import type { Toast } from './toasts.js';

type RoomPage = ComponentType<{ id: string | null }>;
type Others = typeof import('./rooms/others.js');
const others = (): Promise<Others> => import('./rooms/others.js');
const other = (name: keyof Others) => async (): Promise<RoomPage> => (await others())[name];
const ROOMS: Readonly<Record<string, () => Promise<RoomPage>>> = {
  today: async () => TodayRoom,
  groups: other('GroupsRoom'),
  members: other('MembersRoom'),
  cases: other('CasesRoom'),
  reviews: other('ReviewsRoom'),
  rules: other('RulesRoom'),
  evaluation: other('EvaluationRoom'),
  operator: other('OperatorRoom'),
  account: other('AccountRoom'),
};

const AHEAD_MS = 3000;

export function OfficePage({ me: first }: { me?: Me }): JSX.Element {
  const [words, setWords] = useState<Words | null>(null);
  const [me, setMe] = useState<Me | null>(first ?? null);
  const speak = useCallback((lang: Lang): void => {
    api.texts(lang).then(
      (texts) => {
        document.documentElement.lang = lang;
        remember('lang', lang);
        setWords(wordsOf(lang, texts));
      },
      () => setTimeout(() => speak(lang), 2000),
    );
  }, []);
  useEffect(() => speak(startLang()), []);
  const refresh = useCallback((): Promise<void> => ask<Me>('GET', '/me').then(setMe, () => {}), []);
  useEffect(() => {
    if (me === null) void refresh();
    return onSignedOut(() => void refresh());
  }, []);
  if (words === null || me === null)
    return (
      <div class="boot" aria-busy="true">
        Garde-fou …
      </div>
    );
  if (!me.signedIn) return <SignIn words={words} me={me} speak={speak} onEntered={refresh} />;
  setCsrf(me.csrf);
  return <Inside words={words} me={me} speak={speak} refresh={refresh} />;
}

function Inside({
  words,
  me,
  speak,
  refresh,
}: {
  words: Words;
  me: SignedIn;
  speak: (lang: Lang) => void;
  refresh: () => Promise<void>;
}): JSX.Element {
  const [toast, setToast] = useState<Toast | null>(null);
  const [rules, setRules] = useState<readonly RuleLine[]>([]);
  const place = usePlace();
  const say = useCallback(
    (text: string, bad = false, undo?: () => void): void =>
      setToast((before) => ({ text, bad, n: (before?.n ?? 0) + 1, ...(undo ? { undo } : {}) })),
    [],
  );
  const fail = (error: unknown): void =>
    say(words.maybe(problemKey(error)) ?? words.t('error.internal'), true);
  const later = useLater(fail);
  useEffect(() => openLine(), []);
  useEffect(() => onNews((rooms) => rooms.some((r) => r !== 'groups') && void refresh()), []);
  useEffect(() => {
    ask<RuleLine[]>('GET', `/rules?lang=${words.lang}`).then(setRules, () => {});
  }, [words.lang]);
  const doors = doorsOf(me);
  const open = place.room === 'account' || doors.some((d) => d.room === place.room);
  const room = place.room in ROOMS && open ? place.room : null;
  useEffect(() => {
    if (place.room === '' || place.room === 'sign-in') go(`/${doors[0]?.room ?? 'rules'}`, true);
  }, [place.room]);

  // The other rooms are fetched while nothing else is to do: then they open at once, also when the line is bad.
  useEffect(() => {
    if (room === null) return;
    const timer = setTimeout(() => others().catch(() => {}), AHEAD_MS);
    return () => clearTimeout(timer);
  }, [room === null]);

  const skew = useMemo(() => me.now - Date.now(), [me.now]);
  const desk: Desk = {
    words,
    me,
    later,
    now: () => Date.now() + skew,
    may: (right) => me.rights.includes(right),
    say,
    attempt: (call) =>
      call.catch((error: unknown) => {
        fail(error);
        return undefined;
      }),
    ruleTitle: (id) => rules.find((r) => r.id === id)?.title ?? words.maybe(`rule.${id}`) ?? id,
    clauseOf: (id) => words.clause(rules.find((r) => r.id === id)?.clause ?? ''),
  };
  return (
    <DeskContext.Provider value={desk}>
      <Shell
        doors={doors}
        room={room}
        toast={toast}
        onToastGone={() => setToast(null)}
        speak={speak}
        onLeave={() =>
          void later
            .sendAll()
            .then(() => ask('POST', '/sign-out'))
            .then(() => {
              go('/sign-in', true);
              return refresh();
            })
        }
      >
        {room ? (
          <LazyRoom key={room} load={ROOMS[room]!} id={place.id} />
        ) : place.room === '' || place.room === 'sign-in' ? null : (
          <NoSuchRoom />
        )}
      </Shell>
    </DeskContext.Provider>
  );
}

function LazyRoom({ load, id }: { load: () => Promise<RoomPage>; id: string | null }): JSX.Element {
  const [Page, setPage] = useState<RoomPage | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const open = (): void =>
      void load().then(
        (page) => setPage(() => page),
        () => setFailed(true),
      );
    open();
    // The server was away; it is there again.
    return onOnline((online) => online && open());
  }, [load]);
  if (failed && !Page) return <NoSuchRoom failed />;
  return Page ? <Page id={id} /> : <div class="office-loading" aria-busy="true" />;
}

function NoSuchRoom({ failed = false }: { failed?: boolean }): JSX.Element {
  return (
    <DeskContext.Consumer>
      {(desk) => (
        <div class="office-empty">
          <h1>{desk?.words.t(failed ? 'office.room-failed' : 'office.no-room')}</h1>
          <p>{desk?.words.t(failed ? 'office.room-failed-help' : 'office.no-room-help')}</p>
          {failed && (
            <button type="button" class="button quiet" onClick={() => location.reload()}>
              {desk?.words.t('office.again')}
            </button>
          )}
        </div>
      )}
    </DeskContext.Consumer>
  );
}
