/** The ledger for people: numbers become names where those may still be known. */
import type { LedgerRow } from '../store/ledger.js';
import type { Store } from '../store/store.js';
import type { LedgerEntry } from './api.js';

export const ledgerEntry = (row: LedgerRow): LedgerEntry => ({
  seq: row.seq,
  kind: row.kind,
  at: row.at,
  group: row.grp,
  member: row.identity,
  memberName: row.name,
  rule: row.rule,
  clause: row.clause,
  mode: row.mode,
  response: row.response,
  confidence: row.confidence,
  excerpt: row.excerpt ?? '',
  hash: row.hash,
});

/** A written reason and who gave it are part of an annulment. */
export function annul(store: Store, seq: number, by: string, reason: string, at: number): boolean {
  return store.transaction(() => {
    const entry = store.ledger.bySeq(seq);
    if (entry?.kind !== 'infraction') return false;
    const channel = store.groups.byId(entry.grp)?.channel;
    const actor = channel ? store.persons.find(channel, by) : null;
    store.ledger.append({
      at,
      grp: entry.grp,
      kind: 'annulment',
      person: entry.person,
      actor: actor?.id ?? null,
      rule: entry.rule,
      clause: entry.clause,
      mode: entry.mode,
      response: 'annulled',
      confidence: 1,
      span_from: null,
      span_to: null,
      message: entry.message,
      ref: seq,
      excerpt: reason,
    });
    return true;
  });
}
