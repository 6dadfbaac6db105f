/** Reads from the store what a digest tells. */
import type { Lang } from '../../domain/vocabulary.js';
import type { GroupRow } from '../../store/groups.js';
import type { Store } from '../../store/store.js';
import { periodFigures } from '../figures/period-figures.js';
import type { DigestData } from './digest-data.js';

const listOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((v): v is string => typeof v === 'string') : [];

/** @param from @param to ms since 1970; what waits is as it stands when this is called. */
export function gatherDigest(
  store: Store,
  group: GroupRow,
  from: number,
  to: number,
  lang: Lang,
): DigestData {
  const facts = store.groups.facts(group.id);
  const fact = (what: string): string[] => listOf(facts.find((f) => f.what === what)?.value);
  return {
    lang,
    group: { title: group.title },
    now: periodFigures(store, group.id, from, to),
    before: periodFigures(store, group.id, from - (to - from), from),
    waiting: store.holds
      .open(group.id)
      .map((h) => ({ name: h.memberName, rule: h.rule, since: h.createdAt })),
    threads: store.threads
      .openOf(group.id)
      .map((t) => ({ openedAt: t.openedAt, policeInformedAt: t.policeInformedAt })),
    reviews: store.reviews.open(group.id, 1000).length,
    notAccepted: store.db
      .prepare<[number], string>(
        `SELECT p.name FROM memberships m JOIN persons p ON p.id = m.person
         WHERE m.grp = ? AND m.left_at IS NULL AND m.role = 'member' AND m.rules_version IS NULL
         ORDER BY m.joined_at, m.person`,
      )
      .pluck()
      .all(group.id),
    problems: [...fact('closedness'), ...fact('missing-rights').map((right) => `right:${right}`)],
  };
}
