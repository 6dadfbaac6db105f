/** The way in: a code sent to one's private chat with the bot, or a link from there. No password to remember or lose. */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { LANGS, type Lang } from '../../../domain/vocabulary.js';
import type { DemoPerson, Me } from '../../office/wire.js';
import { problemKey } from '../context.js';
import { Icon } from '../icons.js';
import type { Words } from '../texts.js';
import { ask } from './ask.js';
import { enterWithPasskey, knowsPasskeys } from './passkey.js';

const LANG_WORDS: Record<Lang, string> = { fr: 'FR', nl: 'NL', de: 'DE', en: 'EN' };

export function SignIn({
  words,
  me,
  speak,
  onEntered,
}: {
  words: Words;
  me: Extract<Me, { signedIn: false }>;
  speak: (lang: Lang) => void;
  onEntered: () => Promise<void>;
}): JSX.Element {
  const { t } = words;
  const [token] = useState(() => (/^#[\w-]{43}$/.test(location.hash) ? location.hash.slice(1) : null));
  const [sent, setSent] = useState(false);
  const [who, setWho] = useState('');
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    document.title = `${t('sign-in.title')} · Garde-fou`;
    // Neither the history nor a shoulder needs to keep it.
    if (token) history.replaceState(null, '', '/sign-in');
  }, [words.lang]);

  const attempt = async (call: () => Promise<unknown>, entered: boolean): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await call();
      if (entered) await onEntered();
    } catch (error) {
      setProblem(words.maybe(problemKey(error)) ?? t('error.internal'));
    } finally {
      setBusy(false);
    }
  };

  return (
    <div class="sign-in">
      <main class="sign-in-card">
        <p class="brand">
          <span class="brand-mark">
            <Icon name="shield" />
          </span>
          Garde-fou
        </p>
        <h1>{t('sign-in.title')}</h1>
        {token ? (
          <>
            <p>{t('sign-in.link-about')}</p>
            <button
              type="button"
              class="button wide"
              disabled={busy}
              onClick={() => attempt(() => ask('POST', '/sign-in/link', { token }), true)}
            >
              <Icon name="key" />
              {t('sign-in.enter')}
            </button>
          </>
        ) : sent ? (
          <form
            key="code"
            onSubmit={(e) => {
              e.preventDefault();
              void attempt(() => ask('POST', '/sign-in/code', { code }), true);
            }}
          >
            <p>{t('sign-in.sent')}</p>
            <label class="office-field">
              {t('sign-in.code')}
              <input
                name="code"
                value={code}
                onInput={(e) => setCode(e.currentTarget.value)}
                inputMode="numeric"
                autocomplete="one-time-code"
                maxLength={12}
                required
                ref={(input) => input?.focus()}
              />
            </label>
            <button type="submit" class="button wide" disabled={busy}>
              <Icon name="key" />
              {t('sign-in.enter')}
            </button>
            <button type="button" class="button quiet wide" onClick={() => setSent(false)}>
              {t('sign-in.nothing-came')}
            </button>
          </form>
        ) : (
          <form
            key="who"
            onSubmit={(e) => {
              e.preventDefault();
              void attempt(async () => {
                await ask('POST', '/sign-in/ask', { who });
                setSent(true);
              }, false);
            }}
          >
            <p>{t('sign-in.about')}</p>
            <label class="office-field">
              {t('sign-in.who')}
              <input
                name="who"
                value={who}
                onInput={(e) => setWho(e.currentTarget.value)}
                autocomplete="username"
                minLength={3}
                maxLength={80}
                required
              />
              <span class="help">{t('sign-in.who-help')}</span>
            </label>
            <button type="submit" class="button wide" disabled={busy}>
              <Icon name="chat" />
              {t('sign-in.ask')}
            </button>
            <p class="help">{t('sign-in.other-way')}</p>
          </form>
        )}
        {me.passkeys && !token && !sent && knowsPasskeys() && (
          <button
            type="button"
            class="button quiet wide"
            disabled={busy}
            onClick={() => attempt(enterWithPasskey, true)}
          >
            <Icon name="key" />
            {t('sign-in.passkey')}
          </button>
        )}
        {problem && (
          <p class="office-trouble" role="alert">
            <Icon name="warn" />
            {problem}
          </p>
        )}
        {me.demo.length > 0 && !token && (
          <section class="demo-people" aria-labelledby="demo-title">
            <h2 id="demo-title">{t('sign-in.demo')}</h2>
            <p class="help">{t('sign-in.demo-about')}</p>
            <ul>
              {me.demo.map((person) => (
                <li key={`${person.role} ${person.person}`}>
                  <button
                    type="button"
                    disabled={busy}
                    onClick={() =>
                      attempt(() => ask('POST', '/sign-in/demo', { person: person.person }), true)
                    }
                  >
                    <DemoName person={person} words={words} />
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
        <footer>
          <a href="/try">{t('door.try')}</a>
          <fieldset aria-label={t('settings.page-lang')} class="lang-row">
            {LANGS.map((l) => (
              <button key={l} type="button" lang={l} aria-pressed={words.lang === l} onClick={() => speak(l)}>
                {LANG_WORDS[l]}
              </button>
            ))}
          </fieldset>
        </footer>
      </main>
    </div>
  );
}

function DemoName({ person, words }: { person: DemoPerson; words: Words }): JSX.Element {
  return (
    <>
      <strong>{person.name || words.t('office.terminal')}</strong>
      <span>
        {words.t(`role.${person.role}`)}
        {person.place && ` · ${person.place}`}
      </span>
    </>
  );
}
