/** The rules: each clause in plain words with examples, a sentence to try, and what they would have done. */
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { DryRunResult, RuleLine, RulePage, Tried } from '../../../office/wire.js';
import { Icon } from '../../icons.js';
import { Highlighted } from '../../panel/highlighted.js';
import { ask } from '../ask.js';
import { useDesk } from '../desk.js';
import { Go } from '../parts/link.js';
import { Room } from '../parts/room.js';
import { Loaded } from '../parts/state.js';
import { useResource } from '../use-resource.js';

const TYPING_MS = 350;

export function RulesRoom({ id }: { id: string | null }): JSX.Element {
  return id === null ? <AllRules /> : <OneRule key={id} id={id} />;
}

function AllRules(): JSX.Element {
  const { words, may } = useDesk();
  const { t } = words;
  const resource = useResource<RuleLine[]>(`/rules?lang=${words.lang}`);
  return (
    <Room title={t('rules.title')} about={t('rules.about')}>
      <TryIt />
      <Loaded resource={resource}>
        {(rules) => (
          <ul class="rule-list">
            {[...rules]
              .sort((a, b) => a.clause.localeCompare(b.clause) || a.title.localeCompare(b.title))
              .map((rule) => (
                <li key={rule.id}>
                  <Go to={`/rules/${rule.id}`}>
                    <span>
                      <strong>{rule.title}</strong>
                      <span class="clause">{words.clause(rule.clause)}</span>
                    </span>
                    <span class="help">
                      {t('rules.answer', {
                        ask: t(`answer.${rule.response.ask}`),
                        hold: t(`answer.${rule.response.hold}`),
                      })}
                      {rule.last30 > 0 && ` · ${words.n('rules.last', rule.last30)}`}
                    </span>
                  </Go>
                </li>
              ))}
          </ul>
        )}
      </Loaded>
      {may('see-summary') && <DryRun />}
    </Room>
  );
}

