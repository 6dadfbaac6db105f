/** The evaluation of art. 7: when it is due, what was made, the survey; one report to write, read and hand out. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { EvaluationLine, EvaluationPage, SurveyShown } from '../../../office/wire.js';
import { Icon } from '../../icons.js';
import { ask, pressKey } from '../ask.js';
import { useDesk } from '../desk.js';
import { Bars } from '../parts/bars.js';
import { Go } from '../parts/link.js';
import { Room } from '../parts/room.js';
import { FEW, folded, SearchBox } from '../parts/search-box.js';
import { Empty, Loaded } from '../parts/state.js';
import { go } from '../router.js';
import { useResource } from '../use-resource.js';

export function EvaluationRoom({ id }: { id: string | null }): JSX.Element {
  return id === null ? <AllGroups /> : <OneReport key={id} id={id} />;
}

function AllGroups(): JSX.Element {
  const { words } = useDesk();
  const { t } = words;
  const [text, setText] = useState('');
  const resource = useResource<EvaluationLine[]>('/evaluation', ['evaluation']);
  return (
    <Room title={t('evaluation.title')} about={t('evaluation.about')}>
      <Loaded resource={resource}>
        {(lines) =>
          lines.length === 0 ? (
            <Empty icon="chart" title={t('groups.empty')}>
              {t('groups.empty-help')}
            </Empty>
          ) : (
            <>
              {lines.length > FEW && (
                <search class="filters">
                  <SearchBox label={t('groups.search')} value={text} onInput={setText} />
                </search>
              )}
              <ul class="items">
                {lines
                  .filter((line) => folded(line.group.title).includes(folded(text)))
                  .sort((a, b) => a.due - b.due)
                  .map((line) => (
                    <li key={line.group.id}>
                      <GroupEvaluation line={line} reload={resource.reload} />
                    </li>
                  ))}
              </ul>
            </>
          )
        }
      </Loaded>
    </Room>
  );
}

function GroupEvaluation({ line, reload }: { line: EvaluationLine; reload: () => void }): JSX.Element {
  const { words, now, attempt, later } = useDesk();
  const { t } = words;
  const post = (what: 'survey' | 'evaluation', key: string): Promise<{ id: number | null }> =>
    ask('POST', '/evaluation', { key, group: line.group.id, what });
  const begin = async (): Promise<void> => {
    const done = await attempt(post('evaluation', pressKey()));
    if (done && done.id !== null) go(`/evaluation/${done.id}`);
    else reload();
  };
  const survey = `survey ${line.group.id}`;
  const askMembers = (): void => {
    const key = pressKey();
    later.decide({
      key: survey,
      text: t('evaluation.survey-sent'),
      commit: () => post('survey', key).then(reload),
    });
  };
  const running = line.survey?.running === true || later.settled(survey);
  return (
    <section class="panel-card" aria-labelledby={`group-${line.group.id}`}>
      <h2 id={`group-${line.group.id}`}>{line.group.title}</h2>
      <p class="help">
        <span class={`flag ${line.due < now() ? 'flag-bad' : 'flag-good'}`}>
          <Icon name="clock" />{' '}
          {t(line.due < now() ? 'evaluation.overdue' : 'evaluation.due', { date: words.date(line.due) })}
        </span>
      </p>
      {line.reports.length === 0 ? (
        <p class="help">{t('evaluation.none')}</p>
      ) : (
        <ul class="lines">
          {line.reports.map((r) => (
            <li key={r.id}>
              <Go to={`/evaluation/${r.id}`}>
                {t('evaluation.period', { from: words.date(r.from), to: words.date(r.to) })}
              </Go>
              <span class="help">
                {r.finishedAt === null
                  ? t('evaluation.draft')
                  : t('evaluation.handed-out', { date: words.date(r.finishedAt) })}
              </span>
            </li>
          ))}
        </ul>
      )}
      {line.survey && <Survey survey={line.survey} running={running} />}
      {line.mayMake && (
        <div class="item-actions">
          <button type="button" class="button small" onClick={() => void begin()}>
            <Icon name="plus" />
            {t('evaluation.begin')}
          </button>
          {!running && (
            <button type="button" class="button small quiet" onClick={askMembers}>
              <Icon name="chat" />
              {t('evaluation.ask-members')}
            </button>
          )}
        </div>
      )}
    </section>
  );
}

const QUESTIONS = ['security', 'relation', 'usefulness'] as const;
const ANSWERS = ['more', 'same', 'less'] as const;

function Survey({ survey, running = false }: { survey: SurveyShown; running?: boolean }): JSX.Element {
  const { words } = useDesk();
  const { t } = words;
  return (
    <div class="survey">
      <p>
        <strong>{t(running ? 'evaluation.survey-runs' : 'evaluation.survey')}</strong>{' '}
        <span class="help">
          {t('evaluation.answered', { n: words.number(survey.answered), of: words.number(survey.invited) })}
        </span>
      </p>
      {survey.answers === null ? (
        <p class="help">{t('evaluation.too-few')}</p>
      ) : (
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{t('evaluation.question')}</th>
              {ANSWERS.map((a) => (
                <th key={a} scope="col" class="figure">
                  {t(`survey-answer.${a}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {QUESTIONS.map((q) => (
              <tr key={q}>
                <th scope="row">{t(`survey-question.${q}`)}</th>
                {ANSWERS.map((a) => (
                  <td key={a} class="figure" data-label={t(`survey-answer.${a}`)}>
                    {words.number(survey.answers?.[q][a] ?? 0)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function OneReport({ id }: { id: string }): JSX.Element {
  const { words, later } = useDesk();
  const { t } = words;
  const resource = useResource<EvaluationPage>(`/evaluation/${id}`);
  const monthOf = (at: number): string => words.month(new Date(at + 86_400_000).toISOString().slice(0, 7));
  const finish = (): void => {
    const key = pressKey();
    later.decide({
      key: `finish ${id}`,
      text: t('evaluation.done'),
      commit: () => ask('POST', `/evaluation/${id}/finish`, { key }).then(resource.reload),
    });
  };
  return (
    <Loaded resource={resource} back={{ to: '/evaluation', text: t('evaluation.title') }}>
      {(page) => (
        <Room
          title={page.group.title}
          back={{ to: '/evaluation', text: t('evaluation.title') }}
          about={
            <>
              {t('evaluation.period', { from: words.date(page.from), to: words.date(page.to) })} ·{' '}
              {page.finishedAt === null
                ? t('evaluation.draft')
                : t('evaluation.handed-out', { date: words.date(page.finishedAt) })}
            </>
          }
          actions={
            <>
              <a
                class="button small quiet"
                href={`/api/office/evaluation/${page.id}/file`}
                target="_blank"
                rel="noopener"
              >
                <Icon name="eye" />
                {t('cases.read')}
              </a>
              <a class="button small quiet" href={`/api/office/evaluation/${page.id}/file?as=pdf`}>
                PDF
              </a>
              <a class="button small quiet" href={`/api/office/evaluation/${page.id}/file?as=csv`}>
                CSV
              </a>
            </>
          }
        >
          <Figures page={page} />
          <section class="panel-card" aria-labelledby="months">
            <h2 id="months">{t('evaluation.months')}</h2>
            <Bars
              title={t('evaluation.hot-cold')}
              series={[
                { key: 'hot', name: t('evaluation.hot'), tone: 1 },
                { key: 'cold', name: t('evaluation.cold'), tone: 3 },
                { key: 'other', name: t('evaluation.other'), tone: 4 },
              ]}
              columns={page.months.map((m) => ({
                name: monthOf(m.at),
                values: { hot: m.hot, cold: m.cold, other: m.other },
              }))}
            />
            <p class="help">{t('evaluation.hot-help')}</p>
            <Bars
              title={t('evaluation.infractions-months')}
              series={[{ key: 'infractions', name: t('today.infractions'), tone: 5 }]}
              columns={page.months.map((m) => ({
                name: monthOf(m.at),
                values: { infractions: m.infractions },
              }))}
            />
          </section>
          {page.survey && (
            <section class="panel-card">
              <Survey survey={page.survey} />
            </section>
          )}
          <Texts key={String(page.finishedAt)} page={page} reload={resource.reload} onFinish={finish} />
        </Room>
      )}
    </Loaded>
  );
}

function Figures({ page }: { page: EvaluationPage }): JSX.Element {
  const { words } = useDesk();
  const { t } = words;
  const f = page.figures;
  const change = (before: number): string =>
    before === 0 ? '' : t('evaluation.before', { n: words.number(before) });
  // Each figure with what it counts, in words: a report is an event, not a message.
  const items: readonly [key: string, value: string, more: string][] = [
    ['messages', words.number(f.messages), change(f.messagesBefore)],
    ['reports', words.number(f.reports), change(f.reportsBefore)],
    ['informed', words.number(f.informed), ''],
    ['infractions', words.number(f.infractions), change(f.infractionsBefore)],
    ['minutes', f.medianMinutes === null ? '—' : words.number(f.medianMinutes), ''],
    ['members', words.number(f.members), t('evaluation.moved', { joined: f.joined, left: f.left })],
  ];
  return (
    <dl class="facts-row facts-told">
      {items.map(([key, value, more]) => (
        <div key={key}>
          <dt>
            {t(`figure.${key}`)}
            <span class="help">
              {t(`figure-help.${key}`)}
              {more && ` ${more}.`}
            </span>
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const PARTS = ['objectives', 'followUps', 'crime', 'results', 'conclusions'] as const;

function Texts({
  page,
  reload,
  onFinish,
}: {
  page: EvaluationPage;
  reload: () => void;
  onFinish: () => void;
}): JSX.Element {
  const { words, attempt, say } = useDesk();
  const { t } = words;
  const [texts, setTexts] = useState(page.texts);
  const save = async (): Promise<boolean> => {
    const done = await attempt(ask('PUT', `/evaluation/${page.id}`, { key: pressKey(), texts }));
    if (done) say(t('settings.saved'));
    return done !== undefined;
  };
  if (!page.mayWrite)
    return (
      <section class="panel-card" aria-labelledby="texts">
        <h2 id="texts">{t('evaluation.texts')}</h2>
        {PARTS.filter((p) => page.texts[p] !== '').map((p) => (
          <div key={p}>
            <h3>{t(`evaluation-text.${p.toLowerCase()}`)}</h3>
            <p class="written">{page.texts[p]}</p>
          </div>
        ))}
        {PARTS.every((p) => page.texts[p] === '') && <p class="help">{t('evaluation.no-texts')}</p>}
      </section>
    );
  return (
    <form
      class="panel-card"
      aria-labelledby="texts"
      onSubmit={(e) => {
        e.preventDefault();
        void save().then((done) => done && reload());
      }}
    >
      <h2 id="texts">{t('evaluation.texts')}</h2>
      <p class="help">{t('evaluation.texts-about')}</p>
      {PARTS.map((p) => (
        <label key={p} class="office-field">
          {t(`evaluation-text.${p.toLowerCase()}`)}
          <textarea
            rows={3}
            maxLength={8000}
            value={texts[p]}
            onInput={(e) => setTexts({ ...texts, [p]: e.currentTarget.value })}
          />
        </label>
      ))}
      <div class="item-actions">
        <button type="submit" class="button">
          {t('evaluation.save')}
        </button>
        <button
          type="button"
          class="button quiet"
          onClick={() => void save().then((done) => done && onFinish())}
        >
          <Icon name="send" />
          {t('evaluation.finish')}
        </button>
      </div>
      <p class="help">{t('evaluation.finish-help')}</p>
    </form>
  );
}
