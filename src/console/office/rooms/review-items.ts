/** Doubts and contests that wait for a person, with the words that they decide on. */
import { isMasked } from '../../../domain/decide/safe-text.js';
import type { GroupRow } from '../../../store/groups.js';
import type { ReviewRow } from '../../../store/reviews.js';
import { memberName, nameOf, type Office } from '../context.js';
import type { Viewer } from '../viewer.js';
import type { ReviewItem } from '../wire.js';

const REVIEWS_SHOWN = 200;

export function reviewItems(office: Office, group: GroupRow): ReviewItem[] {
  const open = office.store.reviews.open(group.id, REVIEWS_SHOWN);
  if (open.length === 0) return [];
  const proofOf = proofs(office, group);
  return open.map((r) => ({
    kind: 'review',
    id: r.id,
    group: nameOf(group),
    at: r.at,
    what: r.kind,
    person: office.store.persons.find(group.channel, r.member)?.id ?? null,
    member: memberName(office.store, group.channel, r.member),
    rule: r.rule,
    hold: r.hold,
    confidence: r.confidence,
    excerpt: r.excerpt || contested(office, group, r.hold),
    proof: proofOf(r),
  }));
}

/** Notes who looked at whose words, and that they saw what is covered for everybody else. */
export function noteReviews(office: Office, viewer: Viewer, items: readonly ReviewItem[]): void {
  for (const group of new Set(items.map((i) => i.group.id))) office.log.note(viewer, 'saw-reviews', group);
  for (const item of items)
    if (item.proof.length > 0) office.log.note(viewer, 'saw-evidence', item.group.id, item.person);
}

/** The words of a contest stand in the hold for as long as it lasts, plates and identities covered. */
const contested = (office: Office, group: GroupRow, hold: string | null): string =>
  hold === null ? '' : (office.store.holds.openById(group.id, hold)[0]?.text ?? '');

/**
 * Whoever decides whether “1-ABC-234” was a plate must read it: what is covered in the message stands in the evidence of
 * the infraction that it was taken out for.
 */
function proofs(office: Office, group: GroupRow): (review: ReviewRow) => string[] {
  const evidence = office.store.db.prepare<
    [number, number, number],
    { rule: string; excerpt: string }
  >(`SELECT l.rule, e.excerpt FROM ledger l JOIN ledger_evidence e ON e.seq = l.seq
     WHERE l.grp = ? AND l.person = ? AND l.kind = 'infraction' AND l.at = ? AND e.excerpt <> '' ORDER BY l.seq`);
  return ({ kind, hold, member }) => {
    const opened =
      kind === 'contest' && hold !== null ? office.store.holds.about(hold)?.opened_at : undefined;
    const about = opened === undefined ? null : office.store.persons.find(group.channel, member);
    if (opened === undefined || about === null) return [];
    const found = evidence.all(group.id, about.id, opened).filter((e) => isMasked(e.rule));
    return [...new Set(found.map((e) => e.excerpt))];
  };
}