/** Reads what is typed as the engine would, a moment after the last key. */
function TryIt({ start = '' }: { start?: string }): JSX.Element {
  const { words, attempt, ruleTitle, clauseOf } = useDesk();
  const { t } = words;
  const [text, setText] = useState(start);
  const [tried, setTried] = useState<{ readonly text: string; readonly result: Tried } | null>(null);
  const asked = useRef(0);
  useEffect(() => setText(start), [start]);
  useEffect(() => {
    const number = ++asked.current;
    if (text.trim() === '') {
      setTried(null);
      return;
    }
    const timer = setTimeout(() => {
      void attempt(ask<Tried>('POST', '/rules/try', { text: text.trim(), lang: words.lang })).then(
        (result) => {
          if (result && number === asked.current) setTried({ text: text.trim(), result });
        },
      );
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [text, words.lang]);
  return (
    <section class="panel-card" aria-labelledby="try">
      <h2 id="try">{t('rules.try')}</h2>
      <label class="office-field">
        <span class="visually-hidden">{t('rules.try-label')}</span>
        <textarea
          rows={2}
          maxLength={4000}
          placeholder={t('rules.try-label')}
          value={text}
          onInput={(e) => setText(e.currentTarget.value)}
        />
      </label>
      <div aria-live="polite" class="tried">
        {tried && (
          <>
            <p class="tried-head">
              <span class={`outcome outcome-${tried.result.outcome}`}>
                {t(`outcome.${tried.result.outcome}`)}
              </span>{' '}
              {t(`kind.${tried.result.kind}`)} ·{' '}
              {t('insight.sure', { p: words.percent(tried.result.kindConfidence) })}
            </p>
            <Highlighted text={tried.text} findings={tried.result.findings} titleOf={ruleTitle} />
            {tried.result.findings.length === 0 ? (
              <p class="help">
                <Icon name="check" /> {t('insight.clean')}
              </p>
            ) : (
              <ul class="lines">
                {tried.result.findings.map((f) => (
                  <li key={`${f.rule} ${f.span?.[0]}`}>
                    <div>
                      <Go to={`/rules/${f.rule}`}>{ruleTitle(f.rule)}</Go>{' '}
                      <span class="clause">{clauseOf(f.rule)}</span>
                    </div>
                    <span class="help">{t('insight.sure', { p: words.percent(f.confidence) })}</span>
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </div>
    </section>
  );
}

function OneRule({ id }: { id: string }): JSX.Element {
  const { words } = useDesk();
  const { t } = words;
  const resource = useResource<RulePage>(`/rules/${id}?lang=${words.lang}`);
  const [start, setStart] = useState('');
  const examples = (title: string, list: readonly string[], good: boolean): JSX.Element | null =>
    list.length === 0 ? null : (
      <section class="panel-card" aria-label={title}>
        <h2>{title}</h2>
        <ul class="examples">
          {list.map((text) => (
            <li key={text} class={good ? 'passes' : 'fires'}>
              <Icon name={good ? 'check' : 'warn'} />
              <span lang={words.lang}>{text}</span>
              <button type="button" class="button small quiet" onClick={() => setStart(text)}>
                {t('rules.try-this')}
                <span class="visually-hidden">: {text.slice(0, 60)}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
    );
  return (
    <Loaded resource={resource} back={{ to: '/rules', text: t('rules.title') }}>
      {(rule) => (
        <Room
          title={rule.title}
          back={{ to: '/rules', text: t('rules.title') }}
          about={<span class="clause">{words.clause(rule.clause)}</span>}
        >
          <section class="panel-card">
            <h2>{t('rules.asks')}</h2>
            <p>{rule.explanation}</p>
            <h2>{t('rules.says')}</h2>
            <blockquote>{rule.say}</blockquote>
            <p class="help">
              {t('rules.answer', {
                ask: t(`answer.${rule.response.ask}`),
                hold: t(`answer.${rule.response.hold}`),
              })}
              {' · '}
              {t('rules.thresholds', {
                act: words.percent(rule.actFrom),
                review: words.percent(rule.reviewFrom),
              })}
            </p>
          </section>
          <TryIt start={start} />
          {examples(t('rules.fires'), rule.fires, false)}
          {examples(t('rules.passes'), rule.quiet, true)}
        </Room>
      )}
    </Loaded>
  );
}

/** what these rules make of the kept events of last month, or of a chat that was exported from a phone. */
function DryRun(): JSX.Element {
  const { words, attempt, may } = useDesk();
  const { t } = words;
  const [busy, setBusy] = useState<string | null>(null);
  const [result, setResult] = useState<DryRunResult | null>(null);
  const run = async (what: string, call: () => Promise<DryRunResult>): Promise<void> => {
    setBusy(what);
    setResult(null);
    setResult((await attempt(call())) ?? null);
    setBusy(null);
  };
  return (
    <section class="panel-card" aria-labelledby="dry-run">
      <h2 id="dry-run">{t('dry-run.title')}</h2>
      <p class="help">{t('dry-run.about')}</p>
      <div class="item-actions">
        {may('see-history') && (
          <button
            type="button"
            class="button small"
            disabled={busy !== null}
            onClick={() => run('month', () => ask('POST', '/rules/dry-run'))}
          >
            <Icon name="restart" />
            {t('dry-run.month')}
          </button>
        )}
        <label class={`button small quiet file-button${busy !== null ? ' off' : ''}`}>
          <Icon name="book" />
          {t('dry-run.file')}
          <input
            type="file"
            accept=".txt,.json,.zip"
            disabled={busy !== null}
            onChange={(e) => {
              const input = e.currentTarget;
              const file = input.files?.[0];
              if (file)
                void run('file', () => ask('POST', `/rules/upload?lang=${words.lang}&mode=ask`, file)).then(
                  () => {
                    input.value = '';
                  },
                );
            }}
          />
        </label>
      </div>
      <p class="help">{t('dry-run.file-help')}</p>
      <div aria-live="polite">
        {busy && <p role="status">{t('dry-run.busy')}</p>}
        {result && <DryRunShown result={result} />}
      </div>
    </section>
  );
}

function DryRunShown({ result }: { result: DryRunResult }): JSX.Element {
  const { words, ruleTitle } = useDesk();
  const { t } = words;
  return (
    <div class="dry-run">
      <dl class="facts-row">
        <div>
          <dt>{t('dry-run.messages')}</dt>
          <dd>{words.number(result.messages)}</dd>
        </div>
        <div>
          <dt>{t('today.reports')}</dt>
          <dd>{words.number(result.reports)}</dd>
        </div>
        <div>
          <dt>{t('dry-run.informed')}</dt>
          <dd>{words.number(result.informedAtOnce)}</dd>
        </div>
      </dl>
      {result.rules.length === 0 ? (
        <p class="help">{t('dry-run.nothing')}</p>
      ) : (
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{t('dry-run.rule')}</th>
              <th scope="col" class="figure">
                {t('dry-run.found')}
              </th>
              <th scope="col" class="figure">
                {t('dry-run.review')}
              </th>
            </tr>
          </thead>
          <tbody>
            {result.rules.map((r) => (
              <tr key={r.rule}>
                <th scope="row">{ruleTitle(r.rule)}</th>
                <td class="figure" data-label={t('dry-run.found')}>
                  {words.number(r.found)}
                </td>
                <td class="figure" data-label={t('dry-run.review')}>
                  {words.number(r.review)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {result.excerpts.length > 0 && (
        <details>
          <summary>{t('dry-run.excerpts')}</summary>
          <ul class="lines">
            {result.excerpts.map((e, i) => (
              <li key={`${e.rule} ${e.at} ${String(i)}`}>
                <div>
                  <blockquote>{e.excerpt || '…'}</blockquote>
                  <span class="help">
                    {ruleTitle(e.rule)} · {words.short(e.at)} ·{' '}
                    {words.maybe(`response.${e.response}`) ?? t(`dry-run.${e.response}`)}
                  </span>
                </div>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
