/** Messages of the police to one or all of their groups, and what became of each of them (art. 9 b, d). */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { BroadcastLine, GroupPage } from '../../../office/wire.js';
import { ApiError } from '../../api.js';
import { Choices } from '../../choices.js';
import { problemKey } from '../../context.js';
import { Icon } from '../../icons.js';
import { ask, pressKey } from '../ask.js';
import { useDesk } from '../desk.js';
import { Empty, Loaded } from '../parts/state.js';
import { useResource } from '../use-resource.js';

const POLICE = ['cold', 'hot', 'crisis', 'general'] as const;
type Kind = (typeof POLICE)[number];
/** Answers that ask “are you sure?”. */
const DOUBTS: readonly string[] = ['hot-residents', 'relay-altered'];

export function GroupMessages({ page }: { page: GroupPage }): JSX.Element {
  const { words } = useDesk();
  const { t } = words;
  const path = `/groups/${page.group.id}/broadcasts`;
  const resource = useResource<BroadcastLine[]>(path, ['broadcasts']);
  return (
    <>
      <Write path={path} page={page} onSent={resource.reload} />
      <section class="panel-card" aria-labelledby="sent">
        <h2 id="sent">{t('broadcast.sent-title')}</h2>
        <Loaded resource={resource}>
          {(lines) =>
            lines.length === 0 ? (
              <Empty icon="send" title={t('broadcast.none')}>
                {t('broadcast.none-help')}
              </Empty>
            ) : (
              <ul class="lines broadcasts" aria-live="polite">
                {lines.map((line) => (
                  <li key={line.id}>
                    <Sent line={line} />
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      </section>
    </>
  );
}

function Sent({ line }: { line: BroadcastLine }): JSX.Element {
  const { words } = useDesk();
  const { t } = words;
  const count = (status: string): number => line.groups.filter((g) => g.status === status).length;
  return (
    <div>
      <strong>{t(`broadcast-kind.${line.kind}`)}</strong>
      <span class="help">
        {words.short(line.at)} · {line.sender || t('office.somebody')}
      </span>
      <blockquote>{line.text}</blockquote>
      <details open={count('impossible') > 0}>
        <summary>
          {t('broadcast.reached', { done: count('done'), of: line.groups.length })}
          {count('waiting') > 0 && ` · ${words.n('broadcast.on-way', count('waiting'))}`}
        </summary>
        <ul class="checks">
          {line.groups.map((g) => (
            <li key={g.group} class={`check-${CHECKS[g.status]}`}>
              <span class="check-mark">
                <Icon name={g.status === 'done' ? 'check' : g.status === 'waiting' ? 'clock' : 'warn'} />
              </span>
              <div>
                <strong>{g.title}</strong>
                <span class="help">
                  {t(`channel.${g.channel}`)} · {t(`delivery.${g.status}`)}
                  {g.at !== null && ` · ${words.short(g.at)}`}
                  {g.reason && ` · ${words.maybe(`delivery-reason.${g.reason}`) ?? g.reason}`}
                </span>
              </div>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
const CHECKS = { done: 'done', waiting: 'unknown', impossible: 'missing' } as const;

function Write({ path, page, onSent }: { path: string; page: GroupPage; onSent: () => void }): JSX.Element {
  const { words, later } = useDesk();
  const { t } = words;
  const kinds = page.rights.includes('broadcast') ? POLICE : (['crisis'] as const);
  const [kind, setKind] = useState<Kind>(kinds[0]);
  const [text, setText] = useState('');
  const [all, setAll] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  // “All the same” is for these very words and groups: others are doubted anew.
  const doubt = problem !== null && DOUBTS.includes(problem);
  const send = (): void => {
    const key = pressKey();
    setBusy(true);
    setProblem(null);
    later.decide({
      key: `broadcast ${key}`,
      text: t('broadcast.done'),
      commit: () =>
        ask('POST', path, { key, kind, all, text, sure: doubt }).then(
          () => {
            setBusy(false);
            setText('');
            onSent();
          },
          (error: unknown) => {
            setProblem(error instanceof ApiError ? error.code : 'internal');
            throw error;
          },
        ),
      // The words stay in their field until they are sent, so that taking back leaves them to be mended.
      undo: () => setBusy(false),
    });
  };
  return (
    <form
      class="panel-card"
      aria-labelledby="write"
      onSubmit={(e) => {
        e.preventDefault();
        send();
      }}
    >
      <h2 id="write">{t('broadcast.title')}</h2>
      <fieldset class="settings">
        <legend>{t('broadcast.kind')}</legend>
        <Choices
          words={words}
          name="kind"
          values={kinds}
          value={kind}
          says="broadcast-kind"
          onChoose={(v) => {
            setKind(v);
            setProblem(null);
          }}
        />
      </fieldset>
      <label class="office-field">
        {t('broadcast.text')}
        <textarea
          name="text"
          rows={4}
          minLength={2}
          maxLength={4000}
          required
          readOnly={busy}
          value={text}
          onInput={(e) => {
            setText(e.currentTarget.value);
            setProblem(null);
          }}
        />
        <span class="help">{t('broadcast.text-help')}</span>
      </label>
      <label class="choice">
        <input
          type="checkbox"
          checked={all}
          onChange={(e) => {
            setAll(e.currentTarget.checked);
            setProblem(null);
          }}
        />
        <span>
          <strong>{t('broadcast.all')}</strong>
        </span>
      </label>
      {problem !== null && (
        <p class="office-trouble" role="alert">
          <Icon name="warn" />
          {words.maybe(problemKey(new ApiError(problem))) ?? t('error.internal')}
        </p>
      )}
      <div class="item-actions">
        <button type="submit" class="button" disabled={busy}>
          <Icon name="send" />
          {t(doubt ? 'broadcast.all-the-same' : 'broadcast.send')}
        </button>
      </div>
    </form>
  );
}
