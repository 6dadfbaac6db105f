/** Everything that is known of a person, for themselves (GDPR art. 15, 20): made when it is sent, never stored. */
import { exportPerson } from '../store/privacy/export-person.js';
import type { Store } from '../store/store.js';

/** Answers null for a reference that is not a person's. Throws when the person is not known any more. */
export function readPersonData(store: Store, file: string): Uint8Array | null {
  const number = /^person:(\d+)$/.exec(file)?.[1];
  if (number === undefined) return null;
  const id = Number(number);
  const person = store.persons.byId(id);
  if (!person) throw new Error('this person is not known any more');
  const groups = store.members.groupsOf(id).map((g) => store.groups.byId(g)!);
  const iso = (at: number): string => new Date(at).toISOString();
  const data = {
    person: { identity: person.identity, otherIdentity: person.alt, name: person.name },
    groups: groups.map((group) => ({
      title: group.title,
      network: group.channel,
      role: store.members.get(group.id, id)?.role,
      language: store.members.get(group.id, id)?.lang,
      infractions: store.infractions.of(group.id, id).map((i) => ({
        number: i.seq,
        at: iso(i.at),
        rule: i.rule,
        clause: i.clause,
        response: i.response,
        words: i.excerpt,
      })),
      cases: store.cases.ofPerson(group.id, id).map((c) => ({
        number: c.id,
        openedAt: iso(c.openedAt),
        reason: c.reason,
        closedAt: c.closedAt === null ? null : iso(c.closedAt),
        outcome: c.outcome,
        steps: store.cases.acts(c.id).map((a) => ({ at: iso(a.at), by: a.actor.role, ...a.act })),
      })),
      heldMessages: store.holds.openOfMember(group.id, person.identity).map((h) => ({
        since: iso(h.createdAt),
        until: iso(h.expiresAt),
        text: h.text,
      })),
      roles: store.roleGrants
        .of(group.id)
        .filter((r) => r.person === id)
        .map((r) => ({ role: r.role, from: iso(r.at), to: r.endedAt === null ? null : iso(r.endedAt) })),
    })),
    // The same once more as it is kept, so that nothing is missing: every table, every row.
    everything: exportPerson(store.db, id, Date.now()).tables,
  };
  return new TextEncoder().encode(`${JSON.stringify(data, null, 2)}\n`);
}
