import type { JSX } from 'preact';
import type { Action } from '../../../domain/action.js';
import type { Decision, Effect } from '../../../domain/decision.js';
import { useUi } from '../context.js';
import { shortName } from '../state.js';

/** What Garde-fou did, in sentences: first what people notice, then what it remembers. */
export function ActionList({ decision }: { decision: Decision }): JSX.Element | null {
  const { state, room } = useUi();
  const { words } = state;
  const name = (person: string): string =>
    shortName(room.personas.find((p) => p.person === person)?.name ?? person);
  const lines = [
    // The answer to a press is seen on the button itself.
    ...decision.actions.filter((a) => a.type !== 'answer-press').map((a) => actionLine(a, words.t, name)),
    ...decision.effects.flatMap((e) => effectLine(e, words, name)),
    ...decision.infractions.map((i) =>
      words.t('did.recorded', {
        rule: state.boot.rules.find((r) => r.id === i.rule)?.title[words.lang] ?? i.rule,
        clause: words.clause(i.clause),
      }),
    ),
  ];
  if (lines.length === 0) return null;
  return (
    <div class="did">
      <h3>{words.t('insight.did')}</h3>
      <ul>
        {[...new Set(lines)].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

type T = (key: string, params?: Readonly<Record<string, string | number>>) => string;

function actionLine(action: Action, t: T, name: (person: string) => string): string {
  switch (action.type) {
    case 'tell':
      return t('did.tell', { name: name(action.person) });
    case 'notify':
      return t('did.notify', { role: t(`role.${action.role}`) });
    case 'say':
      return t(action.notBefore === undefined ? 'did.say' : 'did.say-later');
    case 'restrict':
    case 'unrestrict':
    case 'remove-member':
    case 'readmit':
    case 'approve-join':
    case 'decline-join':
      return t(`did.${action.type}`, { name: name(action.person) });
    default:
      return t(`did.${action.type}`);
  }
}

function effectLine(
  effect: Effect,
  words: { t: T; time(at: number): string },
  name: (person: string) => string,
): string[] {
  switch (effect.type) {
    case 'open-hold':
      return [words.t(`hold.${effect.hold.condition}`, { name: name(effect.hold.member) })];
    case 'close-hold':
      return [words.t(`hold-closed.${effect.outcome}`)];
    case 'open-thread':
      return [
        effect.thread.policeInformedAt === null
          ? words.t('did.thread')
          : words.t('did.thread-informed', { at: words.time(effect.thread.policeInformedAt) }),
      ];
    case 'touch-thread':
      return [words.t('did.thread-joined')];
    case 'close-thread':
      return [words.t('did.thread-closed')];
    case 'review':
      return [words.t('did.review')];
    case 'contest':
      return [words.t('did.contest')];
    default:
      return [];
  }
}
