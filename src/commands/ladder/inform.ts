/** What the person whom a case is about is told of an act. */
import type { Sentence } from '../../domain/action.js';
import type { Act, Ladder } from '../../domain/ladder/index.js';

/** Empty: they are not told of it. */
export function informOf(
  act: Act,
  ladder: Ladder,
  about: { readonly group: string; readonly clause: string },
): readonly Sentence[] {
  const because = (reason: string): Sentence => ({ key: 'inform.reason', params: { reason } });
  switch (act.act) {
    case 'plan-talk':
      return [
        ...(act.at === undefined
          ? [{ key: 'inform.talk', params: { ...about } }]
          : [{ key: 'inform.talk-at', params: { ...about, moment: act.at } }]),
        because(act.reason),
      ];
    case 'reprimand':
      return [{ key: 'inform.reprimand', params: { ...about } }, because(act.reason)];
    case 'exclude':
      return [
        ladder === 'member'
          ? { key: 'inform.exclusion', params: { ...about, moment: act.until } }
          : { key: 'inform.suspension', params: { ...about, moment: act.until } },
        because(act.reason),
      ];
    case 'end-exclusion':
      return [{ key: 'inform.exclusion-over', params: { group: about.group } }, because(act.reason)];
    case 'exclusion-ends':
      return [{ key: 'inform.exclusion-over', params: { group: about.group } }];
    case 'visa':
      return [{ key: 'inform.removal', params: { ...about } }];
    case 'dismiss':
      return [
        { key: 'inform.dismissal', params: { ...about } },
        because(act.reason),
        { key: 'inform.appeal-right' },
      ];
    case 'appeal':
      return [{ key: 'inform.appeal', params: { day: act.receivedAt } }];
    case 'ruling':
      return [
        act.confirmed ? { key: 'inform.ruling-confirmed' } : { key: 'inform.ruling-overturned' },
        because(act.reason),
      ];
    case 'annul':
      return [{ key: 'inform.annulled', params: { group: about.group } }, because(act.reason)];
    default:
      return [];
  }
}
