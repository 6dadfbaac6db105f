/** One event as the engine saw it. A message gets the whole story; the rest gets a line. */
import type { JSX } from 'preact';
import type { TextAnalysis } from '../../../domain/finding.js';
import type { Verdict } from '../../wire.js';
import { Avatar } from '../avatar.js';
import { useUi } from '../context.js';
import { Icon } from '../icons.js';
import { shortName } from '../state.js';
import { ActionList } from './action-list.js';
import { FindingRow } from './finding-row.js';
import { Highlighted } from './highlighted.js';
import { PictureCard } from './picture-verdict.js';

export function VerdictCard({ verdict, open }: { verdict: Verdict; open: boolean }): JSX.Element {
  const { state, room } = useUi();
  const { words } = state;
  const { t } = words;
  const person = room.personas.find((p) => p.person === verdict.sender);
  const { decision, analysis } = verdict;
  // Below `reviewFrom` the engine itself takes no notice of a finding.
  const findings = (analysis?.findings ?? []).filter(
    (f) => f.confidence >= (state.boot.rules.find((r) => r.id === f.rule)?.reviewFrom ?? 0),
  );
  const title = (rule: string): string =>
    state.boot.rules.find((r) => r.id === rule)?.title[words.lang] ?? words.maybe(`rule.${rule}`) ?? rule;
  const button = room.messages
    .find((m) => m.id === verdict.message)
    ?.buttons.find((b) => b.action === verdict.detail);
  const what =
    verdict.event === 'message'
      ? null
      : t(`event.${verdict.event}`, {
          what:
            verdict.event === 'timer'
              ? t(`timer-done.${verdict.detail}`)
              : (button?.label ?? verdict.detail ?? ''),
        });
  return (
    <article class={`card outcome-${decision.outcome}`}>
      <header>
        <Avatar name={person?.name ?? ''} slot={person?.slot ?? 'bot'} />
        <div>
          <strong>{person ? shortName(person.name) : t('bot.name')}</strong>
          <span class="when">
            {words.time(verdict.at)}
            {verdict.scope === 'private' && ` · ${t('insight.private')}`}
            {verdict.revision > 0 && ` · ${t('chat.edited')}`}
          </span>
        </div>
        <span class="outcome">{t(`outcome.${decision.outcome}`)}</span>
      </header>
      {what && <p class="event">{what}</p>}
      {verdict.text !== '' && <Highlighted text={verdict.text} findings={findings} titleOf={title} />}
      {verdict.pictures?.map((picture) => (
        <PictureCard key={picture.ref} picture={picture} titleOf={title} />
      ))}
      {analysis && (verdict.text !== '' || !verdict.pictures) && (
        <dl class="facts">
          <div>
            <dt>{t('insight.kind')}</dt>
            <dd>
              <strong>{t(`kind.${analysis.kind}`)}</strong>{' '}
              <span class="sure">{t('insight.sure', { p: words.percent(analysis.kindConfidence) })}</span>
            </dd>
          </div>
          {aboutPolice(analysis) && (
            <div>
              <dt>{t('insight.police')}</dt>
              <dd class={`police-${analysis.police}`}>
                <Icon name="phone" /> {t(`police.${analysis.police}`)}
              </dd>
            </div>
          )}
        </dl>
      )}
      {analysis && findings.length > 0 && (
        <ul class="findings">
          {findings.map((finding) => (
            <FindingRow
              key={`${finding.rule}${finding.span?.[0]}`}
              finding={finding}
              title={title(finding.rule)}
            />
          ))}
        </ul>
      )}
      {analysis && findings.length === 0 && !verdict.pictures && verdict.event === 'message' && (
        <p class="clean">
          <Icon name="check" /> {t('insight.clean')}
        </p>
      )}
      <ActionList decision={decision} />
      {decision.why.length > 0 && (
        <details class="why" open={open}>
          <summary>{t('insight.reasons')}</summary>
          <ul>
            {decision.why.map((why) => (
              <li key={why}>
                {why.startsWith('doubt:')
                  ? t('why.doubt', { rule: title(why.slice(6)) })
                  : (words.maybe(`why.${why}`) ?? title(why))}
              </li>
            ))}
          </ul>
        </details>
      )}
    </article>
  );
}

/** Whether the police know matters for reports; elsewhere only when the text speaks of it. */
const aboutPolice = (analysis: TextAnalysis): boolean =>
  analysis.kind === 'signalement' || analysis.police !== 'none';
